import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeedDefinition } from './definition.ts';
import { seedFolders } from './registry.ts';
import { sourceSeed } from './source-register.ts';

/** SHA-256 of each file, by its folder and name: `partners/organisations.csv`. */
export type SiblingFiles = ReadonlyMap<string, string>;

/**
 * The seed files of the subgraphs beside one, if its seed follows them. The register of sources is no sibling's: every
 * seed loads it.
 *
 * @param name the folder of the subgraph itself.
 * @param root the folder in which the subgraphs lie side by side.
 */
export function siblingFiles(
  { followsSiblings = false }: SeedDefinition,
  name: string,
  root?: string,
): SiblingFiles {
  if (!followsSiblings) return new Map();
  return new Map(
    seedFolders(root)
      .filter(({ subgraph, folder }) => subgraph !== name && folder !== sourceSeed.folder)
      .flatMap(({ subgraph, folder }) =>
        readdirSync(folder)
          .filter((file) => file.endsWith('.csv'))
          .sort()
          .map((file): [string, string] => [`${subgraph}/${file}`, digestOf(join(folder, file))]),
      ),
  );
}

const digestOf = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');
