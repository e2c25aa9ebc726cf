import { readServiceConfig } from '../config.ts';
import { consoleLogger } from '../log.ts';
import type { Subgraph } from '../subgraph.ts';
import { serveHttp } from './http.ts';
import { startService } from './service.ts';

/** The longest that an ending process waits for what is under way, in milliseconds. */
const patience = 10_000;

/**
 * Runs a subgraph as a process of its own until SIGINT or SIGTERM: reads the environment, migrates, seeds,
 * serves. Ends with 1 and one line on standard error when it cannot start.
 */
export async function runSubgraph(subgraph: Subgraph, defaultPort: number): Promise<void> {
  try {
    const config = readServiceConfig(subgraph.name, defaultPort);
    const service = await startService(subgraph, { databaseUrl: config.databaseUrl });
    const server = await serveHttp(service, config);
    consoleLogger.info(`${subgraph.name} is ready at ${server.url}`);
    const end = (): void => {
      setTimeout(() => process.exit(1), patience).unref();
      server.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  } catch (error) {
    consoleLogger.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
