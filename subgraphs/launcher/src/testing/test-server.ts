/** Runs an embedded PostgreSQL for a test run: prints its address, and ends with its standard input. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@niryat/embedded-postgres';
import pg from 'pg';

const dataDir = mkdtempSync(join(tmpdir(), 'niryat-tests-'));
const server = await startEmbeddedPostgres({ dataDir });
await doWithoutSafety(server.url('postgres'));
console.log(server.url('postgres'));
process.stdin.resume();
process.stdin.once('end', async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});

/** What keeps data when the machine fails costs time, and no test outlives its machine. */
async function doWithoutSafety(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    await client.query(`ALTER SYSTEM SET ${setting} = off`);
  }
  await client.query('SELECT pg_reload_conf()');
  await client.end();
}
