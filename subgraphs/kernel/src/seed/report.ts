import type { SiblingFiles } from './siblings.ts';

/** What became of one file of the seed. */
export interface SeedReport {
  readonly file: string;
  readonly rows: number;
  readonly inserted: number;
  /** Records of which a cell is another, an item of a list included. */
  readonly updated: number;
  /** Records that the seed held before and no longer does. */
  readonly removed: number;
}

/** A load as those see it who follow from it: its rows are in the tables already. */
export interface SeedInProgress {
  /** A report for each file, in the order of loading. */
  readonly reports: readonly SeedReport[];
  /** True for the first load of the database. */
  readonly isFirst: boolean;
  /** The seed files of the subgraphs beside this one; none where the seed does not follow them. */
  readonly siblings: SiblingFiles;
}
