import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { type ImportOptions, type ImportReport, importTradeTable } from '../../src/import/index.ts';
import { products } from '../../src/subgraph.ts';

/** A folder of one test's own, with files to import. */
export interface Desk {
  /** Copies a fixture there, under another name if one is given; gives its path. */
  fixture(name: string, as?: string): string;
  /** Writes a file there; gives its path. */
  file(name: string, lines: readonly string[]): string;
  /** The lines of a file there. */
  lines(name: string): string[];
  clear(): void;
}

/** Makes the folder. */
export function openDesk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'niryat-import-'));
  const at = (name: string): string => join(folder, name);
  return {
    fixture: (name, as = name) => {
      copyFileSync(join(import.meta.dirname, 'fixtures', name), at(as));
      return at(as);
    },
    file: (name, lines) => {
      writeFileSync(at(name), `${lines.join('\n')}\n`);
      return at(name);
    },
    lines: (name) => readFileSync(at(name), 'utf8').trim().split('\n'),
    clear: () => rmSync(folder, { recursive: true }),
  };
}

/** What tests of imports work with. */
export interface Office {
  /** The service with its seed, the same for all tests of a file; no import outlives its test. */
  readonly service: TestService;
  /** Another one for each test. */
  readonly desk: Desk;
}

/** Opens the office for all tests of a file, and tidies up after each. */
export function openOffice(): Office {
  let service: TestService | undefined;
  let desk: Desk | undefined;
  const opened = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error('The office opens with the first test.');
    return thing;
  };
  beforeAll(async () => {
    service = await startTestService(products, { loadSeed: true });
  });
  afterAll(() => service?.stop());
  beforeEach(() => {
    desk = openDesk();
  });
  afterEach(async () => {
    desk?.clear();
    await forgetImports(opened(service));
  });
  return {
    get service() {
      return opened(service);
    },
    get desk() {
      return opened(desk);
    },
  };
}

/** What of the cube and its imports there is, to tell whether anything changed. */
export async function stateOf({ db }: TestService): Promise<unknown> {
  const [state]: unknown[] = await db.query(`
    SELECT (SELECT coalesce(jsonb_agg(to_jsonb(f) ORDER BY f.id), '[]') FROM products.export_flows f WHERE import_id IS NOT NULL) AS flows,
           (SELECT coalesce(jsonb_agg(to_jsonb(f) ORDER BY f.id), '[]') FROM products.superseded_flows f) AS superseded,
           (SELECT coalesce(jsonb_agg(to_jsonb(i) ORDER BY i.id), '[]') FROM products.trade_imports i) AS imports,
           (SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p.import_id, p.fiscal_year), '[]') FROM products.trade_import_parts p) AS parts,
           (SELECT count(*) FROM products.dataset_versions) AS versions,
           (SELECT count(*) FROM products.trade_tables) AS tables,
           (SELECT count(*) FROM products.trade_table_years) AS years`);
  return state;
}

/** Takes all imports away. */
export async function forgetImports({ db }: TestService): Promise<void> {
  await db.query('DELETE FROM products.export_flows WHERE import_id IS NOT NULL');
  await db.query(
    `DELETE FROM products.trade_table_years WHERE table_code NOT IN (SELECT table_code FROM products.export_flows)`,
  );
  await db.query(
    `DELETE FROM products.flow_rollups f WHERE NOT EXISTS (
       SELECT FROM products.trade_table_years y
       WHERE (y.table_code, y.origin, y.fiscal_year) = (f.table_code, f.origin, f.fiscal_year)
     )`,
  );
  await db.query(
    `DELETE FROM products.flow_spans f WHERE NOT EXISTS (
       SELECT FROM products.trade_table_years y WHERE (y.table_code, y.origin) = (f.table_code, f.origin)
     )`,
  );
  await db.query('TRUNCATE products.superseded_flows, products.trade_import_parts');
  await db.query('DELETE FROM products.trade_imports');
}

/** Imports a file. */
export const importInto = (
  { db }: TestService,
  path: string,
  options: ImportOptions = {},
): Promise<ImportReport> => importTradeTable(db, path, options);

/** The cells of a table as texts, each `year country sector commodity chapter region value`, empty parts left out; sorted. */
export async function cellsOf({ db }: TestService, table: string): Promise<string[]> {
  const cells: { cell: string }[] = await db.query(
    `SELECT concat_ws(' ', NULLIF(origin, 'IN'), fiscal_year, country_code, sector_code, commodity_code, hs_chapter, region, value) AS cell
     FROM products.export_flows WHERE table_code = $1`,
    [table],
  );
  return cells.map(({ cell }) => cell).sort();
}
