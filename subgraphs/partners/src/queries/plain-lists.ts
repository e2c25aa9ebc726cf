import { type Condition, groupBy, type ListQuery, maximumPage } from '@niryat/kernel';
import type { DataSource } from 'typeorm';

interface ListedRow {
  readonly _parent: string;
  readonly [column: string]: unknown;
}

/**
 * The lists of several parents without paging, at most 100 rows of each, in one statement.
 *
 * @param belongs the SQL condition that puts a row into the list of `parent.code`.
 * @returns a list for each parent, in the order given; empty where there is nothing.
 */
export async function listsOf<Row>(
  db: DataSource,
  list: ListQuery,
  belongs: string,
  parents: readonly string[],
): Promise<Row[][]> {
  const values: unknown[] = [parents];
  const conditions = list.where.map((condition) => bound(condition, values));
  const order = list.order
    .map(({ sql, descending }) => `${sql} ${descending ? 'DESC' : 'ASC'} NULLS LAST`)
    .join(', ');
  const rows: ListedRow[] = await db.query(
    `SELECT parent.code AS _parent, listed.*
     FROM unnest($1::text[]) AS parent(code)
     CROSS JOIN LATERAL (
       SELECT ${list.select}, row_number() OVER (ORDER BY ${order}) AS _position
       FROM ${list.from}
       WHERE ${[...conditions, `(${belongs})`].join(' AND ')}
       ORDER BY _position
       LIMIT ${maximumPage}
     ) AS listed
     ORDER BY _parent, _position`,
    values,
  );
  const byParent = groupBy(rows, (row) => row._parent);
  return parents.map((parent) => (byParent.get(parent) ?? []).map((row) => withoutPlace<Row>(row)));
}

/** The condition with its parameters behind those that are bound already. */
function bound({ sql, values: own }: Condition, values: unknown[]): string {
  const before = values.length;
  values.push(...own);
  return `(${sql.replace(/\$(\d+)/g, (_, n: string) => `$${before + Number(n)}`)})`;
}

function withoutPlace<Row>({ _parent, _position, ...row }: ListedRow): Row {
  return row as Row;
}
