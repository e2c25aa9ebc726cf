import { createGatewayServer, type GatewayServer } from '@niryat/gateway';
import {
  type HttpServer,
  type Service,
  serveHttp,
  silentLogger,
  startService,
} from '@niryat/kernel';
import type { TestDatabase } from '@niryat/kernel/testing';
import pg from 'pg';
import { type SubgraphName, subgraphNames } from '../src/config.ts';
import { type Graph, readSupergraph, startGraph } from '../src/graph.ts';
import { subgraphs } from '../src/subgraphs.ts';
import { seededDatabase } from './support/graph.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
let database: TestDatabase;
let observer: pg.Client;
let graph: Graph;
let servers: HttpServer[];
const gateways: Partial<Record<'in process' | 'over HTTP', GatewayServer>> = {};

beforeAll(async () => {
  database = await seededDatabase();
  observer = new pg.Client({ connectionString: database.url });
  await observer.connect();
  const urls = { products: database.url, partners: database.url, events: database.url };
  graph = await startGraph({ databaseUrls: urls, log: silentLogger, gateway: { log } });
  gateways['in process'] = graph.gateway;
  servers = await Promise.all(subgraphNames.map(serve));
  gateways['over HTTP'] = await createGatewayServer({
    supergraphSdl: await readSupergraph(),
    subgraphs: Object.fromEntries(subgraphNames.map((name, at) => [name, servers[at]?.url ?? ''])),
    log,
  });
});

afterAll(async () => {
  await gateways['over HTTP']?.stop();
  for (const server of servers) await server.stop();
  await graph.stop();
  await observer.end();
  await database.drop();
});

async function serve(name: SubgraphName): Promise<HttpServer> {
  const service: Service = await startService(subgraphs[name], {
    databaseUrl: database.url,
    log: silentLogger,
  });
  return serveHttp(service, { host: '127.0.0.1', port: 0 });
}

/** Runs a task while every statement on missions has to wait. */
async function whileMissionsAreLocked(task: () => Promise<void>): Promise<void> {
  await observer.query('BEGIN');
  try {
    await observer.query('LOCK TABLE partners.missions IN ACCESS EXCLUSIVE MODE');
    await task();
  } finally {
    await observer.query('ROLLBACK');
  }
}

/** Waits until some statement waits for the lock, or none does; the test's own deadline ends a wait in vain. */
async function statementsWait(some: boolean): Promise<void> {
  for (;;) {
    const { rowCount } = await observer.query(
      `SELECT FROM pg_locks WHERE NOT granted AND relation = 'partners.missions'::regclass`,
    );
    if ((rowCount ?? 0) > 0 === some) return;
  }
}

const query = '{ states { name } mission(code: "embassy-tokyo") { code } }';
const states = [{ name: 'Jammu and Kashmir' }, { name: 'Uttar Pradesh' }];

describe.each(['in process', 'over HTTP'] as const)('subgraphs %s', (way) => {
  const ask = (headers: Record<string, string> = {}, signal?: AbortSignal) => {
    const gateway = gateways[way];
    if (!gateway) throw new Error('It did not start.');
    return gateway.query({ query }, headers, signal);
  };

  it('lose their statement when the time of the question is over, and the rest is answered', async () => {
    await whileMissionsAreLocked(async () => {
      const { status, body } = await ask({ 'x-timeout-ms': '1500' });
      expect(status).toBe(200);
      expect(body.data).toEqual({ states, mission: null });
      expect(body.errors?.map(({ extensions }) => extensions.service)).toEqual(['partners']);
      await statementsWait(false);
    });
    expect((await ask()).body).toEqual({ data: { states, mission: { code: 'embassy-tokyo' } } });
  });

  it('lose their statement when the client hangs up', async () => {
    const client = new AbortController();
    await whileMissionsAreLocked(async () => {
      const asked = ask({}, client.signal);
      await statementsWait(true);
      client.abort();
      await asked;
      await statementsWait(false);
    });
  });
});
