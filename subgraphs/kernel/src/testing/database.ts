import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testServerUrl } from './config.ts';

/** A database for one test file. */
export interface TestDatabase {
  readonly url: string;
  /** Takes it away, open connections included. */
  drop(): Promise<void>;
}

/** The same connection string with another database. */
function withDatabase(url: string, database: string): string {
  return url.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: testServerUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Makes an empty database on the server of the run, or a copy of `template`, to which nobody may be connected.
 *
 * Its ctype is UTF-8 whatever the server's default is: trigrams need it for Devanagari.
 */
export async function createTestDatabase(template?: string): Promise<TestDatabase> {
  const name = `niryat_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const from =
    template === undefined
      ? "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
      : `TEMPLATE ${template}`;
  await onServer(`CREATE DATABASE ${name} ${from}`);
  return {
    url: withDatabase(testServerUrl(), name),
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
