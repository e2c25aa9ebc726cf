import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testRun } from './config.ts';

/** A database of the test run. */
export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  /** Takes it away, open connections included. */
  drop(): Promise<void>;
}

/** The same connection string with another database. */
function withDatabase(url: string, database: string): string {
  return url.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
}

/** Runs a task on a connection to the server of the run, outside of any of its databases. */
async function onServer<T>(task: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: testRun().serverUrl });
  await client.connect();
  try {
    return await task(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes an empty database on the server of the run, or a copy of `template`, to which nobody may be connected.
 *
 * Its ctype is UTF-8 whatever the server's default is: trigrams need it for Devanagari.
 */
export async function createTestDatabase(template?: TestDatabase): Promise<TestDatabase> {
  const database = named(randomBytes(4).toString('hex'));
  await onServer((client) => create(client, database.name, template?.name));
  return database;
}

/**
 * A database that is made once for the whole run: the first test file that asks fills it, the others wait.
 * Only to be copied: nobody stays connected to it.
 */
export function templateDatabase(
  purpose: string,
  fill: (url: string) => Promise<void>,
): Promise<TestDatabase> {
  const database = named(purpose);
  return onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [database.name]);
    const { rowCount } = await client.query(
      `SELECT FROM pg_shdescription JOIN pg_database d ON d.oid = objoid
       WHERE datname = $1 AND description = 'filled'`,
      [database.name],
    );
    if (rowCount === 0) {
      await create(client, database.name);
      await fill(database.url);
      await client.query(`COMMENT ON DATABASE ${database.name} IS 'filled'`);
    }
    return database;
  });
}

function named(suffix: string): TestDatabase {
  const { serverUrl, name: run } = testRun();
  const name = `niryat_test_${run}_${suffix}`;
  return {
    name,
    url: withDatabase(serverUrl, name),
    drop: () =>
      onServer(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

async function create(client: pg.Client, name: string, template?: string): Promise<void> {
  const from = template ?? "template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'";
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`);
}
