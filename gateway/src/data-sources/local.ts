import { GraphQLError } from 'graphql';
import type { SubgraphError, SubgraphExecutor } from '../subgraph-request.ts';

/**
 * Makes the answer of a subgraph in this process equal to the one it would send: errors as plain
 * objects, without what only the process knows (stacks, the errors they came from).
 */
export const localExecutor =
  (execute: SubgraphExecutor): SubgraphExecutor =>
  async (request) => {
    const { errors, ...response } = await execute(request);
    return errors ? { ...response, errors: errors.map(asSent) } : response;
  };

const asSent = (error: SubgraphError): SubgraphError =>
  error instanceof GraphQLError ? error.toJSON() : error;
