import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '../batching.ts';
import { nearest } from '../graphql/nearest.ts';
import type { Cell } from './cells.ts';
import type { SeedFileRow, SeedTable } from './definition.ts';
import type { Problems } from './problems.ts';
import { readCsv } from './read.ts';

/** A file of a seed that others may look into: its folder, its name and, where it holds the codes of a type, their column. */
export interface OpenSeedFile {
  readonly folder: string;
  readonly file: string;
  readonly column?: string;
}

/** The codes of every type of the graph, whichever subgraph owns it, as the seed files hold them. */
export type CodeRegistry = ReadonlyMap<string, ReadonlySet<string>>;

/** The folder in which the subgraphs lie side by side. */
export const subgraphsFolder = join(import.meta.dirname, '..', '..', '..');

/** The folders of seeds, in the order of the names of their subgraphs: those with a `codes.json`. */
export function seedFolders(
  root = subgraphsFolder,
): readonly { readonly subgraph: string; readonly folder: string }[] {
  return readdirSync(root)
    .sort()
    .map((subgraph) => ({ subgraph, folder: join(root, subgraph, 'seed') }))
    .filter(({ folder }) => existsSync(join(folder, 'codes.json')));
}

/**
 * The seed files that subgraphs open to each other, by type: a `codes.json` beside a subgraph's seed files says,
 * for each type that others may refer to, which column of which file holds its codes:
 * `{"Mission": {"file": "missions.csv", "column": "code"}}`. A file of rows that have no code of their own stands
 * there without a column: no reference is checked against it, but its rows can be borrowed.
 */
export function openSeedFiles(root = subgraphsFolder): ReadonlyMap<string, OpenSeedFile> {
  const files = new Map<string, OpenSeedFile>();
  for (const { folder } of seedFolders(root)) {
    for (const [type, file] of Object.entries(readCodesFile(folder))) {
      files.set(type, { folder, ...file });
    }
  }
  return files;
}

/**
 * Reads the codes of all seeds. Files are read, never another subgraph's tables: this is how references across
 * subgraphs are checked.
 */
export function readCodeRegistry(problems: Problems, root = subgraphsFolder): CodeRegistry {
  const registry = new Map<string, Set<string>>();
  for (const [type, { folder, file, column }] of openSeedFiles(root)) {
    if (column === undefined) continue;
    const csv = readCsv(folder, file, problems);
    const index = csv.columns.indexOf(column);
    registry.set(type, new Set(csv.rows.map(({ cells }) => cells[index] ?? '')));
  }
  return registry;
}

function readCodesFile(folder: string): Record<string, { file: string; column?: string }> {
  return JSON.parse(readFileSync(join(folder, 'codes.json'), 'utf8'));
}

/** Notes every reference of the rows to a code that its type does not have, with the nearest codes. */
export function checkReferences(
  table: SeedTable,
  rows: readonly SeedFileRow[],
  registry: CodeRegistry,
  problems: Problems,
): void {
  for (const [column, cell] of Object.entries(table.columns)) {
    for (const [type, typed] of groupBy(rows, (row) => typeReferredTo(cell, row))) {
      if (type === undefined) continue;
      const codes = registry.get(type);
      if (codes === undefined) {
        problems.add(table.file, 1, `${column} refers to ${type}, whose codes are not found`);
        continue;
      }
      for (const { line, values } of typed) {
        for (const code of [values[column] ?? []].flat()) {
          if (!codes.has(String(code)) && !cell.besides?.includes(String(code))) {
            problems.add(table.file, line, unknownCode(column, String(code), type, codes));
          }
        }
      }
    }
  }
}

/** The type whose code a row holds in a cell; undefined for a cell that refers to nothing. */
function typeReferredTo(cell: Cell, { values }: SeedFileRow): string | undefined {
  if (cell.refersToTypeIn === undefined) return cell.refersTo;
  return values[cell.refersToTypeIn]?.toString();
}

function unknownCode(
  column: string,
  code: string,
  type: string,
  codes: ReadonlySet<string>,
): string {
  const near = nearest(code, [...codes]);
  const hint = near.length > 0 ? `; did you mean ${near.join(', ')}?` : '';
  return `${column} is "${code}", which no ${type} has${hint}`;
}
