import type { EntityManager } from 'typeorm';

/** What a record can be found by. Texts are as people write them, in either script; null where not on record. */
export interface SearchRecord {
  readonly code: string;
  /** The name by which equally good records are ordered. */
  readonly title: string;
  /** What the record itself is called, everyday names included. */
  readonly names: readonly (string | null)[];
  /** Names of what it belongs to: its place, its product, who took part. */
  readonly related: readonly (string | null)[];
  /** What is said about it. */
  readonly body: readonly (string | null)[];
}

/** A type of records that can be found, and how they are read. */
export interface SearchSource {
  /** The GraphQL type. */
  readonly typeName: string;
  /** The records of these codes, or all where none are given. */
  readonly read: (
    manager: EntityManager,
    codes: readonly string[] | undefined,
  ) => Promise<readonly SearchRecord[]>;
}

/**
 * Records that a SELECT gives whole, in the columns of `SearchRecord`; its last four columns may be lists
 * with nulls in them.
 */
export function searchSource(typeName: string, select: string): SearchSource {
  return { typeName, read: (manager, codes) => readRecords(manager, select, codes) };
}

/** The rows of such a SELECT, further columns included, narrowed to the codes where some are given. */
export function readRecords<Row extends SearchRecord>(
  manager: EntityManager,
  select: string,
  codes: readonly string[] | undefined,
): Promise<Row[]> {
  return codes === undefined
    ? manager.query(select)
    : manager.query(`SELECT * FROM (${select}) AS records WHERE code = ANY($1::text[])`, [codes]);
}
