import { ApolloServer } from '@apollo/server';
import type { LocalSubgraph } from '@niryat/gateway';
import { type ShopSubgraph, shopSchema } from '../shop/subgraphs.ts';

/** A subgraph of the shop for a gateway in the same process, reached as the project reaches its own. */
export async function shopInProcess(name: ShopSubgraph): Promise<LocalSubgraph> {
  const schema = shopSchema(name);
  const server = new ApolloServer({ schema, stopOnTerminationSignals: false });
  await server.start();
  return {
    schema,
    contextOf: () => ({}),
    formatError: (formatted) => formatted,
    execute: async ({ query, variables, operationName }) => {
      const { body } = await server.executeOperation({
        query,
        ...(variables && { variables }),
        ...(operationName && { operationName }),
      });
      if (body.kind !== 'single') throw new Error('A subgraph answers in one piece.');
      return body.singleResult;
    },
  };
}
