import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { importTradeTable } from '../src/import/index.ts';
import { products } from '../src/subgraph.ts';
import { timePages, timeQuestion } from './asking.ts';
import { withClient } from './databases.ts';
import { type Codes, readCodes, shapeFor, syntheticRows, writeSyntheticTable } from './generate.ts';
import { markSynthetic, syntheticSource, syntheticTitle } from './imports.ts';
import { questions, syntheticTable } from './questions.ts';

let service: TestService;
let url: string;
let codes: Codes;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-bench-test-'));
  codes = await readCodes();
  service = await startTestService(products, { loadSeed: true });
  ({ url } = service.db.options as unknown as { url: string });
  await markSynthetic(url);
});

afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true });
});

describe('the synthetic table', () => {
  it.each([500, 501, 20_000])(
    'has %d rows, each another cell, and the same every time',
    (count) => {
      const cells = [...syntheticRows(count, codes)].map(
        ({ year, origin, commodity, chapter, country }) =>
          [year, origin, commodity, chapter, country].join(),
      );
      expect(new Set(cells).size).toBe(count);
      expect([...syntheticRows(count, codes)].at(-1)).toEqual(
        [...syntheticRows(count, codes)].at(-1),
      );
    },
  );

  it('has room for a hundred million rows', () => {
    const { years, origins, commodities, chapters, countries } = shapeFor(100_000_000, codes);
    expect(
      years.length * origins.length * commodities.length * chapters * countries.length,
    ).toBeGreaterThanOrEqual(100_000_000);
  });

  it('is taken without a row rejected, and says that it is synthetic', async () => {
    const path = join(folder, 'synthetic-500.csv');
    await writeSyntheticTable(path, 500, codes);
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(501);
    const report = await importTradeTable(service.db, path, {
      table: syntheticTable,
      title: syntheticTitle,
      source: syntheticSource,
    });
    expect(report).toMatchObject({
      format: 'niryat',
      rows: { read: 500, loaded: 500, rejected: 0 },
    });
    const { data } = await service.execute({
      query: `{ exportFlows(groupBy: [], filter: { table: "${syntheticTable}" }) { table sources { title } } }`,
    });
    expect(JSON.stringify(data)).toMatch(/Synthetic table.*Synthetic rows/);
  });
});

describe('the questions of the benchmark', () => {
  it('are ten', () => {
    expect(new Set(questions.map(({ name }) => name)).size).toBe(10);
  });

  // `timeQuestion` refuses answers that are empty or differ, of the rollups and of the cells alike.
  it.each(questions.map((question) => [question.name, question] as const))(
    'have the answer of the SQL by hand: %s',
    async (_name, question) => {
      const timing = await withClient(url, (client) => timeQuestion(service, client, question, 1));
      expect(timing.question).toBe(question);
    },
  );

  it('have it on a page behind others too', async () => {
    const deep = questions.filter(({ name }) => name === 'deep-page');
    for (const question of deep) {
      const pages = await withClient(url, (client) =>
        timePages(service, client, question, [1, 6], 1),
      );
      expect(pages.map(({ page }) => page)).toEqual([1, 6]);
    }
  });
});
