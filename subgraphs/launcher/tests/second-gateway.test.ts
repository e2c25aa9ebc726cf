/**
 * The graph is tied to no gateway: Hive Gateway serves the committed supergraph as it is, and answers every
 * question as ours does.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  createGatewayServer,
  type ExampleOperation,
  type GatewayAnswer,
  type GatewayServer,
} from '@niryat/gateway';
import { type HttpServer, serveHttp, silentLogger, startService } from '@niryat/kernel';
import type { TestDatabase } from '@niryat/kernel/testing';
import { subgraphNames } from '../src/config.ts';
import { readExamples, readSupergraph } from '../src/graph.ts';
import { subgraphs } from '../src/subgraphs.ts';
import { dayOfAsking, seededDatabase } from './support/graph.ts';
import { freePort } from './support/ports.ts';
import { endAll, run } from './support/program.ts';

/** Where both say that people reach them, so that the addresses in their answers are the same. */
const publicUrl = 'https://exports.example';

let database: TestDatabase;
let servers: readonly HttpServer[];
let ours: GatewayServer;
let hive: string;
let examples: readonly ExampleOperation[];

beforeAll(async () => {
  examples = await readExamples();
  database = await seededDatabase();
  servers = await Promise.all(
    subgraphNames.map(async (name) => {
      const options = { databaseUrl: database.url, log: silentLogger, now: () => dayOfAsking };
      const service = await startService(subgraphs[name], options);
      return serveHttp(service, { host: '127.0.0.1', port: 0 });
    }),
  );
  const urls = servers.map(({ url }) => url);
  ours = await createGatewayServer({
    supergraphSdl: await readSupergraph(),
    subgraphs: Object.fromEntries(subgraphNames.map((name, i) => [name, urls[i] ?? ''])),
    publicUrl,
  });
  hive = await startHive(urls);
});

afterAll(async () => {
  await endAll();
  await ours.stop();
  await Promise.all(servers.map((server) => server.stop()));
  await database.drop();
});

/** Starts Hive Gateway as `deploy/README.md` says, on a free port; gives its endpoint. */
async function startHive(urls: readonly string[]): Promise<string> {
  const main = createRequire(import.meta.filename).resolve('@graphql-hive/gateway');
  const port = String(await freePort());
  const program = run(
    [
      ...[process.execPath, join(main, '..', 'bin.js'), 'supergraph', 'schema/supergraph.graphql'],
      ...['--config-path', 'deploy/gateways/hive.config.mjs', '--disable-websockets'],
      ...['--host', '127.0.0.1', '--port', port],
    ],
    {
      PUBLIC_URL: publicUrl,
      ...Object.fromEntries(
        subgraphNames.map((name, i) => [`${name.toUpperCase()}_URL`, urls[i] ?? '']),
      ),
    },
  );
  await program.writes(/Listening on/);
  return `http://127.0.0.1:${port}/graphql`;
}

async function askHive(
  body: object,
  headers: Readonly<Record<string, string>>,
): Promise<GatewayAnswer['body']> {
  const response = await fetch(hive, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json() as Promise<GatewayAnswer['body']>;
}

/** The variables of an example, in another language where it takes one. */
function variablesIn(language: string, { document, variables }: ExampleOperation) {
  return document.includes('$language:') ? { ...variables, language } : variables;
}

describe('Hive Gateway on the same supergraph', () => {
  it.each(['EN', 'HI'])('gives the same answer to every question, in %s', async (language) => {
    const headers = { 'accept-language': language.toLowerCase() };
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const question = { query: example.document, variables: variablesIn(language, example) };
      const { body } = await ours.query(question, headers);
      expect({ question: example.name, errors: body.errors }).toEqual({ question: example.name });
      expect({ question: example.name, body: await askHive(question, headers) }).toEqual({
        question: example.name,
        body,
      });
    }
  });
});
