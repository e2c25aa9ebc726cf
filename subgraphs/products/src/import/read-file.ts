import type { FileRecord } from './file-record.ts';
import type { OpenLayout } from './layout.ts';
import type { Rejects } from './rejects.ts';
import type { StagedCell } from './staging.ts';

/** What was read of a file so far. */
export interface ReadState {
  /** Records behind the heading that are no totals. */
  read: number;
  rejected: number;
  /** Whether rows tell more apart than cells do. */
  isGrouped: boolean;
  /** Whether rows are of several levels, or of the world. */
  isLevelled: boolean;
  /** The totals that the file states, by year. */
  readonly totals: Map<string, string>;
}

/** The state before the first record. */
export const nothingRead = (): ReadState => ({
  read: 0,
  rejected: 0,
  isGrouped: false,
  isLevelled: false,
  totals: new Map(),
});

/**
 * The cells of a file's records, one after the other; what cannot be taken goes to the rejects, what is counted to the
 * state. A second total of a year is rejected: one of the two must be wrong.
 *
 * @param width to which shorter records are filled up with empty cells; 0 leaves them as they are.
 */
export async function* readCells(
  records: AsyncIterable<FileRecord>,
  width: number,
  layout: OpenLayout,
  rejects: Rejects,
  state: ReadState,
  onRow: () => void,
): AsyncGenerator<StagedCell> {
  for await (const { line, cells } of records) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const missing = width - cells.length;
    const reading = layout.read(
      missing > 0 ? [...cells, ...Array<string>(missing).fill('')] : cells,
    );
    if (reading.kind === 'total') {
      if ([...reading.totals.keys()].some((year) => state.totals.has(year))) {
        state.read += 1;
        state.rejected += 1;
        await rejects.add(cells, 'it is a second total: totals are never loaded');
      }
      for (const [year, value] of reading.totals) {
        if (!state.totals.has(year)) state.totals.set(year, value);
      }
      continue;
    }
    state.read += 1;
    onRow();
    if (reading.kind === 'rejected') {
      state.rejected += 1;
      await rejects.add(cells, reading.reason);
    } else {
      for (const cell of reading.cells) {
        state.isGrouped ||= cell.detail !== '';
        state.isLevelled ||= cell.level !== 0 || cell.ofWorld;
        yield { line, cell };
      }
    }
  }
}
