import { columnsOf } from '@niryat/kernel';
import type { DataSource, EntityManager } from 'typeorm';
import { type DatasetVersion, DatasetVersionEntity } from '../entities/trade-import.ts';

/** The newest versions of the data, newest first; where an instant is given, those published after it. */
export function datasetVersions(
  db: DataSource,
  first: number,
  since: string | null = null,
): Promise<DatasetVersion[]> {
  return db.query(
    `SELECT ${columnsOf(db, DatasetVersionEntity, 'v')} FROM products.dataset_versions v
     WHERE $2::timestamptz IS NULL OR v.published_at > $2 ORDER BY v.version DESC LIMIT $1`,
    [first, since],
  );
}

/**
 * Notes that the data have changed, in the transaction that changes them: the next version, with what came in.
 *
 * Numbers leave no gaps: the lock lets one writer at a time take the next, and a version of a transaction that
 * fails was never there.
 */
export async function publishVersion(manager: EntityManager, note: string): Promise<string> {
  await manager.query('LOCK TABLE products.dataset_versions IN SHARE ROW EXCLUSIVE MODE');
  const [row]: { version: string }[] = await manager.query(
    `INSERT INTO products.dataset_versions (version, published_at, note)
     SELECT coalesce(max(version), 0) + 1, clock_timestamp(), $1 FROM products.dataset_versions
     RETURNING version`,
    [note],
  );
  return row?.version ?? '';
}
