import pg from 'pg';
import type { DataSource, MigrationInterface } from 'typeorm';

/** A migration of TypeORM: its class name ends in the time at which it was written. */
export type MigrationClass = new () => MigrationInterface;

/** The advisory lock that starters of one schema queue at: any number, the same for all of them. */
const lockSpace = 0x6e697279;

/**
 * Runs a task while no other starter runs one for the same schema; a second one waits.
 *
 * The lock is a session lock on a client of its own, so that it outlives the transactions inside and ends
 * with the process, however that ends.
 */
export async function withSchemaLock<T>(
  url: string,
  schema: string,
  task: () => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `niryat-${schema}-lock`,
  });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [lockSpace, schema]);
    return await task();
  } finally {
    await client.end();
  }
}

/**
 * Brings a schema up to date: creates it and runs the migrations that have not run yet, each in a
 * transaction of its own. A second call changes nothing.
 *
 * @returns the names of the migrations that ran.
 * @throws {Error} when the server cannot hold Hindi text as it must, or a migration fails (it is rolled back).
 */
export async function migrate(db: DataSource, schema: string): Promise<string[]> {
  await requireUsableServer(db);
  await db.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
  const done = await db.runMigrations({ transaction: 'each' });
  return done.map((migration) => migration.name);
}

/** The versions of PostgreSQL that the project is tried on. */
const oldestMajor = 15;

/**
 * With the ctype `C`, PostgreSQL takes no Devanagari sign for a letter: trigrams find nothing and case
 * folding stops at ASCII, without any error. Such a database is refused at the door.
 */
async function requireUsableServer(db: DataSource): Promise<void> {
  const [found]: { version: string; encoding: string; letter: boolean }[] = await db.query(
    `SELECT current_setting('server_version_num') AS version,
            current_setting('server_encoding') AS encoding,
            'द' ~ '[[:alpha:]]' AS letter`,
  );
  const major = Math.floor(Number(found?.version) / 10_000);
  if (major < oldestMajor) {
    throw new Error(`PostgreSQL ${major} is too old: ${oldestMajor} to 18 are supported.`);
  }
  if (found?.encoding !== 'UTF8' || !found.letter) {
    throw new Error(
      `The database does not know Devanagari letters (encoding ${found?.encoding}): create it with ` +
        "ENCODING 'UTF8' and a UTF-8 ctype, such as LOCALE 'C.UTF-8' TEMPLATE template0.",
    );
  }
}
