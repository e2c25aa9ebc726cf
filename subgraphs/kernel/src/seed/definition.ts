import type { EntityManager } from 'typeorm';
import type { BorrowedRows } from './borrowed.ts';
import type { Cell, SeedValue } from './cells.ts';
import type { SeedInProgress } from './report.ts';

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

/** Rows that are records of a type with ids: the feed of changes tells of each. */
export interface SeedRecord {
  /** The type in the schema. */
  readonly type: string;
  /** The GraphQL fields that a column decides, where its name does not tell (see `feed.ts`). */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  /** The column that counts the changes of a record, where there is one. */
  readonly revision?: string;
}

/**
 * Rows that are parts of records: where one comes, changes or goes, the feed tells of a change of the record's field.
 * A row without an id of its own is part of every record that has a field in which it shows.
 */
export type SeedPart = PartByColumn | PartByLink;

interface PartOf {
  /** The record's type in the schema: of this subgraph, or of another to which this one adds the field. */
  readonly of: string;
  readonly field: string;
}

/** A part whose row names the record. */
export interface PartByColumn extends PartOf {
  /** The column that holds the record's code; null there belongs to none. */
  readonly by: string;
}

/** A part that a table of links ties to records: of this file's list, or of the records' own. */
export interface PartByLink extends PartOf {
  readonly through: {
    readonly table: string;
    /** The column that holds the key of the part's row, a single one. */
    readonly part: string;
    /** The column that holds the record's code. */
    readonly record: string;
  };
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
  /** What the rows are in the feed of changes. */
  readonly record?: SeedRecord;
  /** The records that a row is part of. */
  readonly parts?: readonly SeedPart[];
  /** Why the feed tells nothing of the rows: for a table that has neither records nor parts of them. */
  readonly untold?: string;
  /** Columns that no client sees, such as a place in the source: a change of them alone is none. */
  readonly unseen?: readonly string[];
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
  /** The types whose seed files, wherever they lie, `finish` is handed; a change in one of them loads this seed again. */
  readonly borrows?: readonly string[];
  /** Whether a change in any seed file of the subgraphs beside this one loads this seed again: for one that keeps count of all corrections. */
  readonly followsSiblings?: boolean;
  /** Computes what depends on many rows, such as which of rival figures is preferred. Runs in the same transaction; must give the same when run again. */
  readonly finish?: (
    manager: EntityManager,
    borrowed: BorrowedRows,
    load: SeedInProgress,
  ) => Promise<void>;
}
