import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { PoolClient } from 'pg';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { publishVersion } from '../queries/dataset-versions.ts';
import { readCrosswalk } from './crosswalk.ts';
import { ImportError } from './error.ts';
import type { FileFacts, OpenLayout, TableOfFile, TradeFormat } from './layout.ts';
import { placeCells } from './place-cells.ts';
import { nothingRead, type ReadState, readCells } from './read-file.ts';
import { recognise } from './recognise.ts';
import { contentHash, type FileRecord, readRecords } from './records.ts';
import { registerTable } from './register.ts';
import { Rejects, rejectsPath } from './rejects.ts';
import type { ImportReport, RowCounts } from './report.ts';
import {
  type ChosenLevel,
  chooseLevel,
  createStaging,
  onlyLevel,
  stage,
  takeRepetitions,
} from './staging.ts';
import { versionNote } from './summary.ts';
import { tellChanges } from './tell-changes.ts';

/** How a file is imported. */
export interface ImportOptions {
  /** The layout that the file must have; `auto`, and left out, whichever its heading is of. */
  readonly format?: TradeFormat | 'auto' | undefined;
  /** `2021-22`, of a file that has one fiscal year and does not name it. */
  readonly fiscalYear?: string | undefined;
  /** The region of a table of chapters, by its name in the data bank of DGCI&S: `NE Asia`. */
  readonly region?: string | undefined;
  /** The code of a table in the project's own format. Left out: the file's name without years. */
  readonly table?: string | undefined;
  /** The title of such a table; left out, the file's name. */
  readonly title?: string | undefined;
  /** The code of the source that such a table is cited with; left out, `own-table`. */
  readonly source?: string | undefined;
  /** Does everything and takes it back. */
  readonly dryRun?: boolean | undefined;
  /** The most rows that may be rejected, in percent of those read; more abort the import. 1 where it is left out. */
  readonly maxRejects?: number | undefined;
  /** The folder for the file of rejected rows; left out, the file's own. */
  readonly rejectsFolder?: string | undefined;
  /** Told now and then how far it is. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** How far an import is. */
export interface ImportProgress {
  readonly phase: 'reading' | 'loading';
  /** Rows read so far. */
  readonly rows: number;
  /** What part of the file was read, 0 to 1. */
  readonly share: number;
}

/** How many rows lie between two reports of progress. */
const reportEvery = 5_000;

/**
 * Imports a file of trade statistics into the cube: all of it in one transaction, or nothing.
 *
 * The layout is recognised by the heading, and the file streamed: memory does not grow with it. Rows that cannot be
 * taken go to `<name>.rejects.csv` in the input's own columns with a reason. The same file under the same crosswalks
 * changes nothing; another file of the same table and year supersedes the earlier one, which stays on record.
 *
 * @param db the database of the subgraph, migrated and seeded.
 * @param path of a CSV or XLSX file.
 * @throws {ImportError} where the file cannot be imported, saying why; the database is as before.
 */
export async function importTradeTable(
  db: DataSource,
  path: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { size } = await fileStat(path);
  const hash = await contentHash(path);
  const runner = db.createQueryRunner();
  const rejects = new Rejects(rejectsPath(path, options.rejectsFolder ?? dirname(path)));
  try {
    const client: PoolClient = await runner.connect();
    await runner.startTransaction();
    try {
      await prepare(runner.manager);
      const file = { path, size, hash, options, rejects };
      const report = await importInto(runner.manager, client, file);
      if (options.dryRun) await runner.rollbackTransaction();
      else await runner.commitTransaction();
      return report;
    } catch (error) {
      // The connection may be what failed: then the server has taken all back by itself.
      await runner.rollbackTransaction().catch(() => {});
      throw error;
    }
  } finally {
    await rejects.close();
    await runner.release();
  }
}

async function fileStat(path: string): Promise<{ size: number }> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found;
  } catch (error) {
    throw new ImportError(`${path} cannot be read: is the path right?`, { cause: error });
  }
  throw new ImportError(`${path} is no file.`);
}

/** One import at a time: a second one waits for the first, so that each sees what the other has done. */
async function prepare(manager: EntityManager): Promise<void> {
  // The pool ends statements after seconds; loading millions of rows takes longer.
  await manager.query('SET LOCAL statement_timeout = 0');
  // Adding up millions of rows in the server's usual 4 MB would go to its disk and back.
  await manager.query("SET LOCAL work_mem = '64MB'");
  await manager.query("SELECT pg_advisory_xact_lock(hashtext('products.trade_imports'))");
}

interface FileToImport {
  readonly path: string;
  readonly size: number;
  readonly hash: string;
  readonly options: ImportOptions;
  readonly rejects: Rejects;
}

async function importInto(
  manager: EntityManager,
  client: PoolClient,
  file: FileToImport,
): Promise<ImportReport> {
  const { path, hash, options, rejects } = file;
  const crosswalk = await readCrosswalk(manager);
  const { fiscalYear, region, table: tableOption, title, source } = options;
  const facts: FileFacts = {
    fileName: basename(path),
    fiscalYear,
    region,
    table: tableOption,
    title,
    source,
  };
  let bytes = 0;
  const records = readRecords(path, (more) => {
    bytes += more;
  })[Symbol.asyncIterator]();
  try {
    const { layout, heading, titles } = await recognise(records, options.format ?? 'auto');
    const open = layout.open(heading, { ...facts, titles }, crosswalk);
    const described = {
      file: facts.fileName,
      format: layout.format,
      description: open.description,
    };
    const rulesHash = rulesHashOf([crosswalk.hash, open.description, source ?? '']);
    const earlier = await findEarlier(manager, hash, rulesHash);
    if (earlier !== undefined) return unchangedReport(described, earlier);

    rejects.heading = heading;
    await createStaging(manager);
    const state = nothingRead();
    const tell = progressOf(options, state, () => Math.min(1, bytes / Math.max(1, file.size)));
    const behind = { [Symbol.asyncIterator]: () => records };
    await stage(client, readCells(behind, open, rejects, state, tell));
    options.onProgress?.({ phase: 'loading', rows: state.read, share: 1 });
    return await load(manager, { ...file, rulesHash, described, open, state });
  } finally {
    await records.return?.();
  }
}

/** What decides besides a file's bytes what is loaded: its year, region and table are in its description. */
function rulesHashOf(rules: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex');
}

function progressOf({ onProgress }: ImportOptions, state: ReadState, share: () => number) {
  return (): void => {
    if (state.read % reportEvery !== 0) return;
    onProgress?.({ phase: 'reading', rows: state.read, share: share() });
  };
}

interface StagedFile extends FileToImport {
  readonly rulesHash: string;
  readonly described: Pick<ImportReport, 'file' | 'format' | 'description'>;
  readonly open: OpenLayout;
  readonly state: ReadState;
}

/**
 * Checks what was staged, and puts it into the cube. Where every row should be a cell, the index on cells finds those
 * that repeat another on the way: only then are they looked for, which takes as long as all else.
 */
async function load(manager: EntityManager, staged: StagedFile): Promise<ImportReport> {
  const { options, rejects, state, open } = staged;
  const mostRejects = options.maxRejects ?? 1;
  if (!state.isGrouped && !state.isLevelled && open.ownYears === undefined) {
    refuseTooMany(state, mostRejects, rejects);
    await manager.query('SAVEPOINT unchecked');
    try {
      return await place(manager, staged, onlyLevel);
    } catch (error) {
      if (!isRepeatedCell(error)) throw error;
      await manager.query('ROLLBACK TO SAVEPOINT unchecked');
    }
  }
  await rejectRepetitions(manager, staged);
  refuseTooMany(state, mostRejects, rejects);
  const chosen = await chooseLevel(manager);
  if (chosen === undefined) {
    throw new ImportError('Its years have no level of HS codes in common: split it by year.');
  }
  return place(manager, staged, chosen);
}

/** Whether a statement failed as it would have put a cell into the cube twice. */
function isRepeatedCell(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  return (error.driverError as { constraint?: unknown }).constraint === 'export_flows_cell_key';
}

/** Puts what was staged into the cube. */
async function place(
  manager: EntityManager,
  staged: StagedFile,
  chosen: ChosenLevel,
): Promise<ImportReport> {
  const { options, rejects, state, open, described } = staged;
  const repeated = state.repeated + chosen.others;
  const loaded = state.read - state.rejected - repeated;
  if (loaded === 0) throw new ImportError('It has no row that can be loaded.');
  const table = open.table(chosen.ofWorld);
  await registerTable(manager, table);
  const totals = state.totals.size > 0 ? state.totals : chosen.worldSums;
  const importId = await recordImport(manager, staged, table, { ...state, loaded });
  const { parts, unchanged } = await placeCells(manager, {
    tableCode: table.code,
    importId,
    isGrouped: state.isGrouped,
    ownYears: open.ownYears,
    totals,
  });
  await completeImport(manager, importId, unchanged);
  const rows: RowCounts = {
    read: state.read,
    loaded,
    rejected: state.rejected,
    repeated,
    unchanged,
  };
  const report: ImportReport = {
    ...described,
    table: table.code,
    unit: table.unit,
    outcome: options.dryRun ? 'dry run' : 'imported',
    rows,
    parts,
    level: chosen.level || null,
    rejects: rejects.path,
    version: null,
    notes: [],
  };
  const version = await publishVersion(manager, versionNote(report));
  await tellChanges(manager, table.code, importId);
  return { ...report, version };
}

/** Rejects lines that state a cell once more, in the columns of the file, which is read again for that. */
async function rejectRepetitions(
  manager: EntityManager,
  { path, state, rejects }: StagedFile,
): Promise<void> {
  // More than this many are past any share that makes sense: the rest need not be listed.
  const found = await takeRepetitions(manager, 10_000);
  if (found.length === 0) return;
  const firstOf = new Map(found.map(({ line, first }) => [line, first]));
  state.rejected += found.length;
  for await (const record of readRecords(path) as AsyncIterable<FileRecord>) {
    const first = firstOf.get(record.line);
    if (first !== undefined) await rejects.add(record.cells, `it repeats line ${first}`);
  }
}

function refuseTooMany({ read, rejected }: ReadState, most: number, { path }: Rejects): void {
  if (rejected * 100 <= most * read) return;
  const share = ((rejected / read) * 100).toFixed(1);
  throw new ImportError(
    `${rejected} of ${read} rows (${share} %) cannot be taken, more than ${most} %: nothing was loaded. The rows with the reasons are in ${path}.`,
  );
}

/** An import of the same bytes under the same rules. */
interface Earlier {
  readonly id: string;
  readonly table_code: string;
  readonly unit: ImportReport['unit'];
  readonly rows_loaded: string;
  readonly imported_at: string;
  readonly superseded_by: string | null;
  readonly successor: string | null;
}

async function findEarlier(
  manager: EntityManager,
  hash: string,
  rulesHash: string,
): Promise<Earlier | undefined> {
  const [found]: Earlier[] = await manager.query(
    `SELECT i.id, i.table_code, t.unit, i.rows_loaded, i.imported_at, i.superseded_by, s.file_name AS successor
     FROM products.trade_imports i
     JOIN products.trade_tables t ON t.code = i.table_code
     LEFT JOIN products.trade_imports s ON s.id = i.superseded_by
     WHERE (i.content_hash, i.rules_hash) = ($1, $2) ORDER BY i.superseded_by IS NULL DESC, i.id DESC LIMIT 1`,
    [hash, rulesHash],
  );
  return found;
}

function unchangedReport(
  described: Pick<ImportReport, 'file' | 'format' | 'description'>,
  {
    table_code: table,
    unit,
    rows_loaded: loaded,
    imported_at: when,
    superseded_by,
    successor,
  }: Earlier,
): ImportReport {
  const since =
    superseded_by === null ? '' : `; ${successor ?? 'a later file'} has taken its place since`;
  return {
    ...described,
    table,
    unit,
    outcome: 'unchanged',
    rows: { read: 0, loaded: 0, rejected: 0, repeated: 0, unchanged: Number(loaded) },
    parts: [],
    level: null,
    rejects: null,
    version: null,
    notes: [`The same file was imported on ${when.slice(0, 10)}${since}: nothing was changed.`],
  };
}

async function recordImport(
  manager: EntityManager,
  { described, hash, rulesHash }: StagedFile,
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
async function completeImport(
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
