import { ApolloGateway } from '@apollo/gateway';
import { disableTelemetry } from './config.ts';
import { httpExecutor } from './data-sources/http.ts';
import { localExecutor } from './data-sources/local.ts';
import { SubgraphDataSource } from './data-sources/subgraph.ts';
import type { Engine, EngineOptions } from './gateway.ts';
import { apolloLogger } from './log.ts';

/** The engine of `@apollo/gateway`: its planner and its executor. The one place that knows of it. */
export function createStockEngine(options: EngineOptions): Engine {
  disableTelemetry();
  let take: ((supergraphSdl: string) => void) | undefined;
  const gateway = new ApolloGateway({
    supergraphSdl: async ({ update }) => {
      take = update;
      return { supergraphSdl: options.supergraphSdl };
    },
    logger: apolloLogger(options.log),
    // Otherwise a header makes the gateway print query plans to anyone, except in production.
    __exposeQueryPlanExperimental: false,
    // Its spans are made wherever tracing is on; neither documents nor messages of errors stand in them.
    telemetry: { includeDocument: false, recordExceptions: false },
    buildService: ({ name, url }) => dataSource(name, url, options),
  });
  return Object.assign(gateway, {
    update(supergraphSdl: string): void {
      if (!take) throw new Error('The engine was given a new supergraph before it had loaded one.');
      take(supergraphSdl);
    },
  });
}

/** @throws when neither the options nor the supergraph say where the subgraph is. */
function dataSource(service: string, url: string | undefined, options: EngineOptions) {
  const { subgraphs, timeoutMs, breakers, log, onFetch } = options;
  const address = (Object.hasOwn(subgraphs, service) && subgraphs[service]) || url;
  if (!address) throw new Error(`The supergraph has no URL for its subgraph "${service}".`);
  const execute =
    typeof address === 'string'
      ? httpExecutor(address)
      : localExecutor(typeof address === 'function' ? address : address.execute);
  return new SubgraphDataSource({ service, execute, timeoutMs, breakers, log, onFetch });
}
