import { type ListQuery, maximumPage, type Page, pagesOf } from '@niryat/kernel';
import type { DataSource } from 'typeorm';

/** As much as a plain list of the schema holds: its first hundred. */
const wholeList: Page = { size: maximumPage, backward: false, from: undefined };

/** The list of each parent, at most 100 rows of it, in one statement; lists in the order of the parents. */
export async function listsOf<Row>(
  db: DataSource,
  list: ListQuery,
  parents: readonly string[],
): Promise<Row[][]> {
  const pages = await pagesOf<Row>(db, list, wholeList, parents);
  return pages.map(({ rows }) => rows.map(({ row }) => row));
}

/** Where the rows under a parent come from: what is joined to the list's own tables, and the parent's code. */
export interface Parentage {
  readonly join?: string;
  readonly parent: string;
}
