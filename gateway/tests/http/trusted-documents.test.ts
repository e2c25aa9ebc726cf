import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, print } from 'graphql';
import {
  createGatewayServer,
  type EngineKind,
  type GatewayServer,
  type Route,
} from '../../src/index.ts';
import { localOptions } from '../fixture.ts';

const document = 'query Makers($no: Boolean!) {\n  makers {\n    name @skip(if: $no)\n  }\n}\n';
const examples = [{ name: 'q01', title: 'Who?', variables: { no: false }, document }];
const id = createHash('sha256')
  .update(print(parse(document)))
  .digest('hex');
const registered = '{ fairs { id } }';
const ANSWER = { data: { makers: [{ name: 'Asha' }, { name: 'Lost' }] } };

/** A part of the gateway that asks something of its own. */
const names: Route = {
  path: '/names/',
  answer: async ({ query }) => ({
    status: (await query({ query: '{ things { __typename } }' })).status,
    headers: {},
  }),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trusted-'));
  await writeFile(join(folder, 'fairs.graphql'), `# Which fairs?\n${registered}\n`);
  await writeFile(
    join(folder, 'app.json'),
    JSON.stringify({
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [
        { id: 'stands', name: 'Stands', type: 'query', body: 'query Stands { makers { stand } }' },
      ],
    }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each<EngineKind>(['compiled', 'stock'])(
  'where only trusted documents are run, engine %s',
  (engine) => {
    let gateway: GatewayServer;
    let url: string;
    beforeAll(async () => {
      gateway = await createGatewayServer({
        ...localOptions(),
        engine,
        examples,
        routes: [names],
        http: { untrustedDocuments: false, trustedDocumentsPath: folder },
      });
      ({ url } = await gateway.listen({ host: '127.0.0.1', port: 0 }));
    });
    afterAll(() => gateway.stop());

    const headers = { 'content-type': 'application/json' };
    const variables = { no: false };
    const post = (body: object, accept = '*/*') =>
      fetch(url, { method: 'POST', headers: { ...headers, accept }, body: JSON.stringify(body) });
    const get = (search: Record<string, string>) =>
      fetch(`${url}?${new URLSearchParams(search)}`, { headers });
    const persistedQuery = { version: 1, sha256Hash: id };

    it.each<[string, () => Promise<Response>]>([
      ['its text', () => post({ query: document, variables })],
      [
        'its text in another layout',
        () => post({ query: document.replaceAll(/\s+/g, ' '), variables }),
      ],
      ['its id', () => post({ documentId: id, variables })],
      ['its hash', () => post({ extensions: { persistedQuery }, variables })],
      ['its id by GET', () => get({ documentId: id, variables: JSON.stringify(variables) })],
      [
        'its hash by GET',
        () =>
          get({
            extensions: JSON.stringify({ persistedQuery }),
            variables: JSON.stringify(variables),
          }),
      ],
    ])('an example is run by %s', async (_name, send) => {
      const response = await send();
      expect([response.status, await response.json()]).toEqual([200, ANSWER]);
    });

    it('registered ones are run: those of a folder, and those of a manifest under its ids', async () => {
      expect(await (await post({ query: registered })).json()).toEqual({
        data: { fairs: [{ id: 'f1' }] },
      });
      expect(await (await post({ documentId: 'stands' })).json()).toMatchObject({
        data: { makers: [{ stand: 'A1' }, { stand: null }] },
      });
    });

    it.each<[string, () => Promise<Response>]>([
      ['another document', () => post({ query: '{ makers { id } }' })],
      ['one with an addition', () => post({ query: `${document} query More { makers { id } }` })],
      ['a document by GET', () => get({ query: '{ makers { id } }' })],
      ['no GraphQL at all', () => post({ query: '{ makers {' })],
      ['an unknown id', () => post({ documentId: 'none' })],
      ['an id that is a word of the language', () => post({ documentId: 'constructor' })],
      [
        'an unknown hash',
        () => post({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
      ],
      [
        'one that is to be registered by its hash',
        () =>
          post({
            query: '{ makers { id } }',
            extensions: {
              persistedQuery: {
                version: 1,
                sha256Hash: createHash('sha256').update('{ makers { id } }').digest('hex'),
              },
            },
          }),
      ],
      ['a question about the schema', () => post({ query: '{ __schema { queryType { name } } }' })],
      ['a table of another document', () => post({ query: '{ makers { id } }' }, 'text/csv')],
    ])('%s is refused', async (_name, send) => {
      const response = await send();
      expect([response.status, await response.json()]).toEqual([
        403,
        { errors: [{ message: expect.any(String), extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] },
      ]);
    });

    it('tables of them can be had, and parts of the gateway ask what they like', async () => {
      const table = await post({ documentId: id, variables }, 'text/csv');
      expect([table.status, await table.text()]).toEqual([200, 'name\r\nAsha\r\nLost\r\n']);
      expect((await fetch(new URL('/names/x', url))).status).toBe(200);
    });

    it('the explorer offers them, and Apollo Sandbox is not offered', async () => {
      const page = await (await fetch(new URL('/explorer', url))).text();
      expect(page).toContain('query Makers($no: Boolean!)');
      expect((await fetch(url, { headers: { accept: 'text/html' } })).status).toBe(400);
    });
  },
);

describe('where all documents are run', () => {
  it('the id of an example does, too, and an unknown one is refused', async () => {
    const gateway = await createGatewayServer({ ...localOptions(), examples });
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const post = (body: object) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect(await (await post({ documentId: id, variables: { no: false } })).json()).toEqual(ANSWER);
    expect((await post({ documentId: 'none' })).status).toBe(403);
    expect((await post({ query: '{ fairs { id } }' })).status).toBe(200);
    await gateway.stop();
  });
});

describe('documents that cannot be registered', () => {
  it.each([
    ['none.json', undefined, /must be a file or a folder, got ".*none\.json"/],
    ['broken.graphql', '{ makers {', /broken\.graphql cannot be registered: Syntax Error/],
    ['list.json', '[]', /list\.json cannot be registered: .*operations/],
  ])('are told when the gateway starts: %s', async (file, text, message) => {
    const own = await mkdtemp(join(tmpdir(), 'untrusted-'));
    if (text !== undefined) await writeFile(join(own, file), text);
    const http = { trustedDocumentsPath: join(own, file) };
    await expect(createGatewayServer({ ...localOptions(), http })).rejects.toThrow(message);
    await rm(own, { recursive: true });
  });
});
