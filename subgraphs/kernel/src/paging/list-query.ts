import { type DataSource, QueryFailedError } from 'typeorm';
import { groupBy } from '../batching.ts';
import { badUserInput } from '../graphql/errors.ts';
import type { PageOfRows } from './connection.ts';
import type { Page } from './page.ts';

/** One key of an order. The last key of every order is the code, which makes the order total. */
export interface SortKey {
  /** An SQL expression over the list's rows. */
  readonly sql: string;
  /** The type that a cursor's text is cast back to. */
  readonly type: 'text' | 'numeric' | 'date' | 'integer' | 'timestamptz' | 'boolean';
  readonly descending?: boolean;
  /** Whether no row lacks it, so that an index on it can give the order. */
  readonly notNull?: boolean;
}

/** A condition with its parameters; `$1` in it is the first of `values`, and so on. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** A list as SQL: where its rows come from, what narrows them, how they are ordered. */
export interface ListQuery {
  /** What is selected, such as `c.*`; rows come back as these columns. */
  readonly select: string;
  /**
   * What comes back in place of the columns of `select`, worked out of them for the rows of a page alone: for what costs
   * too much to be worked out for a whole list.
   */
  readonly finish?: string;
  /** The FROM clause without its keyword, such as `products.clusters c`; with parameters where it has some. */
  readonly from: string | Condition;
  /** All must hold. */
  readonly where: readonly Condition[];
  readonly order: readonly SortKey[];
  /** The expression that tells whose list a row belongs to. Left out for a list at the root. */
  readonly parent?: string;
}

interface RawRow {
  readonly _parent: string;
  readonly _position: string;
  readonly _offset: string;
  readonly _total: string;
  readonly _keys: (string | null)[];
  readonly [column: string]: unknown;
}

/**
 * One page of each parent's list, in one statement whatever the number of parents.
 *
 * Nulls come last in both directions. Cursors hold sort keys, not offsets, so a page stays where it is while
 * rows come and go ahead of it. Rows keep the columns of `select`, as the driver gives them.
 *
 * @param parents whose lists are asked for; ignored for a list at the root.
 * @returns a page for each parent, in the order given; one page for a list at the root.
 */
export async function pagesOf<Row>(
  db: DataSource,
  list: ListQuery,
  page: Page,
  parents: readonly string[] = [''],
): Promise<PageOfRows<Row>[]> {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = list.where.map((condition) => `(${renumbered(condition, bind)})`);
  if (list.parent !== undefined) conditions.push(`${list.parent} = ANY(${bind(parents)}::text[])`);
  const statement = pageStatement(list, page, conditions, bind);
  const raw = await runPage<RawRow>(db, statement, values, page);
  const byParent = groupBy(raw, (row) => row._parent);
  return parents.map((parent) => toPageOfRows<Row>(byParent.get(parent) ?? [], page));
}

/**
 * Runs the statement of a page.
 *
 * @throws {GraphQLError} where a key of the cursor is no value of its type: this list did not make it.
 */
export async function runPage<Row>(
  db: DataSource,
  statement: string,
  values: unknown[],
  page: Page,
): Promise<Row[]> {
  try {
    return await db.query(statement, values);
  } catch (error) {
    if (page.from !== undefined && isMalformedValue(error)) {
      const argument = page.backward ? 'before' : 'after';
      throw badUserInput(`\`${argument}\` is not a cursor of this list.`, { argument });
    }
    throw error;
  }
}

/** PostgreSQL's class 22, data exception: `invalid_text_representation` and its like. */
function isMalformedValue(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: unknown };
  return typeof code === 'string' && code.startsWith('22');
}

/** The same condition with its `$n` moved behind the parameters that are already bound. */
export function renumbered(condition: Condition, bind: (value: unknown) => string): string {
  const names = condition.values.map(bind);
  return condition.sql.replace(/\$(\d+)/g, (_, n: string) => names[Number(n) - 1] ?? 'NULL');
}

/**
 * The rows of a page carry their place in the whole list (`_position`), how many rows lie ahead of the page's
 * beginning (`_offset`) and the length of the list (`_total`). The first row of a list always comes, so that
 * an empty page still tells how long its list is.
 */
function pageStatement(
  list: ListQuery,
  page: Page,
  conditions: readonly string[],
  bind: (value: unknown) => string,
): string {
  const terms = list.order.flatMap((key, i) => [
    { column: `_k${i} IS NULL`, descending: false, index: i, isNullTest: true },
    { column: `_k${i}`, descending: key.descending === true, index: i, isNullTest: false },
  ]);
  const orderBy = terms.map((t) => `${t.column} ${t.descending ? 'DESC' : 'ASC'}`).join(', ');
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const from = typeof list.from === 'string' ? list.from : renumbered(list.from, bind);
  const aheadOrAt = page.from === undefined ? undefined : cursorTest(list.order, page, bind);
  const offset =
    aheadOrAt === undefined
      ? page.backward
        ? 'count(*) OVER w'
        : '0'
      : `count(*) FILTER (WHERE ${aheadOrAt}) OVER w`;
  const keys = list.order.map((_, i) => `_k${i}::text`).join(', ');
  const inPage = page.backward
    ? `_position <= _offset AND _position > _offset - ${bind(page.size)}::int`
    : `_position > _offset AND _position <= _offset + ${bind(page.size)}::int`;
  return `
    SELECT ${list.finish ? `${list.finish}, _parent, _position, _offset, _total` : '*'}, ARRAY[${keys}] AS _keys FROM (
      SELECT *, row_number() OVER (PARTITION BY _parent ORDER BY ${orderBy}) AS _position,
             count(*) OVER w AS _total, ${offset} AS _offset
      FROM (
        SELECT ${list.select}, ${list.parent ?? "''"} AS _parent,
               ${list.order.map((key, i) => `${key.sql} AS _k${i}`).join(', ')}
        FROM ${from} ${where}
      ) AS listed
      WINDOW w AS (PARTITION BY _parent)
    ) AS placed
    WHERE (${inPage}) OR _position = 1
    ORDER BY _parent, _position`;
}

/** True for the rows that lie ahead of the cursor's item, and for the item itself where the page runs forward. */
function cursorTest(
  order: readonly SortKey[],
  page: Page,
  bind: (value: unknown) => string,
): string {
  const equalSoFar: string[] = [];
  const ahead: string[] = [];
  order.forEach((key, i) => {
    const value = `${bind(page.from?.[i] ?? null)}::${key.type}`;
    const column = `_k${i}`;
    const smaller = `${column} ${key.descending ? '>' : '<'} ${value}`;
    const isAhead = `(${smaller} OR (${column} IS NOT NULL AND ${value} IS NULL))`;
    ahead.push(`(${[...equalSoFar, isAhead].join(' AND ')})`);
    equalSoFar.push(`${column} IS NOT DISTINCT FROM ${value}`);
  });
  const itself = `(${equalSoFar.join(' AND ')})`;
  return page.backward ? ahead.join(' OR ') : [...ahead, itself].join(' OR ');
}

function toPageOfRows<Row>(raw: readonly RawRow[], page: Page): PageOfRows<Row> {
  const total = Number(raw[0]?._total ?? 0);
  const rows = raw.filter((row) => isInPage(row, page));
  return {
    rows: rows.map((row) => ({ row: withoutPlace<Row>(row), keys: row._keys })),
    // The rows ahead of a page that runs backward end with it.
    position: Number(rows[0]?._position ?? (page.backward ? 1 : Number(raw[0]?._offset ?? 0) + 1)),
    total,
  };
}

function isInPage(row: RawRow, page: Page): boolean {
  const position = Number(row._position);
  const offset = Number(row._offset);
  return page.backward
    ? position <= offset && position > offset - page.size
    : position > offset && position <= offset + page.size;
}

/** The row as it was selected: the columns that place it start with an underscore. */
export function withoutPlace<Row>(raw: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !name.startsWith('_'))) as Row;
}
