import { createGatewayServer, type GatewayServer, type Route } from '../src/index.ts';
import { keptLog, localOptions } from './fixture.ts';

const { log, entries } = keptLog();

/** Names of makers as plain text: a route that asks the graph. */
const names: Route = {
  path: '/names/',
  answer: async ({ name, headers, query }) => {
    if (name === 'broken') throw new Error('the file /srv/names is missing');
    if (name !== 'all') return { status: 404, code: 'NOT_FOUND', message: `No names of ${name}.` };
    const { body } = await query<{ makers: { name: string }[]; headersOfMakers: string }>(
      { query: '{ makers { name } headersOfMakers }' },
      { 'accept-language': String(headers['accept-language']) },
    );
    const lines = [
      ...(body.data?.makers ?? []).map((maker) => maker.name),
      body.data?.headersOfMakers,
    ];
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: lines.join('\n') };
  },
};

let gateway: GatewayServer;
let origin: string;
const publicUrls: (string | undefined)[] = [];
beforeAll(async () => {
  gateway = await createGatewayServer({
    ...localOptions(),
    log,
    routes: [names],
    onFetch: ({ headers }) => publicUrls.push(headers['x-public-url']),
  });
  origin = new URL((await gateway.listen({ host: '127.0.0.1', port: 0 })).url).origin;
});
afterAll(() => gateway.stop());

describe('a route beside GraphQL', () => {
  it('answers what it makes of the graph, under the request that it came with', async () => {
    const response = await fetch(`${origin}/names/all?x=1`, {
      headers: { 'accept-language': 'hi', 'x-request-id': 'r-7' },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain']);
    expect(await response.text()).toBe('Asha\nLost\n{"language":"hi","id":"r-7"}');
  });

  it('is handed the whole name, decoded and however long', async () => {
    const long = 'x'.repeat(3_000);
    const response = await fetch(`${origin}/names/a%20b/${long}`);
    expect([response.status, await response.json()]).toEqual([
      404,
      { errors: [{ message: `No names of a b/${long}.`, extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });

  it('tells its faults to the log alone', async () => {
    const response = await fetch(`${origin}/names/broken`);
    expect([response.status, await response.json()]).toEqual([
      500,
      {
        errors: [
          { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
        ],
      },
    ]);
    expect(entries).toContainEqual(
      expect.objectContaining({
        level: 'error',
        cause: expect.objectContaining({ message: 'the file /srv/names is missing' }),
      }),
    );
  });

  it('takes GET and HEAD alone', async () => {
    const head = await fetch(`${origin}/names/all`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const post = await fetch(`${origin}/names/all`, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('the address at which people reach the gateway', () => {
  it('is where it listens, and is told to subgraphs whatever a client says', async () => {
    publicUrls.length = 0;
    await gateway.query({ query: '{ makers { id } }' }, { 'x-public-url': 'http://evil.example' });
    expect(publicUrls).toEqual([origin]);
  });

  it('is the one of its options where they say one', async () => {
    const seen: (string | undefined)[] = [];
    const named = await createGatewayServer({
      ...localOptions(),
      publicUrl: 'https://exports.example',
      onFetch: ({ headers }) => seen.push(headers['x-public-url']),
    });
    await named.listen({ host: '127.0.0.1', port: 0 });
    await named.query({ query: '{ makers { id } }' });
    await named.stop();
    expect(seen).toEqual(['https://exports.example']);
  });
});
