import { startEmbeddedPostgres } from '@niryat/embedded-postgres';
import type { LauncherConfig, SubgraphName } from './config.ts';

/** The database of a run. */
export interface ProvidedDatabase {
  readonly urls: Readonly<Record<SubgraphName, string>>;
  /** Ends the embedded server; does nothing for a server that is not ours. */
  stop(): Promise<void>;
}

/**
 * The database of a run: the one of the configuration, or the embedded one.
 *
 * @param report told what is being done, a line each.
 * @throws {Error} saying what to do where the embedded one cannot run or is held by another process.
 */
export async function provideDatabase(
  config: Pick<LauncherConfig, 'databaseUrls' | 'dataDir'>,
  report: (line: string) => void,
): Promise<ProvidedDatabase> {
  if (config.databaseUrls) return { urls: config.databaseUrls, stop: async () => {} };
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, report });
  const url = server.url('postgres');
  return { urls: { products: url, partners: url, events: url }, stop: () => server.stop() };
}
