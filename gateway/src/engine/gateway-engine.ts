import { watchHttpPool } from '@niryat/telemetry';
import { REQUEST_ID } from '../context.ts';
import { clientError } from '../data-sources/answer.ts';
import type { EngineOptions, SubgraphAddress } from '../gateway.ts';
import type { SubgraphError } from '../subgraph-request.ts';
import { engineTrace, tracedHttp, tracedLocal } from '../telemetry/engine.ts';
import { type CompiledEngine, createCompiledEngine } from './engine.ts';
import { functionTransport } from './transport/function.ts';
import { httpTransport } from './transport/http.ts';
import { localTransport } from './transport/local.ts';
import type { Transport } from './transport/transport.ts';

/**
 * The compiled engine with the rules of this gateway: which extensions of errors pass, what is logged,
 * who is told of fetches. Its answers are text; the server needs `stringifyResult: stringifyAnswer`.
 *
 * @throws while loading, when neither the options nor the supergraph say where a subgraph is.
 */
export function createGatewayEngine(options: EngineOptions): CompiledEngine {
  const { supergraphSdl, subgraphs, timeoutMs, breakers, log, sharing, onFetch, share } = options;
  return createCompiledEngine({
    supergraphSdl,
    timeoutMs,
    breakers,
    answers: 'text',
    share: sharing ? { ignoredHeaders: [REQUEST_ID] } : undefined,
    trace: engineTrace(),
    transport: ({ name, url }) => {
      const address = (Object.hasOwn(subgraphs, name) && subgraphs[name]) || url;
      if (!address) throw new Error(`The supergraph has no URL for its subgraph "${name}".`);
      const way = (to: SubgraphAddress) => transportTo(name, to);
      return share ? share(address, way) : way(address);
    },
    hooks: {
      ...(onFetch && {
        willSend: ({ service, query, variables, operationName, headers }) =>
          onFetch({
            service,
            query,
            variables,
            headers,
            ...(operationName !== undefined && { operationName }),
          }),
      }),
      didFail: (service, fault) => log.warn(`the subgraph "${service}" did not answer`, fault),
      present: clientError,
    },
  });
}

function transportTo(subgraph: string, address: SubgraphAddress): Transport {
  if (typeof address === 'string') {
    return tracedHttp(httpTransport(address, { onPool: (pool) => watchHttpPool(subgraph, pool) }));
  }
  if (typeof address === 'function') return functionTransport(address);
  const transport = localTransport({
    schema: address.schema,
    contextOf: ({ headers, cancellation }) => address.contextOf(headers, cancellation),
    formatError: (error) => address.formatError(error.toJSON(), error) satisfies SubgraphError,
  });
  return tracedLocal(subgraph, transport);
}
