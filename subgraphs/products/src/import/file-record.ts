/** A line of a table as the file has it. */
export interface FileRecord {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The most that a record may hold, in bytes or characters: a quote that is not closed would else take in the whole file. */
export const mostRecord = 1024 * 1024;

/** Says of what holds more than that. */
export const tooLong = (what: string): string =>
  `${what} holds more than 1 MiB of text: no table of trade has such a row.`;
