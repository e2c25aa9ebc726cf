import type { SubgraphExecutor } from '../../subgraph-request.ts';
import { allVariables, type Transport } from './transport.ts';

/** A subgraph behind a function, in this process or wherever the function goes. */
export const functionTransport = (execute: SubgraphExecutor): Transport => ({
  representations: 'object',
  prepare:
    ({ text, name }) =>
    (call) =>
      execute({
        query: text,
        variables: allVariables(call),
        ...(name !== undefined && { operationName: name }),
        headers: call.headers,
        signal: call.cancellation.signal(),
      }),
  close: async () => undefined,
});
