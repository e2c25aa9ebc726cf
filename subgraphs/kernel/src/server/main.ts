import { startTelemetry } from '@niryat/telemetry';
import { readServiceConfig } from '../config.ts';
import { processLogger } from '../log.ts';
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
    const log = processLogger(subgraph.name);
    const telemetry = await startTelemetry();
    const { databaseUrl, traces } = config;
    const service = await startService(subgraph, { databaseUrl, traces, log });
    const server = await serveHttp(service, config);
    endWith(async () => {
      await server.stop(config.drainDelayMs);
      await telemetry.stop();
    });
    if (telemetry.metricsUrl) log.info(`${subgraph.name} has metrics at ${telemetry.metricsUrl}`);
    log.info(`${subgraph.name} is ready at ${server.url}`);
    process.send?.({ ready: server.url });
  } catch (error) {
    failWith(error);
  }
}
