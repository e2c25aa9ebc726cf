import {
  type Condition,
  type ListQuery,
  maximumPage,
  type Page,
  type PageOfRows,
  pagesOf,
} from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { among } from './conditions.ts';

/** How the records of a list hang together with records of another type, whichever subgraph owns that type. */
export interface Relation {
  /** What joins each record with the codes of the others; left out where a column holds the only one. */
  readonly join?: string;
  /** The expression of the other's code. */
  readonly owner: string;
  /** The condition that a record belongs to one of the codes `$1`, without the join: for filters. */
  readonly belongs: string;
  /** True where only `belongs` finds the records by an index, so that it must go along with the join. */
  readonly indexed?: boolean;
}

/** A relation that a column of the record itself holds. */
export const byColumn = (column: string): Relation => ({
  owner: column,
  belongs: `${column} = ANY($1)`,
});

/** A relation that a list of codes in the record itself holds. */
export const byList = (column: string): Relation => ({
  join: `CROSS JOIN LATERAL unnest(${column}) AS owner(code)`,
  owner: 'owner.code',
  belongs: `${column} && $1`,
  indexed: true,
});

/** Which records of a list: those of a parent, of all parents, or that belong to codes of a filter. */
export interface ListSource extends Pick<ListQuery, 'select' | 'where' | 'order'> {
  readonly from: Condition;
}

/** The first hundred items: what a list without pages holds. */
export const wholeList: Page = { size: maximumPage, backward: false, from: undefined };

/** One page of the whole list. */
export async function pageAtRoot<Row>(
  db: DataSource,
  list: ListSource,
  page: Page,
): Promise<PageOfRows<Row>> {
  const [found] = await pagesOf<Row>(db, list, page);
  if (found === undefined) throw new Error('A list at the root has one page');
  return found;
}

/** A page of the list of each parent, in the order given, in one statement. */
export function pagesByParents<Row>(
  db: DataSource,
  list: ListSource,
  { join = '', owner, belongs, indexed = false }: Relation,
  page: Page,
  parents: readonly string[],
): Promise<PageOfRows<Row>[]> {
  return pagesOf<Row>(
    db,
    {
      ...list,
      from: { sql: `${list.from.sql} ${join}`, values: list.from.values },
      where: [...list.where, ...(indexed ? among(belongs, parents) : [])],
      parent: owner,
    },
    page,
    parents,
  );
}

/** The rows of a page, without their places. */
export function rowsOf<Row>(page: PageOfRows<Row>): Row[] {
  return page.rows.map(({ row }) => row);
}
