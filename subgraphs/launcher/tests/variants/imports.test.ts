import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toNodeId } from '@niryat/kernel';
import { importTradeTable } from '@niryat/products';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { root } from '../../src/config.ts';
import { startTestGraph, type TestGraph } from '../support/graph.ts';
import { run, source } from '../support/program.ts';

type Viewer = 'public' | 'partner' | 'internal';

let graph: TestGraph;
let folder: string;
let url: string;
const headers: Record<Viewer, Readonly<Record<string, string>>> = {
  public: {},
  partner: {},
  internal: {},
};

/** `npm run keys`, on the keys of this test. */
async function keysCommand(...words: string[]): Promise<string> {
  const program = run([...source('gateway/src/keys/main.ts'), ...words], {
    KEYS_FILE: join(folder, 'keys.json'),
  });
  expect(await program.ended()).toBe(0);
  return program.output();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-variants-'));
  graph = await startTestGraph(undefined, { keysFile: join(folder, 'keys.json') });
  const heading = 'COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)';
  const rows = {
    'early_2021-22.csv': ['TEA,JAPAN,KGS,1,2.5', 'TOTAL,,,,2.51'],
    'late_2021-22.csv': ['TEA,JAPAN,KGS,1,2.75', 'TEA,U K,KGS,1,1', 'TOTAL,,,,3.75'],
  };
  for (const [name, lines] of Object.entries(rows)) {
    const path = join(folder, name);
    writeFileSync(path, `${[heading, ...lines].join('\n')}\n`);
    await importTradeTable(graph.services.products.db, path);
  }
  for (const variant of ['partner', 'internal'] as const) {
    const said = await keysCommand('add', '--name', 'A ministry', '--variant', variant);
    headers[variant] = { 'x-api-key': /niryat_\w_[\w-]{43}/.exec(said)?.[0] ?? '' };
  }
  ({ url } = await graph.gateway.listen({ host: '127.0.0.1', port: 0 }));
});

afterAll(async () => {
  await graph.stop();
  rmSync(folder, { recursive: true });
});

async function ask(
  viewer: Viewer,
  query: string,
  variables: object = {},
  more: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers[viewer], ...more },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text) };
}

describe('imports of trade tables', () => {
  it('tell partners which file speaks, what it holds and what it states', async () => {
    const { json } = await ask(
      'partner',
      `{ tradeImports(first: 2) { totalCount nodes {
        code format tableCode table importedAt rowsRead rowsLoaded rowsUnchanged
        value { formatted } statedTotal { amount } difference { amount }
        supersededBy { code }
        parts { totalCount nodes { origin fiscalYear calendarYear region ownYear cells value { amount } statedTotal { amount } supersededBy { code } } }
        sources { title }
      } } }`,
    );
    const part = {
      origin: 'IN',
      fiscalYear: '2021-22',
      calendarYear: null,
      region: null,
      ownYear: true,
    };
    expect(json()).toMatchObject({
      data: {
        tradeImports: {
          totalCount: 2,
          nodes: [
            {
              code: '2',
              format: 'TRADESTAT_COMMODITY',
              tableCode: 'dgcis-commodity-partner',
              table: expect.stringMatching(/./),
              rowsRead: 2,
              rowsLoaded: 2,
              value: { formatted: 'US$ 3.75 million' },
              statedTotal: { amount: '3750000' },
              difference: { amount: '0' },
              supersededBy: null,
              parts: { totalCount: 1, nodes: [{ ...part, cells: 2, supersededBy: null }] },
              sources: [{ title: expect.stringMatching(/./) }],
            },
            {
              code: '1',
              rowsLoaded: 1,
              value: { formatted: 'US$ 2.50 million' },
              statedTotal: { amount: '2510000' },
              difference: { amount: '10000' },
              supersededBy: { code: '2' },
              parts: { totalCount: 1, nodes: [{ ...part, cells: 1, supersededBy: { code: '2' } }] },
            },
          ],
        },
      },
    });
    expect(json().errors).toBeUndefined();
  });

  it('are filtered, paged and asked for one by one', async () => {
    const { json } = await ask(
      'partner',
      `query ($old: TradeImportFilter) {
        old: tradeImports(filter: $old) { nodes { code } }
        other: tradeImports(filter: { format: [COMTRADE] }) { totalCount }
        page: tradeImports(first: 1) { nodes { code } pageInfo { hasNextPage endCursor } }
        tradeImport(code: "1") { id code }
      }`,
      { old: { inForce: false, table: ['dgcis-commodity-partner'] } },
    );
    const { old, other, page, tradeImport } = json().data;
    expect([old.nodes, other.totalCount, page.nodes]).toEqual([
      [{ code: '1' }],
      0,
      [{ code: '2' }],
    ]);
    expect(tradeImport).toEqual({ id: toNodeId('TradeImport', '1'), code: '1' });
    const next = await ask(
      'partner',
      'query ($after: String) { tradeImports(first: 1, after: $after) { nodes { code } pageInfo { hasNextPage } } }',
      { after: page.pageInfo.endCursor },
    );
    expect(next.json().data.tradeImports).toEqual({
      nodes: [{ code: '1' }],
      pageInfo: { hasNextPage: false },
    });
    for (const code of ['3', '01', 'x', '99999999999999999999']) {
      const missing = await ask('partner', `{ tradeImport(code: "${code}") { code } }`);
      expect(missing.json()).toMatchObject({
        data: { tradeImport: null },
        errors: [{ extensions: { code: 'NOT_FOUND' } }],
      });
    }
  });

  it('stand beside the cells that they hold', async () => {
    const { json } = await ask(
      'partner',
      `{ exportFlows(filter: { table: "dgcis-commodity-partner" }, groupBy: []) { tableCode imports { code } } }`,
    );
    expect(json().data.exportFlows).toEqual({
      tableCode: 'dgcis-commodity-partner',
      imports: [{ code: '2' }],
    });
  });

  it('tell how they were read within the house alone', async () => {
    const fields = '{ tradeImport(code: "2") { fileName contentHash rowsRejected } }';
    expect((await ask('internal', fields)).json()).toEqual({
      data: {
        tradeImport: {
          fileName: 'late_2021-22.csv',
          contentHash: expect.stringMatching(/^[\da-f]{64}$/),
          rowsRejected: 0,
        },
      },
    });
    const byName =
      '{ tradeImports(filter: { fileName: ["late_2021-22.csv"] }) { nodes { code } } }';
    expect((await ask('internal', byName)).json().data.tradeImports.nodes).toEqual([{ code: '2' }]);
    for (const question of [fields, byName])
      expect((await ask('partner', question)).status).toBe(400);
  });

  it('make versions of the data, which partners can ask for since when', async () => {
    const all = (await ask('partner', '{ datasetVersions { version publishedAt } }')).json().data;
    const [newest, before] = all.datasetVersions;
    const later = await ask(
      'partner',
      'query ($since: DateTime) { datasetVersions(since: $since) { version } }',
      { since: before.publishedAt },
    );
    expect(
      later.json().data.datasetVersions.map(({ version }: { version: string }) => version),
    ).toContain(newest.version);
    const none = await ask(
      'partner',
      '{ datasetVersions(since: "2100-01-01T00:00:00Z") { version } }',
    );
    expect(none.json()).toEqual({ data: { datasetVersions: [] } });
  });

  it('come as a table', async () => {
    const { text } = await ask(
      'partner',
      '{ tradeImports(first: 1) { nodes { code rowsLoaded } } }',
      {},
      { accept: 'text/csv' },
    );
    expect(text).toBe('code,rowsLoaded\r\n2,2\r\n1,1\r\n');
  });
});

describe('to the public', () => {
  it.each(['id', '__typename', 'id __typename', '... on Sourced { sources { title } }'])(
    'the id of an import is as unknown as any: { %s }',
    async (selection) => {
      const query = `query ($id: ID!) { node(id: $id) { ${selection} } nodes(ids: [$id, "${toNodeId('State', 'IN-UP')}"]) { ${selection} } }`;
      const [hidden, never] = [toNodeId('TradeImport', '2'), toNodeId('TradeExport', '2')];
      const answers = await Promise.all(
        [hidden, never].map(async (id) => {
          const { status, text } = await ask('public', query, { id });
          return [status, text.replaceAll(id, '…')];
        }),
      );
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.[1]).toContain('"node":null');
      expect(answers[0]?.[1]).toContain('NOT_FOUND');
      const { json } = await ask('partner', `{ node(id: "${hidden}") { __typename id } }`);
      expect(json()).toEqual({ data: { node: { __typename: 'TradeImport', id: hidden } } });
    },
  );

  it('no feed of changes and no search leads to an import', async () => {
    const feeds = await ask(
      'public',
      '{ productChanges(first: 100) { nodes { typeName nodeId } } search(text: "late_2021-22") { products { name } } }',
    );
    const types = feeds
      .json()
      .data.productChanges.nodes.map(({ typeName }: { typeName: string }) => typeName);
    const shown = api('public');
    for (const type of new Set<string>(types)) expect(shown.getType(type)).toBeDefined();
    expect(feeds.text).not.toMatch(/TradeImport|late_2021/);
    const told = await Promise.all(
      Object.values(graph.services).map(({ name, db }) =>
        db.query(`SELECT DISTINCT type_name FROM ${name}.changes`),
      ),
    );
    for (const { type_name } of told.flat()) expect(shown.getType(type_name)).toBeDefined();
  });

  it('and to partners, introspection tells what is committed as their schema', async () => {
    for (const viewer of ['public', 'partner', 'internal'] as const) {
      const { json } = await ask(
        viewer,
        '{ __schema { types { name fields { name } inputFields { name } } } }',
      );
      const seen = new Map(
        json().data.__schema.types.map(
          (type: {
            name: string;
            fields: { name: string }[] | null;
            inputFields: { name: string }[] | null;
          }) => [
            type.name,
            [...(type.fields ?? []), ...(type.inputFields ?? [])].map(({ name }) => name).sort(),
          ],
        ),
      );
      const committed = new Map(
        Object.values(api(viewer).getTypeMap()).map((type) => [
          type.name,
          'getFields' in type ? Object.keys(type.getFields()).sort() : [],
        ]),
      );
      expect(seen).toEqual(committed);
    }
  });

  it('no description tells of what is hidden', () => {
    const ofPartners = /TradeImport|tradeImport|TRADESTAT/;
    const ofTheHouse = /fileName|contentHash|rowsRejected/;
    expect(text('public')).not.toMatch(ofPartners);
    expect(text('public')).not.toMatch(ofTheHouse);
    expect(text('partner')).toMatch(ofPartners);
    expect(text('partner')).not.toMatch(ofTheHouse);
    expect(text('internal')).toMatch(ofTheHouse);
  });

  it('a key that was revoked opens nothing any more', async () => {
    const key = headers.partner['x-api-key'] ?? '';
    const id =
      (await keysCommand('list'))
        .split('\n')
        .find((line) => line.includes(`…${key.slice(-4)}`))
        ?.slice(0, 8) ?? '';
    await keysCommand('revoke', id);
    expect((await ask('partner', '{ tradeImports { totalCount } }')).status).toBe(401);
  });
});

const file = (viewer: Viewer): string =>
  viewer === 'public' ? 'api.graphql' : `api.${viewer}.graphql`;

const text = (viewer: Viewer): string => readFileSync(join(root, 'schema', file(viewer)), 'utf8');

const api = (viewer: Viewer): GraphQLSchema => buildSchema(text(viewer));
