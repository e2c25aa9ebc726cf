import { type EntityManager, QueryFailedError } from 'typeorm';
import { publishVersion } from '../queries/dataset-versions.ts';
import { ImportError } from './error.ts';
import { completeImport, recordImport } from './import-record.ts';
import type { ImportOptions } from './import-trade-table.ts';
import type { OpenLayout } from './layout.ts';
import { asTheyStand, type ChosenLevels, chooseLevels } from './levels.ts';
import { placeCells } from './place-cells.ts';
import type { ReadState } from './read-file.ts';
import { readRecords } from './records.ts';
import { countRefusals, createRefusals, listRefusals, refuseRepetitions } from './refusals.ts';
import { registerTable } from './register.ts';
import type { Rejects } from './rejects.ts';
import type { ImportReport, RowCounts } from './report.ts';
import { versionNote } from './summary.ts';
import { tellChanges } from './tell-changes.ts';
import type { Sheet } from './xlsx.ts';

/** A file, and how it is to be imported. */
export interface FileToImport {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly options: ImportOptions;
  readonly rejects: Rejects;
}

/** A file whose rows lie in the staging table. */
export interface StagedFile extends FileToImport {
  /** SHA-256 of what decides besides its bytes what is loaded. */
  readonly rulesHash: string;
  readonly described: Pick<ImportReport, 'file' | 'format' | 'description'>;
  readonly open: OpenLayout;
  readonly state: ReadState;
  /** The sheet that it stands in; undefined in a CSV file. */
  readonly sheet: Sheet | undefined;
  /** What else is to be said of the file. */
  readonly notes: readonly string[];
}

/**
 * Checks what was staged, and puts it into the cube. Where every row should be a cell, the index on cells finds those
 * that repeat another on the way: only then are they looked for, which takes as long as all else.
 */
export async function load(manager: EntityManager, staged: StagedFile): Promise<ImportReport> {
  const { options, rejects, state, open } = staged;
  const mostRejects = options.maxRejects ?? 1;
  if (!state.isGrouped && !state.isLevelled && open.ownYears === undefined) {
    refuseTooMany(state, mostRejects, rejects);
    await manager.query('SAVEPOINT unchecked');
    try {
      return await place(manager, staged, asTheyStand);
    } catch (error) {
      if (!isRepeatedCell(error)) throw error;
      await manager.query('ROLLBACK TO SAVEPOINT unchecked');
    }
  }
  await createRefusals(manager);
  await refuseRepetitions(manager);
  const chosen = state.isLevelled ? await chooseLevels(manager) : asTheyStand;
  await rejectRefused(manager, staged);
  refuseTooMany(state, mostRejects, rejects);
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
  chosen: ChosenLevels,
): Promise<ImportReport> {
  const { options, rejects, state, open, described } = staged;
  const repeated = chosen.covered;
  const loaded = state.read - state.rejected - repeated;
  if (loaded === 0) {
    const where = rejects.path === null ? '' : ` The rows with the reasons are in ${rejects.path}.`;
    throw new ImportError(`It has no row that can be loaded.${where}`);
  }
  const table = open.table(chosen.ofWorld);
  await registerTable(manager, table);
  const totals = new Map([...chosen.worldSums, ...state.totals]);
  const importId = await recordImport(manager, staged, table, { ...state, loaded });
  const { parts, cells } = await placeCells(manager, {
    tableCode: table.code,
    importId,
    isGrouped: state.isGrouped,
    ownYears: open.ownYears,
    totals,
  });
  await completeImport(manager, importId, cells.unchanged);
  const rows: RowCounts = {
    read: state.read,
    loaded,
    rejected: state.rejected,
    repeated,
    unchanged: 0,
  };
  const report: ImportReport = {
    ...described,
    table: table.code,
    unit: table.unit,
    outcome: options.dryRun ? 'dry run' : 'imported',
    rows,
    cells,
    parts,
    levels: chosen.levels,
    rejects: rejects.path,
    version: null,
    notes: staged.notes,
  };
  const version = await publishVersion(manager, versionNote(report));
  await tellChanges(manager, table.code, importId);
  return { ...report, version };
}

/** Rejects the lines that were refused once all were there, in the columns of the file, which is read again for that. */
async function rejectRefused(
  manager: EntityManager,
  { path, sheet, state, rejects }: StagedFile,
): Promise<void> {
  const refused = await countRefusals(manager);
  if (refused === 0) return;
  state.rejected += refused;
  const refusals = listRefusals(manager);
  let next = await refusals.next();
  for await (const { line, cells } of readRecords(path, sheet)) {
    if (next.done) break;
    if (line !== next.value.line) continue;
    await rejects.add(cells, next.value.reason);
    next = await refusals.next();
  }
}

function refuseTooMany({ read, rejected }: ReadState, most: number, { path }: Rejects): void {
  if (rejected * 100 <= most * read) return;
  const share = ((rejected / read) * 100).toFixed(1);
  throw new ImportError(
    `${rejected} of ${read} rows (${share} %) cannot be taken, more than ${most} %: nothing was loaded. The rows with the reasons are in ${path}.`,
  );
}
