import { readServiceConfig } from '../config.ts';
import { consoleLogger } from '../log.ts';
import type { Subgraph } from '../subgraph.ts';
import { endWith, failWith } from './ending.ts';
import { serveHttp } from './http.ts';
import { startService } from './service.ts';

/**
 * Runs a subgraph as a process of its own until SIGINT or SIGTERM: reads the environment, migrates, seeds,
 * serves. Ends with 1 and one line on standard error when it cannot start.
 */
export async function runSubgraph(subgraph: Subgraph, defaultPort: number): Promise<void> {
  try {
    const config = readServiceConfig(subgraph.name, defaultPort);
    const service = await startService(subgraph, {
      databaseUrl: config.databaseUrl,
      traces: config.traces,
    });
    const server = await serveHttp(service, config);
    endWith(() => server.stop());
    consoleLogger.info(`${subgraph.name} is ready at ${server.url}`);
    process.send?.({ ready: server.url });
  } catch (error) {
    failWith(error);
  }
}
