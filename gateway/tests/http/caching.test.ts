import { createHash } from 'node:crypto';
import { createGatewayServer, type EngineKind, type GatewayServer } from '../../src/index.ts';
import { supergraph } from '../fixture.ts';
import { hintedOptions } from './hinted.ts';

const PREFLIGHT = { 'apollo-require-preflight': 'true' };

describe.each<EngineKind>(['compiled', 'stock'])(
  'answers that caches may keep, engine %s',
  (engine) => {
    let gateway: GatewayServer;
    let url: string;
    beforeAll(async () => {
      gateway = await createGatewayServer({ ...hintedOptions(), engine });
      ({ url } = await gateway.listen({ host: '127.0.0.1', port: 0 }));
    });
    afterAll(() => gateway.stop());

    const get = (search: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${url}?${new URLSearchParams(search)}`, { headers: { ...PREFLIGHT, ...headers } });

    it.each([
      ['{ good { id name } }', 'max-age=300, public'],
      ['{ good { price { name } } }', 'max-age=60, public'],
      ['{ good { stock } }', 'max-age=5, public'],
      ['{ good { maker { name } } }', 'max-age=120, public'],
      ['{ slow { name } }', 'max-age=900, public'],
      ['{ size }', 'max-age=20, public'],
      [
        '{ good { ...F } } fragment F on Good { price { ...G } } fragment G on Price { name }',
        'max-age=60, public',
      ],
      ['{ good { ... @include(if: false) { stock } } }', 'max-age=5, public'],
      // Whatever it can be counts: a price is kept for a minute.
      ['{ named { name } }', 'max-age=60, public'],
      ['{ thing { __typename } }', 'max-age=60, public'],
      ['{ thing { ... on Good { stock } } }', 'max-age=5, public'],
      ['{ good { mine } }', 'max-age=300, private'],
      ['{ feed { name } }', 'no-store'],
      ['{ good { id } feed { name } }', 'no-store'],
      ['{ good { bare { name } } }', 'no-store'],
      ['{ count }', 'no-store'],
      ['{ __typename }', 'no-store'],
      ['{ good { id } __schema { queryType { name } } }', 'no-store'],
      ['{ good { id fault } }', 'no-store'],
      ['{ good { nothing } }', 'no-store'],
      ['mutation { sell { id } }', 'no-store'],
    ])('%s: %s', async (query, expected) => {
      const { headers } = await gateway.query({ query });
      expect(headers['cache-control']).toBe(expected);
    });

    it('judges the operation that is run, not the others of its document', async () => {
      const query = 'query A { good { id } } query B { feed { name } }';
      const of = async (operationName: string) =>
        (await gateway.query({ query, operationName })).headers['cache-control'];
      expect([await of('A'), await of('B')]).toEqual(['max-age=300, public', 'no-store']);
    });

    it('are for the client alone where it says who it is', async () => {
      const authorization = 'Basic c2VjcmV0';
      const { headers } = await get({ query: '{ good { id } }' }, { authorization });
      expect(headers.get('cache-control')).toBe('max-age=300, private');
    });

    it('are told apart by what changes them', async () => {
      const { headers } = await get({ query: '{ language { name } }' });
      const vary = (headers.get('vary') ?? '').split(', ');
      expect(vary).toEqual(
        expect.arrayContaining([
          'origin',
          'accept',
          'accept-encoding',
          'accept-language',
          'authorization',
        ]),
      );
    });

    it('are sent once: 304 to a client that has the same already', async () => {
      const query = '{ language { name } }';
      const first = await get({ query });
      const etag = first.headers.get('etag') ?? 'none';
      expect([first.status, etag]).toEqual([200, expect.stringMatching(/^W\/"[\w-]+"$/)]);
      for (const known of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
        const again = await get({ query }, { 'if-none-match': known });
        expect([again.status, await again.text()]).toEqual([304, '']);
        expect(again.headers.get('etag')).toBe(etag);
        expect(again.headers.get('cache-control')).toBe('max-age=300, public');
        expect(again.headers.get('vary')).toContain('accept-language');
      }
      const other = await get({ query }, { 'if-none-match': etag, 'accept-language': 'hi' });
      expect([other.status, await other.json()]).toEqual([
        200,
        { data: { language: { name: 'hi' } } },
      ]);
    });

    it('have no tag where nobody may keep them', async () => {
      const { headers } = await get({ query: '{ feed { name } }' }, { 'if-none-match': '*' });
      expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
    });

    it('are judged anew with a new supergraph', async () => {
      const { supergraphSdl } = hintedOptions();
      const ofGood = async () =>
        (await gateway.query({ query: '{ good { id } }' })).headers['cache-control'];
      gateway.update(
        supergraphSdl.replaceAll('@cacheControl(maxAge: 300)', '@cacheControl(maxAge: 7)'),
      );
      expect(await ofGood()).toBe('max-age=7, public');
      gateway.update(supergraph());
      expect((await gateway.query({ query: '{ fairs { id } }' })).headers['cache-control']).toBe(
        'no-store',
      );
      gateway.update(supergraphSdl);
      expect(await ofGood()).toBe('max-age=300, public');
    });

    describe('by the hash of their question', () => {
      const query = '{ good { name } }';
      const sha256Hash = createHash('sha256').update(query).digest('hex');
      const hashed = (hash: string) => ({
        extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } }),
      });

      it('are to be asked for with the text first, then without', async () => {
        const unknown = await get(hashed(sha256Hash));
        expect([
          unknown.status,
          unknown.headers.get('cache-control'),
          await unknown.json(),
        ]).toEqual([
          200,
          'no-store',
          {
            errors: [
              {
                message: 'PersistedQueryNotFound',
                extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
              },
            ],
          },
        ]);
        expect((await get({ query, ...hashed(sha256Hash) })).status).toBe(200);
        const known = await get(hashed(sha256Hash));
        expect(known.headers.get('cache-control')).toBe('max-age=300, public');
        expect(await known.json()).toEqual({ data: { good: { name: 'Carpet' } } });
        const etag = known.headers.get('etag') ?? 'none';
        expect((await get(hashed(sha256Hash), { 'if-none-match': etag })).status).toBe(304);
      });

      it('are refused where text and hash do not belong together, and nothing is kept of it', async () => {
        const other = createHash('sha256').update('other').digest('hex');
        const refused = await get({ query, ...hashed(other) });
        expect([refused.status, await refused.json()]).toEqual([
          400,
          {
            errors: [
              { message: expect.stringMatching(/sha/), extensions: { code: 'BAD_REQUEST' } },
            ],
          },
        ]);
        expect(await (await get(hashed(other))).json()).toMatchObject({
          errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
        });
      });
    });
  },
);
