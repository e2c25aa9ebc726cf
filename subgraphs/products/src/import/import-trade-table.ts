import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { readCrosswalk } from './crosswalk.ts';
import { ImportError } from './error.ts';
import { findTable } from './find-table.ts';
import { findEarlier, unchangedReport } from './import-record.ts';
import type { FileFacts, TradeFormat } from './layout.ts';
import { type FileToImport, load } from './load.ts';
import { nothingRead, type ReadState, readCells } from './read-file.ts';
import { contentHash } from './records.ts';
import { checkOwnTable } from './register.ts';
import { Rejects } from './rejects.ts';
import type { ImportReport } from './report.ts';
import { createStaging, stage } from './staging.ts';

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
  /** The title of such a table; left out, its code: the title is public, and names of files are not. */
  readonly title?: string | undefined;
  /** The code of the source that such a table is cited with; left out, `own-table`. */
  readonly source?: string | undefined;
  /** Puts a file whose place another has taken in force again, as a new import; left out, such a file changes nothing. */
  readonly restore?: boolean | undefined;
  /** Does everything and takes it back. */
  readonly dryRun?: boolean | undefined;
  /** The most rows that may be rejected, in percent of those read; more abort the import. 1 where it is left out. */
  readonly maxRejects?: number | undefined;
  /** The folder for the file of rejected rows; left out, the file's own. */
  readonly rejectsFolder?: string | undefined;
  /** Paths that rejected rows are not to be written to. That of a file of rejected rows is added: give all imports of a run the same set. */
  readonly takenPaths?: Set<string> | undefined;
  /** Takes all back once it is aborted, and says that nothing was changed. */
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how far it is. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** How far an import is. */
export interface ImportProgress {
  /** `waiting` while another import is under way. */
  readonly phase: 'waiting' | 'reading' | 'loading';
  /** Rows read so far. */
  readonly rows: number;
  /** What part of the file was read, 0 to 1. */
  readonly share: number;
}

/** How long it takes until a server that was asked to end a statement is asked again, in milliseconds. */
const cancelEvery = 250;

/** How many rows lie between two reports of progress. */
const reportEvery = 5_000;

/**
 * Imports a file of trade statistics into the cube: all of it in one transaction, or nothing.
 *
 * The layout is recognised by the heading, and the file streamed: memory does not grow with it. Rows that cannot be
 * taken go to `<name>.rejects.csv` in the input's own columns with a reason. The same file under the same crosswalks
 * changes nothing; another file of the same table and year supersedes the earlier one, which stays on record, and can be
 * put in force again.
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
  const { rejectsFolder = dirname(path), takenPaths = new Set() } = options;
  const rejects = new Rejects(path, rejectsFolder, takenPaths);
  try {
    const client: PoolClient = await runner.connect();
    const stopListening = await cancelOnAbort(db, runner.manager, options.signal);
    await runner.startTransaction();
    try {
      await prepare(runner.manager, options);
      const file = { path, size, hash, options, rejects };
      const report = await importInto(runner.manager, client, file);
      // Ahead of the commit: rows that were left out must be on record before the others are.
      await rejects.close();
      options.signal?.throwIfAborted();
      if (options.dryRun) await runner.rollbackTransaction();
      else await runner.commitTransaction();
      return report;
    } catch (error) {
      // The connection may be what failed: then the server has taken all back by itself.
      await runner.rollbackTransaction().catch(() => {});
      if (!options.signal?.aborted) throw error;
      throw new ImportError('It was interrupted: nothing was changed.', { cause: error });
    } finally {
      stopListening();
    }
  } finally {
    await rejects.close();
    await runner.release();
  }
}

/** Has the server end what it does for an import when that is aborted; gives what ends the listening. */
async function cancelOnAbort(
  db: DataSource,
  manager: EntityManager,
  signal: AbortSignal | undefined,
): Promise<() => void> {
  if (signal === undefined) return () => {};
  const [server]: { pid: number }[] = await manager.query('SELECT pg_backend_pid() AS pid');
  // By another connection, as this one is busy; again and again, as one that comes between two statements ends none.
  let timer: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    db.query('SELECT pg_cancel_backend($1)', [server?.pid]).catch(() => {});
  };
  const listen = (): void => {
    cancel();
    timer = setInterval(cancel, cancelEvery);
  };
  signal.addEventListener('abort', listen);
  return () => {
    signal.removeEventListener('abort', listen);
    clearInterval(timer);
  };
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
async function prepare(
  manager: EntityManager,
  { signal, onProgress }: ImportOptions,
): Promise<void> {
  signal?.throwIfAborted();
  // The pool ends statements after seconds; loading millions of rows takes longer.
  await manager.query('SET LOCAL statement_timeout = 0');
  // Adding up millions of rows in the server's usual 4 MB would go to its disk and back.
  await manager.query("SET LOCAL work_mem = '64MB'");
  const [lock]: { is_free: boolean }[] = await manager.query(
    "SELECT pg_try_advisory_xact_lock(hashtext('products.trade_imports')) AS is_free",
  );
  if (lock?.is_free) return;
  onProgress?.({ phase: 'waiting', rows: 0, share: 0 });
  await manager.query("SELECT pg_advisory_xact_lock(hashtext('products.trade_imports'))");
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
  const { layout, heading, titles, records, sheet, notes } = await findTable(
    path,
    options.format ?? 'auto',
    (more) => {
      bytes += more;
    },
  );
  try {
    const open = layout.open(heading, { ...facts, titles }, crosswalk);
    const described = {
      file: facts.fileName,
      format: layout.format,
      description: open.description,
    };
    // Which table it is of may follow from its rows, but not in the project's own format.
    await checkOwnTable(manager, open.table(false), { title, source });
    const rulesHash = rulesHashOf([crosswalk.hash, open.description]);
    const earlier = await findEarlier(manager, hash, rulesHash);
    const isToRestore = options.restore === true && (earlier?.successors.length ?? 0) > 0;
    if (earlier !== undefined && !isToRestore) return unchangedReport(described, earlier);

    rejects.heading = heading;
    await createStaging(manager);
    const state = nothingRead();
    const tell = progressOf(options, state, () => Math.min(1, bytes / Math.max(1, file.size)));
    const behind = { [Symbol.asyncIterator]: () => records };
    // A spreadsheet leaves out the empty cells at the end of a row.
    const width = sheet === undefined ? 0 : heading.length;
    await stage(client, readCells(behind, width, open, rejects, state, tell));
    options.onProgress?.({ phase: 'loading', rows: state.read, share: 1 });
    return await load(manager, { ...file, rulesHash, described, open, state, sheet, notes });
  } finally {
    await records.return?.();
  }
}

/** What decides besides a file's bytes what is loaded: its year, region and table are in its description. */
function rulesHashOf(rules: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex');
}

function progressOf({ onProgress, signal }: ImportOptions, state: ReadState, share: () => number) {
  return (): void => {
    if (state.read % reportEvery !== 0) return;
    signal?.throwIfAborted();
    onProgress?.({ phase: 'reading', rows: state.read, share: share() });
  };
}
