import { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { disableTelemetry } from './config.ts';
import { httpExecutor } from './data-sources/http.ts';
import { localExecutor } from './data-sources/local.ts';
import { SubgraphDataSource, type SubgraphFetch } from './data-sources/subgraph.ts';
import { apolloLogger, type Log } from './log.ts';
import type { SubgraphExecutor } from './subgraph-request.ts';

/** How a subgraph is reached: over HTTP at a URL, or in this process by a function. */
export type SubgraphAddress = string | SubgraphExecutor;

/** What plans and runs operations is made of. */
export interface EngineOptions {
  readonly supergraphSdl: string;
  /** By name; a subgraph that is not named here is reached at the URL that stands in the supergraph. */
  readonly subgraphs: Readonly<Record<string, SubgraphAddress>>;
  readonly timeoutMs: number;
  readonly log: Log;
  readonly onFetch?: ((fetch: SubgraphFetch) => void) | undefined;
}

/** What plans and runs operations, in the form in which Apollo Server takes it. */
export type Engine = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/** The engine of `@apollo/gateway`: its planner and its executor. The one place that knows of it. */
export function createEngine(options: EngineOptions): Engine {
  const { supergraphSdl, log } = options;
  disableTelemetry();
  return new ApolloGateway({
    supergraphSdl,
    logger: apolloLogger(log),
    // Otherwise a header makes the gateway print query plans to anyone, except in production.
    __exposeQueryPlanExperimental: false,
    buildService: ({ name, url }) => dataSource(name, url, options),
  });
}

/** @throws when neither the options nor the supergraph say where the subgraph is. */
function dataSource(service: string, url: string | undefined, options: EngineOptions) {
  const { subgraphs, timeoutMs, log, onFetch } = options;
  const address = (Object.hasOwn(subgraphs, service) && subgraphs[service]) || url;
  if (!address) throw new Error(`The supergraph has no URL for its subgraph "${service}".`);
  const execute = typeof address === 'string' ? httpExecutor(address) : localExecutor(address);
  return new SubgraphDataSource({ service, execute, timeoutMs, log, onFetch });
}
