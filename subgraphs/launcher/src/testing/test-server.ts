/** Runs an embedded PostgreSQL for a test run: prints its address, and ends with its standard input. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@niryat/embedded-postgres';

const dataDir = mkdtempSync(join(tmpdir(), 'niryat-tests-'));
const server = await startEmbeddedPostgres({ dataDir });
console.log(server.url('postgres'));
process.stdin.resume();
process.stdin.once('end', async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
