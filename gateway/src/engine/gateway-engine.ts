import { clientError } from '../data-sources/answer.ts';
import type { EngineOptions, SubgraphAddress } from '../gateway.ts';
import type { SubgraphError } from '../subgraph-request.ts';
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
  const { supergraphSdl, subgraphs, timeoutMs, log, onFetch, share } = options;
  return createCompiledEngine({
    supergraphSdl,
    timeoutMs,
    answers: 'text',
    transport: ({ name, url }) => {
      const address = (Object.hasOwn(subgraphs, name) && subgraphs[name]) || url;
      if (!address) throw new Error(`The supergraph has no URL for its subgraph "${name}".`);
      return share ? share(address, transportTo) : transportTo(address);
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

function transportTo(address: SubgraphAddress): Transport {
  if (typeof address === 'string') return httpTransport(address);
  if (typeof address === 'function') return functionTransport(address);
  return localTransport({
    schema: address.schema,
    contextOf: ({ headers }) => address.contextOf(headers),
    formatError: (error) => address.formatError(error.toJSON(), error) satisfies SubgraphError,
  });
}
