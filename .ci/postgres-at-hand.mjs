/** Ends with 0 where a PostgreSQL server with trusted access listens on the standard port of this machine, else with 1. */
import pg from 'pg';

const client = new pg.Client({
  connectionString: 'postgresql://postgres@127.0.0.1:5432/postgres',
  connectionTimeoutMillis: 2_000,
});
try {
  await client.connect();
  await client.end();
} catch {
  process.exit(1);
}
