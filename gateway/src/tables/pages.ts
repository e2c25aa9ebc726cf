import type { TableShape } from './shape.ts';

/** A page of a table. */
export interface TablePage {
  readonly rows: readonly unknown[];
  /** The whole answer, in which what stands beside the list is looked up. */
  readonly data: unknown;
  /** The cursor behind which the next page begins; undefined on the last one. */
  readonly next: string | undefined;
}

/**
 * Reads an answer as a page. A list that is null, or lies in something that is null, has no rows.
 *
 * @param pageInfo the key of the connection's `pageInfo`.
 * @throws {Error} where there is said to be more, and not from where on.
 */
export function readPage(
  data: unknown,
  { path, connection }: TableShape,
  pageInfo: string,
): TablePage {
  const list = path.reduce<unknown>(at, data);
  if (connection === undefined) return { rows: rowsOf(list), data, next: undefined };
  const info = at(list, pageInfo);
  const cursor = at(info, 'endCursor');
  const more = at(info, 'hasNextPage') === true;
  if (more && typeof cursor !== 'string') throw new Error('A page has a next one and no cursor.');
  return {
    rows: rowsOf(at(list, connection.rows)),
    data,
    next: more && typeof cursor === 'string' ? cursor : undefined,
  };
}

const at = (from: unknown, key: string): unknown =>
  typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[key] : undefined;

/** A row that could not be fetched stays one, with nothing in it: the table has as many rows as the list. */
const rowsOf = (list: unknown): readonly unknown[] =>
  Array.isArray(list) ? list.map((row) => row ?? {}) : [];
