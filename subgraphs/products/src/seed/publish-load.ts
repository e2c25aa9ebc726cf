import type { SeedInProgress, SeedReport, SiblingFiles } from '@niryat/kernel';
import type { EntityManager } from 'typeorm';
import type { SiblingFile } from '../entities/trade-import.ts';
import { publishVersion } from '../queries/dataset-versions.ts';

/**
 * Publishes a version of the data for a load of the seed. This subgraph alone keeps count of versions, so its seed is
 * loaded again by a correction in any other: their files are read, never their tables.
 */
export async function publishLoad(manager: EntityManager, load: SeedInProgress): Promise<void> {
  await publishVersion(manager, noteOf(load, await correctedSiblings(manager, load.siblings)));
}

/** What came in, in a sentence; of a sibling's file its name alone, as its rows are counted where they are loaded. */
function noteOf(
  { reports, isFirst }: SeedInProgress,
  corrected: readonly string[] | undefined,
): string {
  if (isFirst) {
    const rows = reports.reduce((sum, report) => sum + report.rows, 0);
    return `The seed of facts was loaded for the first time: ${rows} rows of ${reports.length} files.`;
  }
  const files = [...reports.flatMap(told), ...(corrected ?? [])];
  if (files.length > 0) return `The seed of facts was corrected: ${files.join(', ')}.`;
  return corrected === undefined
    ? 'The seed of facts was loaded again: from here on versions count the corrections of all its files.'
    : 'The seed of facts was loaded again by other rules: none of its rows changed.';
}

/** A file with what became of its rows; none for one of which none changed. */
function told({ file, inserted, updated, removed }: SeedReport): string[] {
  const counts = [
    [inserted, 'new'],
    [updated, 'changed'],
    [removed, 'removed'],
  ] as const;
  const some = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return some.length > 0 ? [`${file} (${some.join(', ')})`] : [];
}

/**
 * The files of other subgraphs that are new, read otherwise or are gone since the last version, by name; they are noted
 * as they are now. Undefined where nothing was noted yet, as in a database from before that was done: nobody can say.
 */
async function correctedSiblings(
  manager: EntityManager,
  siblings: SiblingFiles,
): Promise<readonly string[] | undefined> {
  const rows: SiblingFile[] = await manager.query(
    'SELECT file, digest FROM products.sibling_files',
  );
  const before = new Map(rows.map(({ file, digest }) => [file, digest]));
  await manager.query('DELETE FROM products.sibling_files');
  await manager.query(
    'INSERT INTO products.sibling_files (file, digest) SELECT * FROM unnest($1::text[], $2::text[])',
    [[...siblings.keys()], [...siblings.values()]],
  );
  if (before.size === 0) return undefined;
  return [...new Set([...before.keys(), ...siblings.keys()])]
    .filter((file) => before.get(file) !== siblings.get(file))
    .sort();
}
