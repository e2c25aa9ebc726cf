import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@niryat/embedded-postgres';
import type { DatabaseConfig } from './config.ts';

/** The one database that all contestants ask. */
export interface Database {
  readonly url: string;
  /** Its main process; undefined for a server that is not ours. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** The database that is configured, or the embedded one on a folder of the benchmark's own. */
export async function provideDatabase(
  config: DatabaseConfig,
  report: (line: string) => void,
): Promise<Database> {
  if (config.url) return { url: config.url, pid: undefined, stop: async () => {} };
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, report });
  const pid = Number.parseInt(readFileSync(join(config.dataDir, 'postmaster.pid'), 'utf8'), 10);
  return { url: server.url('postgres'), pid, stop: () => server.stop() };
}
