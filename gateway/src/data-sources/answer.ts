import type { GraphQLFormattedError } from 'graphql';
import { publicExtensions } from '../errors.ts';
import type { SubgraphError, SubgraphRequest, SubgraphResponse } from '../subgraph-request.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keys of the entities that a request asks for; undefined when it asks for none. */
export function representations({
  query,
  variables,
}: SubgraphRequest): readonly unknown[] | undefined {
  // A client may well have a variable of that name in a query of its own.
  const asked = query.includes('_entities(') ? variables.representations : undefined;
  return Array.isArray(asked) ? asked : undefined;
}

/**
 * Checks that an answer is GraphQL, and one to this request: data or errors, and as many entities as
 * were asked for.
 *
 * @throws an `Error` that says what is wrong with it.
 */
export function checkAnswer(response: SubgraphResponse, request: SubgraphRequest): void {
  const { data, errors }: { data?: unknown; errors?: unknown } = isObject(response) ? response : {};
  if (errors !== undefined && !(Array.isArray(errors) && errors.every(isObject))) {
    throw new Error('answered with `errors` that is no list of objects');
  }
  if (data === undefined && !errors?.length) {
    throw new Error('answered with neither `data` nor `errors`, which is not GraphQL');
  }
  if (data === undefined || data === null) return;
  if (!isObject(data)) throw new Error('answered with `data` that is no object');
  const asked = representations(request);
  if (!asked) return;
  if (!Array.isArray(data._entities) || data._entities.length !== asked.length) {
    throw new Error(`was asked for ${asked.length} entities and gave another number`);
  }
}

/**
 * Messages of graphql-js that tell of a document that does not fit the subgraph's schema. Clients'
 * documents were validated by the gateway, so here the subgraph and the supergraph have come apart.
 */
const SCHEMA_MISMATCH = /^(Cannot query|Unknown |Fragment |Field |Syntax Error|There can be only)/;

/** An error of a subgraph, fit to be passed on. */
export function clientError(error: SubgraphError): GraphQLFormattedError {
  const { code } = error.extensions ?? {};
  const extensions = publicExtensions(error.extensions);
  if (code === 'GRAPHQL_VALIDATION_FAILED' || code === 'GRAPHQL_PARSE_FAILED') {
    // What validation is left to a subgraph is that of literals of custom scalars.
    if (SCHEMA_MISMATCH.test(error.message)) {
      return { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
    }
    extensions.code = 'BAD_USER_INPUT';
  }
  return {
    message: typeof error.message === 'string' ? error.message : 'The subgraph gave no message.',
    ...(Array.isArray(error.path) && { path: error.path }),
    extensions,
  };
}
