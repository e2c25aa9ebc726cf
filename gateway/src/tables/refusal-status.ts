import type { JsonAnswer } from './answer.ts';

/** Errors of the client: asked again in the same way, they come again. */
const OF_THE_CLIENT = new Set<unknown>([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'COST_LIMIT_EXCEEDED',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'LIMIT_EXCEEDED',
  'NOT_FOUND',
  'OPERATION_RESOLUTION_FAILURE',
  'UNAUTHENTICATED',
]);

/** What is not there now may be later. */
const NOT_NOW = new Set<unknown>([
  'DATABASE_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'OVERLOADED',
  'SUBGRAPH_UNAVAILABLE',
  'UNAVAILABLE',
]);

/** Faults of the gateway itself; of all that is left, a subgraph is to blame. */
const OF_THE_GATEWAY = new Set<unknown>(['INTERNAL_SERVER_ERROR', undefined]);

/**
 * The status of an answer that is sent in place of a table. In JSON an answer with errors is a 200, beside whose data they
 * stand; who asked for a file alone looks at the status, and would keep the refusal as that file. Of several errors the
 * highest status stands: a fault is not to look like a mistake of the client.
 */
export function refusalStatus({ status, body }: JsonAnswer): number {
  if (status !== 200 || !body.errors?.length) return status;
  return Math.max(...body.errors.map(({ extensions }) => statusOf(extensions.code)));
}

function statusOf(code: unknown): number {
  if (OF_THE_CLIENT.has(code)) return 400;
  if (NOT_NOW.has(code)) return 503;
  return OF_THE_GATEWAY.has(code) ? 500 : 502;
}
