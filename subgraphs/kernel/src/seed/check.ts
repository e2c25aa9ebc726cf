import type { SeedDefinition, SeedFileRow, SeedTable } from './definition.ts';
import { Problems } from './problems.ts';
import { readTable } from './read.ts';
import { type CodeRegistry, checkReferences, readCodeRegistry } from './registry.ts';
import { sourceSeed } from './source-register.ts';

/** A file of the seed with its rows, read and checked. */
export interface CheckedTable {
  readonly table: SeedTable;
  readonly rows: readonly SeedFileRow[];
}

/**
 * Reads a whole seed and checks every cell, key and reference, those across subgraphs included.
 *
 * @returns the register of sources, then the seed's own files, in the order in which they load.
 * @throws {SeedError} listing every mistake with file, line and reason.
 */
export function checkSeed(seed: SeedDefinition, registry?: CodeRegistry): CheckedTable[] {
  const problems = new Problems();
  const codes = registry ?? readCodeRegistry(problems);
  const checked = [
    { folder: sourceSeed.folder, table: sourceSeed.table },
    ...seed.tables.map((table) => ({ folder: seed.folder, table })),
  ].map(({ folder, table }) => {
    const rows = readTable(folder, table, problems);
    checkReferences(table, rows, codes, problems);
    return { table, rows };
  });
  problems.throwIfAny();
  return checked;
}
