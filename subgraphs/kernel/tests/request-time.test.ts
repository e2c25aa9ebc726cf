import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import {
  type BaseContext,
  baseMigration,
  type HttpServer,
  type Service,
  SourceEntity,
  type Subgraph,
  serveHttp,
  silentLogger,
  startService,
} from '../src/index.ts';
import { testRun } from '../src/testing/config.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';

interface Context extends BaseContext {
  readonly db: DataSource;
}

type Asked = Promise<{ readonly answer: string }[]>;

const asked = async (rows: Asked): Promise<string> => (await rows)[0]?.answer ?? 'nothing';

const resolvers = {
  Query: {
    quick: (_: unknown, __: unknown, { db }: Context) =>
      asked(db.query('SELECT pg_backend_pid() AS answer')),
    slow: (_: unknown, __: unknown, { db }: Context) =>
      asked(db.query('SELECT pg_sleep(600)::text AS answer')),
    slowInTransaction: (_: unknown, __: unknown, { db }: Context) =>
      db.transaction((manager) => asked(manager.query('SELECT pg_sleep(600)::text AS answer'))),
    count: (_: unknown, __: unknown, { db }: Context) => db.getRepository(SourceEntity).count(),
  },
};

let folder: string;
let database: TestDatabase;
let observer: pg.Client;
let service: Service;
let server: HttpServer;
let stopped: Promise<void> | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-request-time-'));
  writeFileSync(
    join(folder, 'Query.graphql'),
    'type Query { quick: ID, slow: String, slowInTransaction: String, count: Int }',
  );
  const subgraph: Subgraph = {
    name: 'demo',
    schemaFolder: folder,
    resolvers,
    entities: [SourceEntity],
    migrations: [baseMigration('demo')],
    seed: { folder, tables: [], version: 1 },
    createContext: (db, base): Context => ({ ...base, db }),
  };
  database = await createTestDatabase();
  observer = new pg.Client({ connectionString: testRun().serverUrl });
  await observer.connect();
  service = await startService(subgraph, {
    databaseUrl: database.url,
    log: silentLogger,
    loadSeed: false,
    // What one request leaves behind, the next one finds.
    poolSize: 1,
  });
  server = await serveHttp(service, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await (stopped ?? server.stop());
  await observer.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Waits until so many slow statements run; the test's own deadline ends a wait in vain. */
async function slowStatements(count: number): Promise<void> {
  for (;;) {
    const { rowCount } = await observer.query(
      `SELECT FROM pg_stat_activity WHERE datname = $1
       AND state = 'active' AND query LIKE 'SELECT pg_sleep(600)%'`,
      [database.name],
    );
    if (rowCount === count) return;
  }
}

const ask = (query: string, options: { milliseconds?: number; signal?: AbortSignal } = {}) =>
  service.execute({
    query,
    ...(options.milliseconds && { headers: { 'x-deadline-ms': `${options.milliseconds}` } }),
    ...(options.signal && { signal: options.signal }),
  });

const post = (query: string, signal?: AbortSignal, headers: Record<string, string> = {}) =>
  fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
    signal: signal ?? null,
  });

const overTime = (field: string) => ({
  data: { [field]: null },
  errors: [
    {
      message: 'The time for this request is over.',
      path: [field],
      extensions: { code: 'DEADLINE_EXCEEDED' },
    },
  ],
});

describe('the time of a request', () => {
  it.each(['slow', 'slowInTransaction'])(
    'ends a statement when it is over, and leaves the connection to others (%s)',
    async (field) => {
      const before = await ask('{ quick }');
      expect(await ask(`{ ${field} }`, { milliseconds: 50 })).toMatchObject(overTime(field));
      await slowStatements(0);
      expect(await ask('{ quick count }')).toEqual({ data: { ...before.data, count: 0 } });
    },
  );

  it('begins no statement once it is over', async () => {
    // The one connection is taken until the time is over: both fields had to wait for it.
    const { data, errors } = await ask('{ slow quick count }', { milliseconds: 50 });
    expect(data).toEqual({ slow: null, quick: null, count: null });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([
      'DEADLINE_EXCEEDED',
      'DEADLINE_EXCEEDED',
      'DEADLINE_EXCEEDED',
    ]);
  });

  it('is over when whoever asks in this process hangs up', async () => {
    const client = new AbortController();
    const answer = ask('{ slow }', { signal: client.signal });
    await slowStatements(1);
    client.abort();
    expect(await answer).toMatchObject(overTime('slow'));
    await slowStatements(0);
  });

  it('is over when whoever asks over HTTP hangs up', async () => {
    const client = new AbortController();
    const answer = post('{ slow }', client.signal);
    await slowStatements(1);
    client.abort();
    await expect(answer).rejects.toThrow('aborted');
    await slowStatements(0);
    expect(await (await post('{ count }')).json()).toEqual({ data: { count: 0 } });
  });
});

describe('a database that is gone', () => {
  /** Lets nobody connect, and ends who is connected. */
  async function takeAway(): Promise<void> {
    await observer.query(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS false`);
    await observer.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1',
      [database.name],
    );
  }

  it('costs an answer of its own code, and is found again by itself when it is back', async () => {
    await takeAway();
    const codes = new Set<unknown>();
    for (let asked = 0; asked < 5; asked += 1) {
      const { data, errors } = await ask('{ count }');
      expect(data).toEqual({ count: null });
      codes.add(errors?.[0]?.extensions?.code);
    }
    expect([...codes]).toContain('DATABASE_UNAVAILABLE');
    expect((await fetch(new URL('/readyz', server.url))).status).toBe(503);
    await observer.query(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS true`);
    for (;;) {
      const { errors } = await ask('{ count }');
      if (!errors) return;
    }
  });
});

describe('a server that is told to stop', () => {
  it('answers what is under way, closes the connection that it came by, and ends', async () => {
    const under = post('{ slow }', undefined, { 'x-deadline-ms': '500' });
    await slowStatements(1);
    stopped = server.stop();
    const answer = await under;
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    expect(await answer.json()).toMatchObject(overTime('slow'));
    await stopped;
    await expect(post('{ quick }')).rejects.toThrow('fetch failed');
  });
});
