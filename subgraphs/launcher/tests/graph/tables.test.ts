import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importTradeTable } from '@niryat/products';
import { parse } from 'csv-parse/sync';
import { startTestGraph, type TestGraph } from '../support/graph.ts';

const FIELDS = `code measure origin fiscalYear partOfYear growthYears value qualifier unit provisional preferred
  note subject state { code name } district { code } sector { code } product { code } country { code }
  hindi: note(language: HI) money { amount currency } sources { code title }`;

describe('the published figures as a file', () => {
  let graph: TestGraph;
  let url: string;
  beforeAll(async () => {
    graph = await startTestGraph();
    ({ url } = await graph.gateway.listen({ host: '127.0.0.1', port: 0 }));
  });
  afterAll(() => graph.stop());

  const table = async (accept: string): Promise<string> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query: `{ exportFigures(first: 50) { nodes { ${FIELDS} } } }` }),
    });
    expect(response.status).toBe(200);
    return response.text();
  };

  /**
   * The lines of a table in NDJSON whose transfer does not end as it should. Read as they come: `fetch` drops what it has
   * not handed over yet when a transfer breaks off.
   */
  const linesUntilBrokenOff = (query: string): Promise<string[]> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', accept: 'application/x-ndjson' };
      request(url, { method: 'POST', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('end', () => reject(new Error('The table was not broken off.')));
        response.once('error', () => resolve(text.trimEnd().split('\n')));
      })
        .once('error', reject)
        .end(JSON.stringify({ query }));
    });

  interface Figure {
    readonly [field: string]: unknown;
  }

  interface Page {
    readonly nodes: readonly Figure[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  }

  async function page(after?: string): Promise<Page> {
    const { body } = await graph.gateway.query<{ exportFigures: Page }>({
      query: `query ($after: String) { exportFigures(first: 100, after: $after) {
        nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
      variables: { after },
    });
    expect(body.errors).toBeUndefined();
    if (!body.data) throw new Error('There is no answer.');
    return body.data.exportFigures;
  }

  /** All figures as JSON, page by page. */
  async function figures(): Promise<Figure[]> {
    let last = await page();
    const found = [...last.nodes];
    while (last.pageInfo.hasNextPage) {
      last = await page(last.pageInfo.endCursor);
      found.push(...last.nodes);
    }
    return found;
  }

  /** A value at a dotted path as a cell shows it. */
  function cellOf(figure: unknown, path: readonly string[]): string {
    const [key, ...rest] = path;
    if (Array.isArray(figure)) return figure.map((item) => cellOf(item, path)).join('|');
    if (key === undefined) return figure === null || figure === undefined ? '' : String(figure);
    return cellOf((figure as Figure | null)?.[key] ?? null, rest);
  }

  it('hold all 213 of them, each cell exactly, in CSV', async () => {
    const expected = await figures();
    expect(expected).toHaveLength(213);
    const records: Record<string, string>[] = parse(await table('text/csv; bom=true'), {
      columns: true,
      bom: true,
    });
    expect(records).toHaveLength(213);
    const columns = Object.keys(records[0] ?? {});
    expect(columns).toEqual(expect.arrayContaining(['code', 'state.name', 'sources.title']));
    expect(records).toEqual(
      expected.map((figure) =>
        Object.fromEntries(columns.map((column) => [column, cellOf(figure, column.split('.'))])),
      ),
    );
  });

  it('hold all of them as they are answered, in NDJSON', async () => {
    const lines = (await table('application/x-ndjson')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(await figures());
  });

  it('break off where a trade table is imported while they are read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'niryat-tables-'));
    const path = join(folder, 'tea_2021-22.csv');
    writeFileSync(
      path,
      'COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)\nTEA,JAPAN,KGS,1,2.5\n',
    );
    const { db } = graph.services.products;
    const holder = db.createQueryRunner();
    try {
      await holder.startTransaction();
      await holder.query('LOCK TABLE products.export_figures IN ACCESS EXCLUSIVE MODE');
      const reading = linesUntilBrokenOff('{ exportFigures(first: 100) { nodes { code } } }');
      const waiting = `SELECT FROM pg_locks WHERE NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      while ((await db.query(waiting)).length === 0);
      // The first page has been asked for. What it finds is of the version that this import makes an old one.
      await importTradeTable(db, path);
      await holder.commitTransaction();
      const lines = await reading;
      expect(lines).toHaveLength(101);
      expect(JSON.parse(lines[100] ?? '')).toEqual({
        error: {
          message: expect.stringMatching(/^The data changed .* \(version 1, now 2\): ask for it/),
          extensions: { code: 'DATA_CHANGED' },
        },
      });
    } finally {
      await holder.release();
      rmSync(folder, { recursive: true });
    }
  });
});
