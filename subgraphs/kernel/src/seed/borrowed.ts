import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeedDefinition } from './definition.ts';
import { Problems } from './problems.ts';
import { readCsv } from './read.ts';
import { type OpenSeedFile, openSeedFiles } from './registry.ts';

/** Rows of other seeds' files by type, each cell as it is written; an empty one is an empty text. */
export type BorrowedRows = ReadonlyMap<string, readonly Readonly<Record<string, string>>[]>;

/**
 * The files that a seed borrows, in the order in which it names them. Their owners check them.
 *
 * @param root the folder in which the subgraphs lie side by side.
 * @throws {Error} where no `codes.json` opens a file of the type.
 */
function borrowedFiles(
  { borrows = [] }: SeedDefinition,
  root?: string,
): readonly (OpenSeedFile & { readonly type: string })[] {
  if (borrows.length === 0) return [];
  const open = openSeedFiles(root);
  return borrows.map((type) => {
    const file = open.get(type);
    if (file === undefined) throw new Error(`No codes.json opens a seed file of ${type}`);
    return { type, ...file };
  });
}

/** The bytes of the borrowed files, for the digest of the seed that depends on them. */
export function borrowedBytes(seed: SeedDefinition, root?: string): readonly Buffer[] {
  return borrowedFiles(seed, root).map(({ folder, file }) => readFileSync(join(folder, file)));
}

/**
 * Reads the borrowed files.
 *
 * @throws {SeedError} for a file that is no CSV.
 */
export function readBorrowed(seed: SeedDefinition, root?: string): BorrowedRows {
  const problems = new Problems();
  const rows = borrowedFiles(seed, root).map(({ type, folder, file }) => {
    const csv = readCsv(folder, file, problems);
    const records = csv.rows.map(({ cells }) =>
      Object.fromEntries(csv.columns.map((column, i) => [column, cells[i] ?? ''])),
    );
    return [type, records] as const;
  });
  problems.throwIfAny();
  return new Map(rows);
}
