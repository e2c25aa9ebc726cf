import { once } from 'node:events';
import { get as httpGet, type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync, createGunzip, gunzipSync } from 'node:zlib';
import { createGatewayServer, type GatewayServer } from '../../src/index.ts';
import { item, shopOf } from '../table-fixture.ts';
import { hintedOptions } from './hinted.ts';

let gateway: GatewayServer;
let url: string;
beforeAll(async () => {
  gateway = await createGatewayServer(hintedOptions());
  ({ url } = await gateway.listen({ host: '127.0.0.1', port: 0 }));
});
afterAll(() => gateway.stop());

const LONG = '{ good { price { long } } }';

/** An answer as it goes over the wire; `fetch` would unpack it. */
const raw = (query: string, encodings?: string) =>
  new Promise<{ encoding: string | undefined; vary: string; body: Buffer }>((resolve, reject) => {
    const headers = {
      'apollo-require-preflight': 'true',
      ...(encodings !== undefined && { 'accept-encoding': encodings }),
    };
    httpGet(`${url}?${new URLSearchParams({ query })}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const { 'content-encoding': encoding, vary = '' } = response.headers;
        resolve({ encoding, vary, body: Buffer.concat(chunks) });
      });
    }).once('error', reject);
  });

describe('an answer', () => {
  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
  ])('is compressed for a client that takes %s', async (accepted, expected, unpack) => {
    const plain = await raw(LONG);
    const packed = await raw(LONG, accepted);
    expect([plain.encoding, packed.encoding]).toEqual([undefined, expected]);
    expect(packed.body.length).toBeLessThan(plain.body.length / 10);
    expect(unpack(packed.body)).toEqual(plain.body);
    expect([plain.vary, packed.vary]).toEqual([
      expect.stringContaining('accept-encoding'),
      expect.stringContaining('accept-encoding'),
    ]);
  });

  it.each(['identity', 'deflate', 'br;q=0'])(
    'goes out as it is to one that takes %s',
    async (accepted) => {
      expect((await raw(LONG, accepted)).encoding).toBeUndefined();
    },
  );

  it('goes out as it is where it is short', async () => {
    expect((await raw('{ good { name } }', 'br, gzip')).encoding).toBeUndefined();
  });
});

describe('a table', () => {
  let shop: GatewayServer;
  let shopUrl: string;
  beforeAll(async () => {
    shop = await createGatewayServer(
      shopOf(['a', 'b', 'c', 'd'].map((code) => item(code))).options,
    );
    ({ url: shopUrl } = await shop.listen({ host: '127.0.0.1', port: 0 }));
  });
  afterAll(() => shop.stop());

  /** Sends a question for a compressed table, and hands over what comes of it. */
  const table = (query: string, encoding: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        accept: 'text/csv',
        'accept-encoding': encoding,
      };
      request(shopUrl, { method: 'POST', headers }, resolve)
        .once('error', reject)
        .end(JSON.stringify({ query }));
    });

  async function bodyOf(response: AsyncIterable<Buffer>): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('is whole when it is unpacked: %s', async (encoding, unpack) => {
    const response = await table('{ items { nodes { code } } }', encoding);
    expect(response.headers['content-encoding']).toBe(encoding);
    expect(unpack(await bodyOf(response)).toString()).toBe('code\r\na\r\nb\r\nc\r\nd\r\n');
  });

  it('comes page by page: the first can be read while there is no end', async () => {
    const response = await table('{ items(endless: true) { nodes { name } } }', 'gzip');
    const unpacked = response.pipe(createGunzip());
    const [first] = await once(unpacked, 'data');
    expect(String(first)).toMatch(/^name\r\n/);
    response.destroy();
  });

  it('that breaks off says so in its last line, and ends as incomplete', async () => {
    const response = await table('{ items(failAt: 2) { nodes { code } } }', 'gzip');
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => undefined);
    await new Promise((resolve) => response.once('close', resolve));
    expect(response.complete).toBe(false);
    expect(gunzipSync(Buffer.concat(chunks)).toString()).toMatch(
      /^code\r\na\r\nb\r\n# error: BAD_USER_INPUT: .*\r\n$/,
    );
  });
});
