import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import type { SubgraphFetch } from './data-sources/subgraph.ts';
import { createGatewayEngine } from './engine/gateway-engine.ts';
import type { Log } from './log.ts';
import type { Breakers } from './resilience/breakers.ts';
import type { LocalSubgraph, SubgraphExecutor } from './subgraph-request.ts';
import type { TransportShare } from './variants/shared-transports.ts';

/** How a subgraph is reached: over HTTP at a URL, or in this process by a function or by its schema. */
export type SubgraphAddress = string | SubgraphExecutor | LocalSubgraph;

/** What executes plans: our compiled engine, or the executor of `@apollo/gateway`. Both plan alike. */
export type EngineKind = 'compiled' | 'stock';

/** What plans and runs operations is made of. */
export interface EngineOptions {
  readonly supergraphSdl: string;
  /** By name; a subgraph that is not named here is reached at the URL that stands in the supergraph. */
  readonly subgraphs: Readonly<Record<string, SubgraphAddress>>;
  readonly timeoutMs: number;
  readonly breakers: Breakers;
  readonly log: Log;
  /** Whether equal queries that are under way at the same time are run once; by the compiled engine alone. */
  readonly sharing: boolean;
  readonly onFetch?: ((fetch: SubgraphFetch) => void) | undefined;
  /** Lets several engines ask over the same connections. */
  readonly share?: TransportShare | undefined;
}

/** What plans and runs operations, in the form in which Apollo Server takes it. */
export type Engine = ApolloServerOptionsWithGateway<BaseContext>['gateway'] & {
  /**
   * Takes a new supergraph; requests under way end on the old one.
   *
   * @throws when it is none; the old one stays then.
   */
  readonly update: (supergraphSdl: string) => void;
};

/** The engine of a kind. The stock one is loaded where it is asked for: its many modules are half a second of every start. */
export async function createEngine(kind: EngineKind, options: EngineOptions): Promise<Engine> {
  if (kind === 'compiled') return createGatewayEngine(options);
  const { createStockEngine } = await import('./stock-engine.ts');
  return createStockEngine(options);
}
