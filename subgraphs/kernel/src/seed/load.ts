import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { borrowedBytes, readBorrowed } from './borrowed.ts';
import type { SeedValue } from './cells.ts';
import { checkSeed } from './check.ts';
import type { SeedDefinition, SeedTable } from './definition.ts';
import { GatheredChanges } from './gathered.ts';
import { keyOf } from './read.ts';
import { SeedLoadEntity } from './records.ts';
import type { CodeRegistry } from './registry.ts';
import { sourceSeed } from './source-register.ts';
import { differences, removeDropped, replaceLinks, upsert } from './write.ts';

/** What became of one file of the seed. */
export interface SeedReport {
  readonly file: string;
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  /** Records that the seed held before and no longer does. */
  readonly removed: number;
}

/**
 * Makes the database hold what the seed holds: all of it in one transaction, or nothing.
 *
 * A seed that was loaded last costs one look-up. Records that are no longer in the seed are removed;
 * records that never came from it stay as they are. What it changes goes to the feed of changes, in the same
 * transaction.
 *
 * @param registry the codes of all types; read from all seeds unless given.
 * @param root the folder in which the subgraphs lie side by side, to find borrowed files in; their own unless given.
 * @returns a report for each file, in the order of loading; empty where nothing had changed.
 * @throws {SeedError} when the seed has mistakes.
 */
export async function loadSeed(
  db: DataSource,
  schema: string,
  seed: SeedDefinition,
  registry?: CodeRegistry,
  root?: string,
): Promise<SeedReport[]> {
  const digest = digestOf(seed, root);
  const [latest] = await db
    .getRepository(SeedLoadEntity)
    .find({ order: { loadedAt: 'DESC' }, take: 1 });
  if (latest?.digest === digest) return [];
  const checked = checkSeed(seed, registry);
  const borrowed = readBorrowed(seed, root);
  return db.transaction(async (manager) => {
    const changes = new GatheredChanges();
    const reports: SeedReport[] = [];
    const removals: (() => Promise<number>)[] = [];
    for (const { table, rows } of checked) {
      const records = rows.map((row) => recordOf(table, row.line, row.values));
      const keys = rows.map(({ values }) => keyOf(table, values));
      changes.updated(table, await differences(manager, schema, table, records));
      const { inserted, updated } = await upsert(manager, schema, table, records);
      changes.inserted(table, inserted);
      reports.push({
        file: table.file,
        rows: rows.length,
        inserted: inserted.length,
        updated,
        removed: 0,
      });
      removals.push(async () => {
        const { dropped, removed } = await removeDropped(manager, schema, table, keys);
        changes.removed(table, removed);
        return dropped;
      });
    }
    for (const { table, rows } of checked) {
      for (const link of table.links ?? []) {
        const values = rows.map((row) => row.values);
        changes.relinked(table, link, await replaceLinks(manager, schema, table, link, values));
      }
    }
    const removed = await inReverse(removals);
    await seed.finish?.(manager, borrowed);
    await manager.query(
      `INSERT INTO ${schema}.seed_loads (digest, loaded_at) VALUES ($1, clock_timestamp())
       ON CONFLICT (digest) DO UPDATE SET loaded_at = excluded.loaded_at`,
      [digest],
    );
    await changes.write(manager, schema, seed.tables, latest === undefined);
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
function digestOf(seed: SeedDefinition, root?: string): string {
  const hash = createHash('sha256').update(`${seed.version} ${process.versions.icu}`);
  hash.update(readFileSync(join(sourceSeed.folder, sourceSeed.table.file)));
  for (const { file } of seed.tables)
    hash.update(file).update(readFileSync(join(seed.folder, file)));
  for (const bytes of borrowedBytes(seed, root)) hash.update(bytes);
  return hash.digest('hex');
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
