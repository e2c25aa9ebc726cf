import { nearest } from '@niryat/kernel';
import type { EntityManager } from 'typeorm';
import { ImportError } from './error.ts';
import type { FileFacts, TableOfFile } from './layout.ts';

interface Registered {
  readonly title_en: string;
  readonly source_codes: readonly string[];
  readonly unit: string;
  readonly period: string;
  readonly dimensions: readonly string[];
  readonly seeded: boolean;
}

/**
 * Sees to it that a file can be of a table as the options describe it, whether the file was imported before or not.
 *
 * @throws {ImportError} where a table of that code is another one, or has another title or source than is said, or its
 * source is not in the register of sources.
 */
export async function checkOwnTable(
  manager: EntityManager,
  table: TableOfFile,
  said: Pick<FileFacts, 'title' | 'source'>,
): Promise<void> {
  const { code, own } = table;
  if (said.source !== undefined) await refuseUnknownSource(manager, said.source);
  if (own === undefined) return;
  const found = await findTable(manager, code);
  if (found === undefined) return;
  if (found.seeded) {
    throw new ImportError(
      `The table ${code} belongs to a publisher: choose another name with --table CODE.`,
    );
  }
  refuseOther(table, found, own.dimensions);
  const { title_en: title, source_codes: sources } = found;
  const other = (option: string, given: string, registered: string): ImportError =>
    new ImportError(
      `--${option} says "${given}", and the table ${code} is on record with "${registered}": leave the option out, or choose another name with --table CODE.`,
    );
  if (said.source !== undefined && !sources.includes(said.source))
    throw other('source', said.source, sources.join(', '));
  if (said.title !== undefined && said.title !== title) throw other('title', said.title, title);
}

/**
 * Makes sure that the table of a file is in the register of tables. One of the project's own format is put there by its
 * first file; the others are in the seed.
 *
 * @throws {ImportError} where the seed is not loaded.
 */
export async function registerTable(manager: EntityManager, table: TableOfFile): Promise<void> {
  const { code, unit, period, own } = table;
  const found = await findTable(manager, code);
  if (found !== undefined) return;
  if (own === undefined) throw new ImportError(`The seed is not loaded: it has the table ${code}.`);
  await manager.query(
    `INSERT INTO products.trade_tables (code, title_en, unit, period, dimensions, source_codes)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [code, own.title, unit, period, own.dimensions, [own.sourceCode]],
  );
}

async function findTable(manager: EntityManager, code: string): Promise<Registered | undefined> {
  const [found]: Registered[] = await manager.query(
    `SELECT title_en, source_codes, unit, period, dimensions, EXISTS (
       SELECT FROM products.seed_rows s WHERE s.table_name = 'trade_tables' AND s.key = json_build_array(t.code)::text
     ) AS seeded
     FROM products.trade_tables t WHERE t.code = $1`,
    [code],
  );
  return found;
}

/** Cells of one table are disjoint only where all tell the same apart. */
function refuseOther(table: TableOfFile, found: Registered, dimensions: readonly string[]): void {
  const described = (one: Pick<Registered, 'unit' | 'dimensions'>): string =>
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
