import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from './log.ts';

/** The codes that the gateway itself gives, each with what it means. */
export const ERROR_CODES = {
  BAD_REQUEST: 'The request is not one that GraphQL over HTTP knows.',
  BAD_USER_INPUT: 'A variable or an argument is not what the schema accepts.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The document has no operation, or several, for the name given.',
  PERSISTED_QUERY_NOT_FOUND: 'The hash is not known yet: send it again together with the query.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Persisted queries are off.',
  NOT_TABULAR: 'A table was asked for, and the operation has not the one list that makes it.',
  DATA_CHANGED: 'The data changed between two pages of a table.',
  DOCUMENT_NOT_TRUSTED: 'Only registered documents are run here, and this is none of them.',
  METHOD_NOT_ALLOWED: 'The path does not take this method.',
  UNAUTHENTICATED: 'The key that was sent is not good.',
  FORBIDDEN: 'The key is for another variant than the one that is served here.',
  NOT_FOUND: 'There is nothing at this path.',
  LIMIT_EXCEEDED: 'The document, its variables or its errors are more than a limit allows.',
  COST_LIMIT_EXCEEDED: 'The operation would cost more than is allowed.',
  RATE_LIMITED: 'The client has spent its budget of points for now.',
  PAYLOAD_TOO_LARGE: 'The body is larger than the gateway reads.',
  UNSUPPORTED_MEDIA_TYPE: 'The body is of a type that the gateway does not read.',
  OVERLOADED: 'There are more requests than can be answered in time.',
  UNAVAILABLE: 'The gateway is not able to answer now.',
  SUBGRAPH_UNAVAILABLE: 'A subgraph did not answer in time, or not in GraphQL.',
  INTERNAL_SERVER_ERROR: 'A fault of the service; its cause is in the log and nowhere else.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** What a client may see of an error's extensions. Everything else stays in the house. */
const PUBLIC_EXTENSIONS = [
  'code',
  'service',
  'argument',
  'given',
  'accepted',
  'suggestions',
  'limit',
  'computed',
  'ceiling',
] as const;

/** The public part of an error's extensions. */
export function publicExtensions(
  extensions: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const key of PUBLIC_EXTENSIONS) {
    if (extensions?.[key] !== undefined) kept[key] = extensions[key];
  }
  return kept;
}

/** A GraphQL answer that holds one error and nothing else: the body of every refusal. */
export const errorBody = (message: string, code: ErrorCode) => ({
  errors: [{ message, extensions: { code } }],
});

/** What the client is told when a subgraph gave no answer: its name, and nothing of where it runs. */
export const subgraphUnavailable = (service: string): GraphQLError =>
  new GraphQLError(`The subgraph "${service}" did not answer; its fields are null.`, {
    extensions: { code: 'SUBGRAPH_UNAVAILABLE' satisfies ErrorCode, service },
  });

/**
 * Decides what a client sees of an error. Errors that the gateway or a subgraph meant for clients
 * keep message, path and the public extensions; any other is logged with its cause and masked.
 */
export const createFormatError =
  (log: Log) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const code = formatted.extensions?.code;
    const service = formatted.extensions?.serviceName;
    if (service !== undefined || isOwnCode(code) || isRefusal(thrown)) {
      const extensions = publicExtensions({ service, ...formatted.extensions });
      // Some refusals of Apollo Server have a 4xx status and no code of their own.
      if (service === undefined && !isOwnCode(code)) extensions.code = 'BAD_REQUEST';
      return { ...formatted, extensions };
    }
    if (!alreadyLogged(thrown)) log.error('an answer was masked', unwrapResolverError(thrown));
    return {
      message: 'Internal server error',
      ...(formatted.path && { path: formatted.path }),
      extensions: { code: 'INTERNAL_SERVER_ERROR' satisfies ErrorCode },
    };
  };

const isOwnCode = (code: unknown): boolean =>
  typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR' && Object.hasOwn(ERROR_CODES, code);

const isRefusal = (thrown: unknown): boolean => {
  if (!(thrown instanceof GraphQLError)) return false;
  const http = thrown.extensions.http;
  if (typeof http !== 'object' || http === null || !('status' in http)) return false;
  return typeof http.status === 'number' && http.status >= 400 && http.status < 500;
};

/** Apollo Server logs a fault of a plugin or of itself, and throws this in its place. */
const alreadyLogged = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  !(thrown instanceof GraphQLError) &&
  thrown.message === 'Internal server error';
