import type { ApolloServerPlugin, HTTPGraphQLRequest } from '@apollo/server';
import Negotiator from 'negotiator';
import type { ErrorCode } from '../errors.ts';

/** What is wrong with a document or its variables, as opposed to the request that brings them. */
const OF_THE_DOCUMENT: ReadonlySet<unknown> = new Set<ErrorCode>([
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

const JSON_TYPE = 'application/json';

/**
 * Answers 200 where a request is well-formed, its document is not, and the client asks for `application/json`
 * by name: such clients read the status of the transport in it (GraphQL over HTTP, section 6.4.1). All others
 * are told 400: those that ask for `application/graphql-response+json`, and those that take whatever comes.
 */
export const wellFormedAnswers: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, request }) => {
      if (response.http.status !== 400 || response.body.kind !== 'single') return;
      const errors = response.body.singleResult.errors ?? [];
      if (!errors.every(({ extensions }) => OF_THE_DOCUMENT.has(extensions?.code))) return;
      if (asksForJson(request.http)) response.http.status = 200;
    },
  }),
};

function asksForJson(http: HTTPGraphQLRequest | undefined): boolean {
  const accept = http?.headers.get('accept')?.toLowerCase();
  if (!accept?.includes(JSON_TYPE)) return false;
  const types = [JSON_TYPE, 'application/graphql-response+json'];
  return new Negotiator({ headers: { accept } }).mediaType(types) === JSON_TYPE;
}
