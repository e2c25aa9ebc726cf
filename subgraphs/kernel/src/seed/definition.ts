import type { EntityManager } from 'typeorm';
import type { Cell, SeedValue } from './cells.ts';

/** A row of a seed file: its values by column, and the line on which it stands. */
export interface SeedFileRow {
  readonly line: number;
  readonly values: Readonly<Record<string, SeedValue>>;
}

/** A list in a cell that becomes rows of a table of its own, one for each item, in the order of the cell. */
export interface SeedLink {
  /** The column of the file; it is no column of the file's own table. */
  readonly column: string;
  readonly table: string;
  /** The column of the link table that holds the key of the file's row, a single one. */
  readonly owner: string;
  /** The column of the link table that holds the item; `position` holds its place, from 1. */
  readonly item: string;
}

/** A file of the seed and the table that it fills. Its columns are named as the table's. */
export interface SeedTable {
  readonly file: string;
  readonly table: string;
  /** The columns that tell one record from another. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, Cell>>;
  readonly links?: readonly SeedLink[];
  /** Columns that follow from the others, such as a country's names; their type and how to make them. */
  readonly derived?: Readonly<
    Record<string, { readonly sqlType: string; readonly from: (row: SeedFileRow) => SeedValue }>
  >;
  /** What is wrong with a row as a whole, or undefined. */
  readonly check?: (values: Readonly<Record<string, SeedValue>>) => string | undefined;
}

/** The seed of a subgraph: its folder, its files in the order in which they load, and what follows from all of them. */
export interface SeedDefinition {
  /** The folder of the files, with `codes.json`, which tells which file and column hold the codes of which type. */
  readonly folder: string;
  readonly tables: readonly SeedTable[];
  /** Raised whenever a rule of loading changes, so that an unchanged seed loads again. */
  readonly version: number;
  /** Computes what depends on many rows, such as which of rival figures is preferred. Runs in the same transaction; must give the same when run again. */
  readonly finish?: (manager: EntityManager) => Promise<void>;
}
