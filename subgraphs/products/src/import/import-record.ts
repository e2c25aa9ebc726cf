import type { EntityManager } from 'typeorm';
import type { TableOfFile } from './layout.ts';
import type { StagedFile } from './load.ts';
import type { ImportReport } from './report.ts';
import { money, rowsOf } from './wording.ts';

/** An import of the same bytes under the same rules. */
export interface Earlier {
  readonly table_code: string;
  readonly unit: ImportReport['unit'];
  readonly rows_loaded: string;
  readonly rows_rejected: string;
  readonly imported_at: string;
  /** The imports that are in force where it was; empty where it is in force whole. */
  readonly successors: readonly Successor[];
}

/** An import that is in force where another was. */
interface Successor {
  readonly file: string;
  readonly day: string;
  /** The sum of its parts that are in force there. */
  readonly sum: string;
}

/**
 * The import that took the same file in, where there is one; of several the one in force, else the latest. A year that
 * it only repeated is no part that it lost: it gave way to the file of that year.
 */
export async function findEarlier(
  manager: EntityManager,
  hash: string,
  rulesHash: string,
): Promise<Earlier | undefined> {
  const [found]: Earlier[] = await manager.query(
    `SELECT i.table_code, t.unit, i.rows_loaded, i.rows_rejected, i.imported_at, (
       SELECT coalesce(json_agg(s ORDER BY s.id), '[]') FROM (
         SELECT n.id, n.file_name AS file, to_char(n.imported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
                trim_scale(sum(now.value_sum))::text AS sum
         FROM products.trade_import_parts p
         JOIN products.trade_import_parts now ON now.superseded_by IS NULL
           AND (now.table_code, now.origin, now.fiscal_year, now.region) = (p.table_code, p.origin, p.fiscal_year, p.region)
         JOIN products.trade_imports n ON n.id = now.import_id
         WHERE p.import_id = i.id AND p.superseded_by IS NOT NULL AND (p.own_year OR NOT now.own_year)
         GROUP BY n.id
       ) AS s
     ) AS successors
     FROM products.trade_imports i
     JOIN products.trade_tables t ON t.code = i.table_code
     WHERE (i.content_hash, i.rules_hash) = ($1, $2) ORDER BY i.superseded_by IS NULL DESC, i.id DESC LIMIT 1`,
    [hash, rulesHash],
  );
  return found;
}

/** What is said of a file that was imported before. */
export function unchangedReport(
  described: Pick<ImportReport, 'file' | 'format' | 'description'>,
  earlier: Earlier,
): ImportReport {
  const { table_code: table, unit, imported_at: when, successors } = earlier;
  const isWhole = successors.length === 0;
  const rejected = Number(earlier.rows_rejected);
  const notes = [
    `The same file was imported on ${when.slice(0, 10)}${isWhole ? '' : `; in force in its place ${inForce(successors, unit)}`}: nothing was changed.`,
    ...(isWhole ? [] : ['--restore puts this file in force again.']),
    ...(rejected === 0
      ? []
      : [
          `${rowsOf(rejected)} of it ${rejected === 1 ? 'was' : 'were'} rejected then, and still ${rejected === 1 ? 'is' : 'are'}: mend them in the whole file and import that.`,
        ]),
  ];
  return {
    ...described,
    table,
    unit,
    outcome: 'unchanged',
    rows: {
      read: 0,
      loaded: 0,
      rejected,
      repeated: 0,
      unchanged: isWhole ? Number(earlier.rows_loaded) : 0,
    },
    cells: null,
    parts: [],
    levels: [],
    rejects: null,
    version: null,
    notes,
  };
}

/** Names imports by file, day and sum: files of one name are told apart by the others. */
function inForce(successors: readonly Successor[], unit: ImportReport['unit']): string {
  const named = successors.map(({ file, day, sum }) => `${file} of ${day} (${money(sum, unit)})`);
  return `${named.length === 1 ? 'is' : 'are'} ${named.join(' and ')}`;
}

/** Puts an import on record, without what it comes to; gives its id. */
export async function recordImport(
  manager: EntityManager,
  { described, hash, rulesHash }: Pick<StagedFile, 'described' | 'hash' | 'rulesHash'>,
  { code, unit, publishedUnit = unit }: TableOfFile,
  rows: { readonly read: number; readonly rejected: number; readonly loaded: number },
): Promise<string> {
  const [found]: { id: string }[] = await manager.query(
    `INSERT INTO products.trade_imports (table_code, format, file_name, content_hash, rules_hash,
       rows_read, rows_loaded, rows_rejected, published_unit, rows_unchanged, value_sum, imported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, clock_timestamp()) RETURNING id`,
    [
      code,
      described.format,
      described.file,
      hash,
      rulesHash,
      rows.read,
      rows.loaded,
      rows.rejected,
      publishedUnit,
    ],
  );
  if (found === undefined) throw new Error('An import was not recorded');
  return found.id;
}

/** Adds up what the parts of an import came to. */
export async function completeImport(
  manager: EntityManager,
  importId: string,
  unchanged: number,
): Promise<void> {
  await manager.query(
    `UPDATE products.trade_imports i SET rows_unchanged = $2, value_sum = p.value_sum, stated_total = p.stated_total
     FROM (
       SELECT coalesce(sum(value_sum), 0) AS value_sum, sum(stated_total) AS stated_total
       FROM products.trade_import_parts WHERE import_id = $1
     ) AS p WHERE i.id = $1`,
    [importId, unchanged],
  );
}
