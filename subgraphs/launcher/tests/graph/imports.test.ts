import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ImportOptions, importTradeTable } from '@niryat/products';
import { startTestGraph, type TestGraph } from '../support/graph.ts';

let graph: TestGraph;
let folder: string;

beforeAll(async () => {
  graph = await startTestGraph();
  folder = mkdtempSync(join(tmpdir(), 'niryat-feed-'));
});

afterAll(async () => {
  await graph.stop();
  rmSync(folder, { recursive: true });
});

interface Told {
  readonly action: string;
  readonly typeName: string;
  readonly nodeId: string;
  readonly fields: readonly string[];
  readonly reason: string | null;
}

let cursor: string | null = null;

async function ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { body } = await graph.gateway.query({ query, variables });
  expect(body.errors).toBeUndefined();
  return body.data as T;
}

/** What the feed tells behind the place that this reader has come to. */
async function news(): Promise<Told[]> {
  const told: Told[] = [];
  for (;;) {
    const { feed } = await ask<{
      feed: {
        nodes: Told[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      };
    }>(
      `query ($after: String) { feed: productChanges(after: $after, first: 100) {
        nodes { action typeName nodeId fields reason } pageInfo { hasNextPage endCursor } } }`,
      { after: cursor },
    );
    told.push(...feed.nodes);
    cursor = feed.pageInfo.endCursor ?? cursor;
    if (!feed.pageInfo.hasNextPage) return told;
  }
}

/** The names of the countries told, by the graph's own account of their ids. */
async function countriesIn(told: readonly Told[]): Promise<string[]> {
  for (const change of told) {
    expect(change).toMatchObject({
      action: 'UPDATED',
      typeName: 'Country',
      fields: ['exportFlows'],
      reason: null,
    });
  }
  const { nodes } = await ask<{ nodes: ({ name: string } | null)[] }>(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Country { name(language: EN) } } }',
    { ids: told.map(({ nodeId }) => nodeId) },
  );
  return nodes.map((node) => node?.name ?? 'unknown');
}

const importing = (name: string, rows: readonly string[], options: ImportOptions = {}) => {
  const path = join(folder, name);
  writeFileSync(
    path,
    ['COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)', ...rows, ''].join('\n'),
  );
  return importTradeTable(graph.services.products.db, path, options);
};

const tea = (country: string, value: string): string => `TEA,${country},KGS,1,${value}`;

describe('the feed of changes and the import of statistics', () => {
  it('tells of each country of which a file says something, once, and then of nothing', async () => {
    await news();
    await importing('first_2021-22.csv', [
      tea('JAPAN', '1'),
      tea('U K', '2'),
      'COFFEE,JAPAN,KGS,1,3',
      tea('UNSPECIFIED', '4'),
    ]);
    expect(await countriesIn(await news())).toEqual(['United Kingdom', 'Japan']);
    expect(await news()).toEqual([]);
  });

  it('tells nothing of a file that changed nothing, was refused or only tried', async () => {
    const rows = [
      tea('JAPAN', '1'),
      tea('U K', '2'),
      'COFFEE,JAPAN,KGS,1,3',
      tea('UNSPECIFIED', '4'),
    ];
    expect(await importing('first_2021-22.csv', rows)).toMatchObject({ outcome: 'unchanged' });
    await expect(importing('bad_2021-22.csv', [...rows, tea('MARS', '1')])).rejects.toThrow(
      'nothing was loaded',
    );
    await importing('dry_2021-22.csv', [tea('JAPAN', '5')], { dryRun: true });
    expect(await news()).toEqual([]);
  });

  it('tells of what a superseding file states otherwise, adds or takes back, and tells both in the version', async () => {
    await importing('second_2021-22.csv', [
      tea('JAPAN', '1.0'),
      'COFFEE,JAPAN,KGS,1,3',
      tea('U S A', '7'),
      tea('UNSPECIFIED', '4'),
    ]);
    expect(await countriesIn(await news())).toEqual(['United Kingdom', 'United States']);
    const { datasetVersions } = await ask<{ datasetVersions: { note: string }[] }>(
      '{ datasetVersions(first: 1) { note } }',
    );
    expect(datasetVersions[0]?.note).toMatch(
      /^4 rows of dgcis-commodity-partner, .* in place of US\$ 10 million of \d{4}-\d\d-\d\d\.$/,
    );
  });
});
