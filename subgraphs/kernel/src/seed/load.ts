import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { borrowedBytes, readBorrowed } from './borrowed.ts';
import type { SeedValue } from './cells.ts';
import { checkSeed } from './check.ts';
import type { SeedDefinition, SeedTable } from './definition.ts';
import { codeColumn } from './feed.ts';
import { GatheredChanges, type Owners } from './gathered.ts';
import { keyOf } from './read.ts';
import { SeedLoadEntity } from './records.ts';
import type { CodeRegistry } from './registry.ts';
import type { SeedReport } from './report.ts';
import { type SiblingFiles, siblingFiles } from './siblings.ts';
import { sourceSeed } from './source-register.ts';
import { differences, removeDropped, replaceLinks, upsert } from './write.ts';

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
  const siblings = siblingFiles(seed, schema, root);
  const digest = digestOf(seed, siblings, root);
  const [latest] = await db
    .getRepository(SeedLoadEntity)
    .find({ order: { loadedAt: 'DESC' }, take: 1 });
  if (latest?.digest === digest) return [];
  const checked = checkSeed(seed, registry);
  const borrowed = readBorrowed(seed, root);
  return db.transaction(async (manager) => {
    const changes = new GatheredChanges();
    await changes.readLinks(manager, schema, seed.tables);
    const written: { readonly inserted: readonly Owners[]; readonly updated: readonly Owners[] }[] =
      [];
    const removals: (() => Promise<number>)[] = [];
    for (const { table, rows } of checked) {
      const records = rows.map((row) => recordOf(table, row.line, row.values));
      const keys = rows.map(({ values }) => keyOf(table, values));
      changes.updated(table, await differences(manager, schema, table, records));
      const changed = await upsert(manager, schema, table, records);
      changes.inserted(table, changed.inserted);
      written.push(changed);
      removals.push(async () => {
        const { dropped, removed } = await removeDropped(manager, schema, table, keys);
        changes.removed(table, removed);
        return dropped;
      });
    }
    const relinked: Owners[][] = [];
    for (const { table, rows } of checked) {
      const values = rows.map((row) => row.values);
      const others: Owners[] = [];
      for (const link of table.links ?? []) {
        const differing = await replaceLinks(manager, schema, table, link, values);
        changes.relinked(table, link, differing);
        others.push(...differing);
      }
      relinked.push(others);
    }
    const removed = await inReverse(removals);
    await changes.readLinks(manager, schema, seed.tables);
    const reports = checked.map(({ table, rows }, i): SeedReport => {
      const { inserted = [], updated = [] } = written[i] ?? {};
      return {
        file: table.file,
        rows: rows.length,
        inserted: inserted.length,
        updated: updated.length + onlyRelinked(table, relinked[i] ?? [], [...inserted, ...updated]),
        removed: removed[i] ?? 0,
      };
    });
    const isFirst = latest === undefined;
    await seed.finish?.(manager, borrowed, { reports, isFirst, siblings });
    await manager.query(
      `INSERT INTO ${schema}.seed_loads (digest, loaded_at) VALUES ($1, clock_timestamp())
       ON CONFLICT (digest) DO UPDATE SET loaded_at = excluded.loaded_at`,
      [digest],
    );
    await changes.write(manager, schema, seed.tables, isFirst);
    return reports;
  });
}

/** How many rows a load changed in their lists alone. */
function onlyRelinked(
  table: SeedTable,
  relinked: readonly Owners[],
  written: readonly Owners[],
): number {
  if (relinked.length === 0) return 0;
  const key = codeColumn(table);
  const known = new Set(written.map((row) => row[key]));
  return new Set(relinked.map((row) => row[key]).filter((code) => !known.has(code))).size;
}

/** Rows that refer to others go before those: the last file first. Results in the order given. */
async function inReverse(tasks: readonly (() => Promise<number>)[]): Promise<number[]> {
  const results: number[] = [];
  for (const task of [...tasks].reverse()) results.unshift(await task());
  return results;
}

/** The digest of everything that a load depends on. Names of countries come from ICU, so its version counts. */
function digestOf(seed: SeedDefinition, siblings: SiblingFiles, root?: string): string {
  const hash = createHash('sha256').update(`${seed.version} ${process.versions.icu}`);
  hash.update(readFileSync(join(sourceSeed.folder, sourceSeed.table.file)));
  for (const { file } of seed.tables)
    hash.update(file).update(readFileSync(join(seed.folder, file)));
  for (const bytes of borrowedBytes(seed, root)) hash.update(bytes);
  for (const [file, digest] of siblings) hash.update(file).update(digest);
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
