import type { DataSource } from 'typeorm';
import type { PageOfRows } from './connection.ts';
import { type ListQuery, renumbered, runPage, type SortKey, withoutPlace } from './list-query.ts';
import type { Page } from './page.ts';

/** How a page of a large list is read. */
export interface KeysetOptions {
  /**
   * Whether the length of the list and the page's place in it are wanted. Without them a page costs no more than its own
   * rows where an index gives the order: `total` and `position` then tell only what lies ahead of it and behind.
   */
  readonly counted: boolean;
  /** Whether the list is rows of a table as they stand, which are cheaper read twice than put aside. */
  readonly asStored?: boolean;
}

interface RawRow {
  readonly _keys: (string | null)[] | null;
  readonly _total?: string;
  readonly _left?: string;
  readonly [column: string]: unknown;
}

/**
 * One page of a list at the root, as `pagesOf` has it, but read from its cursor on: the rows ahead of it are not looked
 * at unless they are counted. Nulls come last in both directions.
 */
export async function keysetPage<Row>(
  db: DataSource,
  list: ListQuery,
  page: Page,
  { counted, asStored = false }: KeysetOptions,
): Promise<PageOfRows<Row>> {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const from = typeof list.from === 'string' ? list.from : renumbered(list.from, bind);
  const where = list.where.map((condition) => `(${renumbered(condition, bind)})`);
  const bare = `SELECT ${list.select}, ${list.order.map((key, i) => `${key.sql} AS _k${i}`).join(', ')} FROM ${from}`;
  const filtered = (extra: readonly string[]): string => {
    const all = [...where, ...extra];
    return all.length > 0 ? `${bare} WHERE ${all.join(' AND ')}` : bare;
  };
  const keys = page.from?.map((value, i) =>
    value === null ? null : `${bind(value)}::${list.order[i]?.type}`,
  );
  const putAside = counted && !asStored;
  const named = list.order.map((key, i) => ({ ...key, sql: `_k${i}` }));
  const beyond = (order: readonly SortKey[], backward: boolean): string[] =>
    keys === undefined ? [] : beyondCursor(order, keys, backward);
  const rows = putAside
    ? `SELECT * FROM listed ${whereOf(beyond(named, page.backward))}`
    : filtered(beyond(list.order, page.backward));
  const finished = list.finish && `${list.finish}, ${named.map(({ sql }) => sql).join(', ')}`;
  const one = `SELECT ${finished ?? '*'}, ARRAY[${named.map(({ sql }) => `${sql}::text`).join(', ')}] AS _keys FROM (
    ${rows} ORDER BY ${orderBy(putAside ? named : list.order, page.backward)} LIMIT ${bind(page.size + 1)}::integer) AS page`;
  const all = putAside ? 'listed' : `(${filtered([])}) AS listed`;
  // How many lie on the near side of the cursor, the cursor's own item included.
  const behindCursor = whereOf(beyond(named, page.backward));
  const statement = counted
    ? `${putAside ? `WITH listed AS MATERIALIZED (${filtered([])})` : ''}
       SELECT * FROM (
         SELECT (SELECT count(*) FROM ${all}) AS _total,
                (SELECT count(*) FROM ${all} ${behindCursor}) AS _left
       ) AS counts LEFT JOIN (${one}) AS page ON true`
    : one;
  const ordered = `${statement} ORDER BY ${orderBy(named, page.backward)}`;
  const raw = await runPage<RawRow>(db, ordered, values, page);
  return toPage<Row>(raw, page, counted);
}

const whereOf = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';

function orderBy(order: readonly SortKey[], backward: boolean): string {
  return order
    .map(({ sql, descending = false, notNull = false }) => {
      const nulls = notNull ? '' : backward ? ' NULLS FIRST' : ' NULLS LAST';
      return `${sql} ${descending === backward ? 'ASC' : 'DESC'}${nulls}`;
    })
    .join(', ');
}

/** That a row lies behind the cursor, or where the page runs backward ahead of it. */
function beyondCursor(
  order: readonly SortKey[],
  keys: readonly (string | null)[],
  backward: boolean,
): string[] {
  const equalSoFar: string[] = [];
  const ways = order.flatMap(({ sql, descending = false, notNull = false }, i) => {
    const key = keys[i] ?? null;
    const further = `${sql} ${descending === backward ? '>' : '<'} ${key}`;
    const beyond =
      key === null
        ? backward
          ? `${sql} IS NOT NULL`
          : undefined
        : backward || notNull
          ? further
          : `(${further} OR ${sql} IS NULL)`;
    const way = beyond === undefined ? [] : [`(${[...equalSoFar, beyond].join(' AND ')})`];
    equalSoFar.push(key === null ? `${sql} IS NULL` : `${sql} = ${key}`);
    return way;
  });
  const [first] = order;
  // Says again what follows from the rest, in words that an index understands.
  const bound =
    first?.notNull && keys[0] != null
      ? [`${first.sql} ${first.descending === backward ? '>=' : '<='} ${keys[0]}`]
      : [];
  return [...bound, ways.length > 0 ? `(${ways.join(' OR ')})` : 'false'];
}

function toPage<Row>(raw: readonly RawRow[], page: Page, counted: boolean): PageOfRows<Row> {
  const found = raw.filter((row) => row._keys !== null);
  const kept = found.slice(0, page.size);
  const more = found.length > kept.length;
  const rows = (page.backward ? kept.reverse() : kept).map((row) => ({
    row: withoutPlace<Row>(row),
    keys: row._keys ?? [],
  }));
  const total = Number(raw[0]?._total ?? 0);
  const left = Number(raw[0]?._left ?? 0);
  if (counted) {
    const ahead = page.backward ? left - rows.length : total - left;
    return { rows, position: ahead + 1, total };
  }
  // A cursor is an item on its other side.
  const cursor = page.from !== undefined;
  const ahead = page.backward ? more : cursor;
  const behind = page.backward ? cursor : more;
  return { rows, position: ahead ? 2 : 1, total: rows.length + (ahead ? 1 : 0) + (behind ? 1 : 0) };
}
