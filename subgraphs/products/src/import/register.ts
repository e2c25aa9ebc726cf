import { nearest } from '@niryat/kernel';
import type { EntityManager } from 'typeorm';
import { ImportError } from './error.ts';
import type { TableOfFile } from './layout.ts';

interface Registered {
  readonly unit: string;
  readonly period: string;
  readonly dimensions: readonly string[];
  readonly seeded: boolean;
}

/**
 * Makes sure that the table of a file is in the register of tables. One of the project's own format is put there by its
 * first file; the others are in the seed.
 *
 * @throws {ImportError} where a table of that code is another one, or its source is not in the register of sources.
 */
export async function registerTable(manager: EntityManager, table: TableOfFile): Promise<void> {
  const { code, unit, period, own } = table;
  const [found]: Registered[] = await manager.query(
    `SELECT unit, period, dimensions, EXISTS (
       SELECT FROM products.seed_rows s WHERE s.table_name = 'trade_tables' AND s.key = json_build_array(t.code)::text
     ) AS seeded
     FROM products.trade_tables t WHERE t.code = $1`,
    [code],
  );
  if (own === undefined) {
    if (found === undefined)
      throw new ImportError(`The seed is not loaded: it has the table ${code}.`);
    return;
  }
  if (found?.seeded) {
    throw new ImportError(
      `The table ${code} belongs to a publisher: choose another name with --table CODE.`,
    );
  }
  if (found !== undefined) return refuseOther(table, found, own.dimensions);
  await refuseUnknownSource(manager, own.sourceCode);
  await manager.query(
    `INSERT INTO products.trade_tables (code, title_en, unit, period, dimensions, source_codes)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [code, own.title, unit, period, own.dimensions, [own.sourceCode]],
  );
}

/** Cells of one table are disjoint only where all tell the same apart. */
function refuseOther(table: TableOfFile, found: Registered, dimensions: readonly string[]): void {
  const described = (one: Omit<Registered, 'seeded'>): string =>
    `${one.unit} by ${[...one.dimensions].sort().join(', ')}`;
  const [given, before] = [{ ...table, dimensions }, found].map(described);
  if (given === before) return;
  throw new ImportError(
    `The table ${table.code} holds ${before}, and the file ${given}: choose another name with --table CODE.`,
  );
}

async function refuseUnknownSource(manager: EntityManager, code: string): Promise<void> {
  const sources: { code: string }[] = await manager.query('SELECT code FROM products.sources');
  const codes = sources.map((source) => source.code);
  if (codes.includes(code)) return;
  const near = nearest(code, codes);
  throw new ImportError(
    `There is no source "${code}" in the register of sources${near.length > 0 ? `; nearest: ${near.join(', ')}` : ''}.`,
  );
}
