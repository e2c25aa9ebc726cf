import type { EntityManager } from 'typeorm';
import type { SeedValue } from './cells.ts';
import type { SeedLink, SeedTable } from './definition.ts';
import { codeColumn, ownerColumns, seenColumns } from './feed.ts';
import type { Difference, Owners } from './gathered.ts';

/** Rows of a file as columns of its table. */
export type Records = readonly Readonly<Record<string, SeedValue>>[];

/** The columns of the table: those of the file but for the lists that have tables of their own, and the derived ones. */
function columnsOf(table: SeedTable): [column: string, sqlType: string][] {
  const linked = new Set((table.links ?? []).map((link) => link.column));
  const own = Object.entries(table.columns)
    .filter(([column]) => !linked.has(column))
    .map(([column, cell]): [string, string] => [column, cell.sqlType]);
  const derived = Object.entries(table.derived ?? {}).map(
    ([column, { sqlType }]): [string, string] => [column, sqlType],
  );
  return [...own, ...derived];
}

/** The rows of a file as SQL has them: a FROM item called `r` over the JSON list in `$1`. */
const recordset = (columns: readonly (readonly [string, string])[]): string =>
  `jsonb_to_recordset($1::jsonb) AS r(${columns.map(([name, type]) => `${name} ${type}`).join(', ')})`;

/**
 * Where the rows on record differ from those of the file in what clients see, for a table that the feed tells of;
 * none for another. The rows are locked, so that what is compared is what `upsert` then finds.
 */
export async function differences(
  manager: EntityManager,
  schema: string,
  table: SeedTable,
  records: Records,
): Promise<Difference[]> {
  const owners = ownerColumns(table);
  if (owners.length === 0) return [];
  const columns = columnsOf(table);
  const names = new Set(columns.map(([name]) => name));
  const differing = seenColumns(table)
    .filter((name) => names.has(name))
    .map((name) => `CASE WHEN t.${name} IS DISTINCT FROM r.${name} THEN '${name}' END`);
  // IS NOT DISTINCT FROM alone would compare each row with each: no join by hash or by index knows it.
  const sameKey = table.key.map((name) =>
    table.columns[name]?.required
      ? `t.${name} = r.${name}`
      : `coalesce(t.${name}::text, '') = coalesce(r.${name}::text, '') AND t.${name} IS NOT DISTINCT FROM r.${name}`,
  );
  const ownersOf = (alias: string): string =>
    `jsonb_build_object(${owners.map((name) => `'${name}', ${alias}.${name}`).join(', ')})`;
  return manager.query(
    `SELECT columns, before, after FROM (
       SELECT array_remove(ARRAY[${differing.join(', ')}]::text[], NULL) AS columns,
              ${ownersOf('t')} AS before, ${ownersOf('r')} AS after
       FROM ${recordset(columns)} JOIN ${schema}.${table.table} t ON ${sameKey.join(' AND ')}
       FOR UPDATE OF t
     ) AS compared WHERE cardinality(columns) > 0`,
    [JSON.stringify(records)],
  );
}

/** Inserts what is new and updates what differs, one statement for the whole file. Rows with lists come with their key. */
export async function upsert(
  manager: EntityManager,
  schema: string,
  table: SeedTable,
  records: Records,
): Promise<{ inserted: Owners[]; updated: Owners[] }> {
  const columns = columnsOf(table);
  const names = columns.map(([name]) => name);
  const others = names.filter((name) => !table.key.includes(name));
  const action =
    others.length === 0
      ? 'DO NOTHING'
      : `DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}
         WHERE (${others.map((name) => `t.${name}`).join(', ')})
               IS DISTINCT FROM (${others.map((name) => `excluded.${name}`).join(', ')})`;
  const told = new Set([...ownerColumns(table), ...(table.links ? [codeColumn(table)] : [])]);
  const returned = ['(xmax = 0) AS "isNew"', ...[...told].map((name) => `t.${name}`)].join(', ');
  const changed: ({ isNew: boolean } & Owners)[] = await manager.query(
    `WITH changed AS (
       INSERT INTO ${schema}.${table.table} AS t (${names.join(', ')})
       SELECT ${names.join(', ')}
       FROM ${recordset(columns)}
       ON CONFLICT (${table.key.join(', ')}) ${action}
       RETURNING ${returned}
     ) SELECT * FROM changed`,
    [JSON.stringify(records)],
  );
  return {
    inserted: changed.filter(({ isNew }) => isNew),
    updated: changed.filter(({ isNew }) => !isNew),
  };
}

/** What a seed no longer holds: how many rows, and whose they were that were still there. */
export interface Removal {
  readonly dropped: number;
  readonly removed: readonly Owners[];
}

/** Removes the records that the last seed held and this one does not, and notes which it holds. */
export async function removeDropped(
  manager: EntityManager,
  schema: string,
  table: SeedTable,
  keys: readonly string[],
): Promise<Removal> {
  const key = `jsonb_build_array(${table.key.map((name) => `${name}::text`).join(', ')})`;
  const dropped: { key: string }[] = await manager.query(
    `SELECT key FROM ${schema}.seed_rows WHERE table_name = $1 AND key <> ALL($2::text[])`,
    [table.table, keys],
  );
  let removed: Owners[] = [];
  if (dropped.length > 0) {
    const gone = dropped.map((row) => row.key);
    for (const link of table.links ?? []) {
      await manager.query(
        `DELETE FROM ${schema}.${link.table} WHERE jsonb_build_array(${link.owner}) = ANY($1::jsonb[])`,
        [gone],
      );
    }
    removed = await manager.query(
      `WITH removed AS (
         DELETE FROM ${schema}.${table.table} t WHERE ${key} = ANY($1::jsonb[])
         RETURNING ${['true', ...ownerColumns(table).map((name) => `t.${name}`)].join(', ')}
       ) SELECT * FROM removed`,
      [gone],
    );
    await manager.query(
      `DELETE FROM ${schema}.seed_rows WHERE table_name = $1 AND key = ANY($2::text[])`,
      [table.table, gone],
    );
  }
  await manager.query(
    `INSERT INTO ${schema}.seed_rows (table_name, key) SELECT $1, unnest($2::text[])
     ON CONFLICT DO NOTHING`,
    [table.table, keys],
  );
  return { dropped: dropped.length, removed };
}

/**
 * Sets the lists of the seed's own records to what the file says.
 *
 * @returns the rows whose list was another.
 */
export async function replaceLinks(
  manager: EntityManager,
  schema: string,
  table: SeedTable,
  link: SeedLink,
  rows: Records,
): Promise<Records> {
  const keyColumn = codeColumn(table);
  const links = rows.flatMap((values) =>
    [values[link.column] ?? []]
      .flat()
      .map((item, i) => ({ owner: values[keyColumn], item, position: i + 1 })),
  );
  const changed: { owner: string }[] = await manager.query(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(owner text, item text, position integer)
     ), dropped AS (
       DELETE FROM ${schema}.${link.table} t
       WHERE t.${link.owner} = ANY($2::text[])
         AND NOT EXISTS (SELECT FROM given g WHERE g.owner = t.${link.owner} AND g.item = t.${link.item})
       RETURNING t.${link.owner} AS owner
     ), placed AS (
       INSERT INTO ${schema}.${link.table} AS t (${link.owner}, ${link.item}, position)
       SELECT owner, item, position FROM given
       ON CONFLICT (${link.owner}, ${link.item}) DO UPDATE SET position = excluded.position
         WHERE t.position IS DISTINCT FROM excluded.position
       RETURNING t.${link.owner} AS owner
     ) SELECT owner FROM dropped UNION SELECT owner FROM placed`,
    [JSON.stringify(links), rows.map((values) => values[keyColumn])],
  );
  const owners = new Set(changed.map(({ owner }) => owner));
  return rows.filter((values) => owners.has(String(values[keyColumn])));
}
