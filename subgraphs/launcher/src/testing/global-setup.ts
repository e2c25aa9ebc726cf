import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';

/** Set here, called by the global tear-down of the same process. */
declare global {
  var endTestServer: (() => Promise<void>) | undefined;
}

const script = join(import.meta.dirname, 'test-server.ts');

/**
 * Gives the run a PostgreSQL server: the one of `TEST_DATABASE_URL`, or an embedded one on a folder of its own.
 *
 * The embedded one lives in a process of its own, which ends when its standard input does: whatever becomes of
 * the run, no server stays behind.
 */
export default async function globalSetup(): Promise<void> {
  process.env.NIRYAT_TEST_RUN = randomBytes(4).toString('hex');
  if (process.env.TEST_DATABASE_URL) {
    process.env.NIRYAT_TEST_SERVER_URL = process.env.TEST_DATABASE_URL;
    return;
  }
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The embedded database of the tests did not start (exit code ${code}).`);
    }),
  ]);
  process.env.NIRYAT_TEST_SERVER_URL = String(line).trim();
  globalThis.endTestServer = async () => {
    child.stdin.end();
    await once(child, 'exit');
  };
}
