import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObjectType } from 'graphql';
import type { SeedDefinition } from '../seed/definition.ts';
import { fieldsOf, seenColumns } from '../seed/feed.ts';
import { subgraphSchema } from '../server/schema.ts';
import type { Subgraph } from '../subgraph.ts';

/** The fields that the feed of changes could name and the schema does not have, each as `Type.field`. */
export function fieldsAmiss(subgraph: Subgraph): string[] {
  const schema = subgraphSchema(subgraph);
  const named = subgraph.seed.tables.flatMap((table) => [
    ...(table.parts ?? []).map(({ of, field }) => ({ type: of, field })),
    ...seenColumns(table).flatMap((column) =>
      table.record
        ? fieldsOf(table, column).map((field) => ({ type: table.record?.type ?? '', field }))
        : [],
    ),
  ]);
  return named
    .filter(({ type, field }) => {
      const known = schema.getType(type);
      return !isObjectType(known) || known.getFields()[field] === undefined;
    })
    .map(({ type, field }) => `${type}.${field}`);
}

/** The table of the search index that every subgraph's aliases fill: words by which records are found, shown nowhere. */
const unseenTable = 'search_aliases';

/**
 * The files of which the feed of changes tells nothing although no reason for that is stated, and those with a
 * reason of which it tells.
 */
export function untoldAmiss({ seed }: Pick<Subgraph, 'seed'>): string[] {
  return seed.tables
    .filter(({ table }) => table !== unseenTable)
    .filter(({ record, parts = [], untold }) => {
      const isTold = record !== undefined || parts.length > 0;
      return isTold === (untold !== undefined);
    })
    .map(({ file }) => file);
}

/** A copy of a seed in which some files read otherwise; `remove` takes it away. */
export function correctedSeed(
  seed: SeedDefinition,
  corrections: Readonly<Record<string, (text: string) => string>>,
): { readonly seed: SeedDefinition; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'niryat-corrected-'));
  cpSync(seed.folder, folder, { recursive: true });
  for (const [file, correct] of Object.entries(corrections)) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const corrected = correct(text);
    if (corrected === text) throw new Error(`The correction of ${file} changes nothing.`);
    writeFileSync(path, corrected);
  }
  return { seed: { ...seed, folder }, remove: () => rmSync(folder, { recursive: true }) };
}
