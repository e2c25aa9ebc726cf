import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource, EntityManager } from 'typeorm';
import type { SeedValue } from './cells.ts';
import { checkSeed } from './check.ts';
import type { SeedDefinition, SeedLink, SeedTable } from './definition.ts';
import { keyOf } from './read.ts';
import { SeedLoadEntity } from './records.ts';
import type { CodeRegistry } from './registry.ts';
import { sourceSeed } from './source-register.ts';

/** What became of one file of the seed. */
export interface SeedReport {
  readonly file: string;
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  /** Records that the seed held before and no longer does. */
  readonly removed: number;
}

/** Rows of a file as columns of its table. */
type Records = readonly Readonly<Record<string, SeedValue>>[];

/**
 * Makes the database hold what the seed holds: all of it in one transaction, or nothing.
 *
 * A seed that was loaded last costs one look-up. Records that are no longer in the seed are removed;
 * records that never came from it stay as they are.
 *
 * @param registry the codes of all types; read from all seeds unless given.
 * @returns a report for each file, in the order of loading; empty where nothing had changed.
 * @throws {SeedError} when the seed has mistakes.
 */
export async function loadSeed(
  db: DataSource,
  schema: string,
  seed: SeedDefinition,
  registry?: CodeRegistry,
): Promise<SeedReport[]> {
  const digest = digestOf(seed);
  const [latest] = await db
    .getRepository(SeedLoadEntity)
    .find({ order: { loadedAt: 'DESC' }, take: 1 });
  if (latest?.digest === digest) return [];
  const checked = checkSeed(seed, registry);
  return db.transaction(async (manager) => {
    const reports: SeedReport[] = [];
    const removals: (() => Promise<number>)[] = [];
    for (const { table, rows } of checked) {
      const records = rows.map((row) => recordOf(table, row.line, row.values));
      const keys = rows.map(({ values }) => keyOf(table, values));
      const { inserted, updated } = await upsert(manager, schema, table, records);
      reports.push({ file: table.file, rows: rows.length, inserted, updated, removed: 0 });
      removals.push(() => removeDropped(manager, schema, table, keys));
    }
    for (const { table, rows } of checked) {
      for (const link of table.links ?? []) {
        await replaceLinks(
          manager,
          schema,
          table,
          link,
          rows.map(({ values }) => values),
        );
      }
    }
    const removed = await inReverse(removals);
    await seed.finish?.(manager);
    await manager.query(
      `INSERT INTO ${schema}.seed_loads (digest, loaded_at) VALUES ($1, clock_timestamp())
       ON CONFLICT (digest) DO UPDATE SET loaded_at = excluded.loaded_at`,
      [digest],
    );
    return reports.map((report, i) => ({ ...report, removed: removed[i] ?? 0 }));
  });
}

/** Rows that refer to others go before those: the last file first. Results in the order given. */
async function inReverse(tasks: readonly (() => Promise<number>)[]): Promise<number[]> {
  const results: number[] = [];
  for (const task of [...tasks].reverse()) results.unshift(await task());
  return results;
}

/** The digest of everything that a load depends on. Names of countries come from ICU, so its version counts. */
function digestOf(seed: SeedDefinition): string {
  const hash = createHash('sha256').update(`${seed.version} ${process.versions.icu}`);
  hash.update(readFileSync(join(sourceSeed.folder, sourceSeed.table.file)));
  for (const { file } of seed.tables)
    hash.update(file).update(readFileSync(join(seed.folder, file)));
  return hash.digest('hex');
}

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

function recordOf(
  table: SeedTable,
  line: number,
  values: Readonly<Record<string, SeedValue>>,
): Readonly<Record<string, SeedValue>> {
  const derived = Object.entries(table.derived ?? {}).map(([column, { from }]) => [
    column,
    from({ line, values }),
  ]);
  return { ...values, ...Object.fromEntries(derived) };
}

/** Inserts what is new and updates what differs, one statement for the whole file. */
async function upsert(
  manager: EntityManager,
  schema: string,
  table: SeedTable,
  records: Records,
): Promise<{ inserted: number; updated: number }> {
  const columns = columnsOf(table);
  const names = columns.map(([name]) => name);
  const others = names.filter((name) => !table.key.includes(name));
  const action =
    others.length === 0
      ? 'DO NOTHING'
      : `DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}
         WHERE (${others.map((name) => `t.${name}`).join(', ')})
               IS DISTINCT FROM (${others.map((name) => `excluded.${name}`).join(', ')})`;
  const changed: { inserted: boolean }[] = await manager.query(
    `WITH changed AS (
       INSERT INTO ${schema}.${table.table} AS t (${names.join(', ')})
       SELECT ${names.join(', ')}
       FROM jsonb_to_recordset($1::jsonb) AS r(${columns.map(([name, type]) => `${name} ${type}`).join(', ')})
       ON CONFLICT (${table.key.join(', ')}) ${action}
       RETURNING (xmax = 0) AS inserted
     ) SELECT inserted FROM changed`,
    [JSON.stringify(records)],
  );
  const inserted = changed.filter((row) => row.inserted).length;
  return { inserted, updated: changed.length - inserted };
}

/** Removes the records that the last seed held and this one does not, and notes which it holds. */
async function removeDropped(
  manager: EntityManager,
  schema: string,
  table: SeedTable,
  keys: readonly string[],
): Promise<number> {
  const key = `jsonb_build_array(${table.key.map((name) => `${name}::text`).join(', ')})`;
  const dropped: { key: string }[] = await manager.query(
    `SELECT key FROM ${schema}.seed_rows WHERE table_name = $1 AND key <> ALL($2::text[])`,
    [table.table, keys],
  );
  if (dropped.length > 0) {
    const gone = dropped.map((row) => row.key);
    for (const link of table.links ?? []) {
      await manager.query(
        `DELETE FROM ${schema}.${link.table} WHERE jsonb_build_array(${link.owner}) = ANY($1::jsonb[])`,
        [gone],
      );
    }
    await manager.query(`DELETE FROM ${schema}.${table.table} WHERE ${key} = ANY($1::jsonb[])`, [
      gone,
    ]);
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
  return dropped.length;
}

/** Sets the lists of the seed's own records to what the file says. */
async function replaceLinks(
  manager: EntityManager,
  schema: string,
  table: SeedTable,
  link: SeedLink,
  rows: readonly Readonly<Record<string, SeedValue>>[],
): Promise<void> {
  const [keyColumn] = table.key;
  if (keyColumn === undefined || table.key.length > 1) {
    throw new Error(`${table.file}: a list with a table of its own needs a key of one column`);
  }
  const links = rows.flatMap((values) =>
    [values[link.column] ?? []]
      .flat()
      .map((item, i) => ({ owner: values[keyColumn], item, position: i + 1 })),
  );
  await manager.query(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(owner text, item text, position integer)
     ), dropped AS (
       DELETE FROM ${schema}.${link.table} t
       WHERE t.${link.owner} = ANY($2::text[])
         AND NOT EXISTS (SELECT FROM given g WHERE g.owner = t.${link.owner} AND g.item = t.${link.item})
     )
     INSERT INTO ${schema}.${link.table} AS t (${link.owner}, ${link.item}, position)
     SELECT owner, item, position FROM given
     ON CONFLICT (${link.owner}, ${link.item}) DO UPDATE SET position = excluded.position
       WHERE t.position IS DISTINCT FROM excluded.position`,
    [JSON.stringify(links), rows.map((values) => values[keyColumn])],
  );
}
