import type { ApolloServerPlugin } from '@apollo/server';
import { cacheHints } from './cache-hints.ts';
import { type CachePolicy, type JudgeOperation, judgeOperations } from './cache-policy.ts';

/** Headers by which a client says who it is: what it is answered is not for shared caches. */
const CREDENTIALS = ['authorization', 'x-api-key'] as const;

/**
 * Sends `Cache-Control` with answers, from the `@cacheControl` hints in the supergraph. The gateway judges by
 * itself rather than by the headers of its subgraphs, so that both engines say the same in process and over
 * HTTP. An answer with an error is not to be kept: the next attempt may be answered in full.
 */
export function cacheControl(): ApolloServerPlugin {
  let judge: JudgeOperation = () => ({ maxAge: 0, isPrivate: false });
  return {
    serverWillStart: async () => ({
      schemaDidLoadOrUpdate: ({ apiSchema, coreSupergraphSdl }) => {
        judge = judgeOperations(apiSchema, cacheHints(coreSupergraphSdl));
      },
    }),
    requestDidStart: async () => ({
      willSendResponse: async ({ response, document, operation, request }) => {
        const { body, http } = response;
        const isWhole = body.kind === 'single' && !body.singleResult.errors?.length;
        const policy = isWhole && document && operation && judge(document, operation);
        const known = CREDENTIALS.some((name) => request.http?.headers.has(name));
        http.headers.set('cache-control', headerOf(policy || undefined, known));
      },
    }),
  };
}

function headerOf(policy: CachePolicy | undefined, known: boolean): string {
  if (!policy || policy.maxAge === 0) return 'no-store';
  return `max-age=${policy.maxAge}, ${policy.isPrivate || known ? 'private' : 'public'}`;
}
