import type { MoneyUnit } from '../money/money.ts';
import type { TradeFormat } from './layout.ts';

/** How many rows of a file became of what. A row is a record behind the heading that is no total. */
export interface RowCounts {
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
  /** Rows at other levels, or breakdowns, of what was loaded: loading them would count it again. */
  readonly repeated: number;
  /** Rows of a file that was imported before and is in force; 0 for one that was imported now. */
  readonly unchanged: number;
}

/** How the cells of a file stand to those of the imports whose place it takes. Several rows may make one cell. */
export interface CellCounts {
  /** Alike, value and all. */
  readonly unchanged: number;
  /** With another value. */
  readonly altered: number;
  readonly added: number;
  /** Which the file no longer has. */
  readonly removed: number;
}

/** What an import took the place of. */
export interface Replaced {
  readonly file: string;
  /** The day of its import, in UTC: `2026-11-22`. */
  readonly day: string;
  /** The sum of its part, in the unit of the table. */
  readonly sum: string;
}

/** What a file says of one year, and in a table of regions of one region. */
export interface PartReport {
  readonly origin: string;
  /** `2021-22`, or `2018` in a table of calendar years. */
  readonly year: string;
  readonly region: string | null;
  readonly cells: number;
  /** The sum of the rows, in the unit of the table. */
  readonly sum: string;
  /** The total that the file states itself. */
  readonly stated: string | null;
  /** The earlier import whose place it takes. */
  readonly supersedes: Replaced | null;
  /** Where it was not loaded: the file that goes before it, being of that very year. */
  readonly givesWayTo: string | null;
}

/** What became of a file. */
export interface ImportReport {
  /** Without its folder. */
  readonly file: string;
  readonly format: TradeFormat;
  /** What the file is, for people. */
  readonly description: string;
  /** The code of the table. */
  readonly table: string;
  readonly unit: MoneyUnit;
  /** `unchanged` where the same file was imported before: nothing was done. */
  readonly outcome: 'imported' | 'unchanged' | 'dry run';
  readonly rows: RowCounts;
  /** Null where nothing was done. */
  readonly cells: CellCounts | null;
  readonly parts: readonly PartReport[];
  /** The digits of the HS codes that were loaded, ascending; empty where codes are not told apart by their digits. */
  readonly levels: readonly number[];
  /** The file of rejected rows; null where there are none. */
  readonly rejects: string | null;
  /** The version of the data that holds the file; null where nothing changed. */
  readonly version: string | null;
  readonly notes: readonly string[];
}
