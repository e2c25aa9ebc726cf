import { setMaxListeners } from 'node:events';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply } from 'fastify';
import { forwardedHeaders, REQUEST_ID, type RequestContext, requestId } from './context.ts';
import type { GatewayAnswer } from './server.ts';
import type { Variant } from './variants/variant.ts';

/** A question, and all that belongs to the request that it comes with. */
export interface Asked {
  /** What is parsed of a body: `query`, `variables`, `operationName`. */
  readonly body: object;
  /** The client's headers, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The address at which people reach the gateway. */
  readonly publicUrl: string;
  /** Which variant is asked. */
  readonly variant: Variant | undefined;
  /** What travels with the request besides its headers. */
  readonly context: Omit<RequestContext, 'headers'>;
}

/** Puts a question as the endpoint does, less the socket. */
export async function ask<TData>(
  apollo: ApolloServer<RequestContext>,
  { body, headers, publicUrl, variant, context }: Asked,
): Promise<GatewayAnswer<TData>> {
  const id = requestId(headers);
  const sent = new HeaderMap([...Object.entries(headers), ['content-type', 'application/json']]);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: sent, search: '', body },
    context: async () => ({
      ...context,
      headers: forwardedHeaders(headers, id, publicUrl, variant),
    }),
  });
  if (answer.body.kind !== 'complete') throw new Error('This gateway answers in one piece.');
  return {
    status: answer.status ?? 200,
    headers: { ...Object.fromEntries(answer.headers), [REQUEST_ID]: id },
    body: JSON.parse(answer.body.string),
  };
}

/** Aborted when the client has gone before it had its answer. */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  // Every fetch under way listens to it, dozens for some questions.
  setMaxListeners(0, gone.signal);
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('the client has gone'));
  });
  return gone.signal;
}

/** Never aborted: of a question for which no client waits at a socket. */
export function endlessSignal(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}
