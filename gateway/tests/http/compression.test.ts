import { get as httpGet } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createGatewayServer, type GatewayServer } from '../../src/index.ts';
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
