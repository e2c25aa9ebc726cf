import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../graphql/nearest.ts';
import type { SeedFileRow, SeedTable } from './definition.ts';
import type { Problems } from './problems.ts';
import { readCsv } from './read.ts';

/** The codes of every type of the graph, whichever subgraph owns it, as the seed files hold them. */
export type CodeRegistry = ReadonlyMap<string, ReadonlySet<string>>;

/** The folder in which the subgraphs lie side by side. */
export const subgraphsFolder = join(import.meta.dirname, '..', '..', '..');

/**
 * Reads the codes of all seeds: a `codes.json` beside a subgraph's seed files says, for each type that others
 * may refer to, which column of which file holds its codes: `{"Mission": {"file": "missions.csv", "column": "code"}}`.
 *
 * Files are read, never another subgraph's tables: this is how references across subgraphs are checked.
 */
export function readCodeRegistry(problems: Problems, root = subgraphsFolder): CodeRegistry {
  const registry = new Map<string, Set<string>>();
  for (const entry of readdirSync(root).sort()) {
    const folder = join(root, entry, 'seed');
    if (!existsSync(join(folder, 'codes.json'))) continue;
    for (const [type, { file, column }] of Object.entries(readCodesFile(folder))) {
      const csv = readCsv(folder, file, problems);
      const index = csv.columns.indexOf(column);
      registry.set(type, new Set(csv.rows.map(({ cells }) => cells[index] ?? '')));
    }
  }
  return registry;
}

function readCodesFile(folder: string): Record<string, { file: string; column: string }> {
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
    if (cell.refersTo === undefined) continue;
    const codes = registry.get(cell.refersTo);
    if (codes === undefined) {
      problems.add(
        table.file,
        1,
        `${column} refers to ${cell.refersTo}, whose codes are not found`,
      );
      continue;
    }
    for (const { line, values } of rows) {
      for (const code of [values[column] ?? []].flat()) {
        if (!codes.has(String(code)) && !cell.besides?.includes(String(code))) {
          problems.add(table.file, line, unknownCode(column, String(code), cell.refersTo, codes));
        }
      }
    }
  }
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
