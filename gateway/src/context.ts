import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Budget } from './limits/rate-limit.ts';
import type { RequestFacts } from './telemetry/facts.ts';
import type { Variant } from './variants/variant.ts';

/** What travels with one request through the gateway. */
export interface RequestContext {
  /** What every subgraph is sent of the client's headers, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** Spends points of the client's budget; undefined for what no client asks for. */
  readonly spend?: ((points: number) => Promise<Budget>) | undefined;
  /** Whether the answer is to tell its cost. */
  readonly asksForCost?: boolean;
  /** When the time for the answer is over, by the clock of `performance.now`. */
  readonly deadline: number;
  /** What is told of the request at its end; absent where it did not come over HTTP. */
  readonly facts?: RequestFacts | undefined;
}

/** The header by which one request is followed through logs; given back to the client. */
export const REQUEST_ID = 'x-request-id';

/** Headers of the client that subgraphs get to see. Everything else, credentials above all, is kept. */
const FORWARDED = ['accept-language'] as const;

/** Ids are written to logs: nothing but plain characters, and not many. */
const PLAIN_ID = /^[\w.:-]{1,128}$/;

/** The id that a request brings along, or a new one where it brings none that can be used. */
export function requestId(headers: IncomingHttpHeaders): string {
  const given = headers[REQUEST_ID];
  return typeof given === 'string' && PLAIN_ID.test(given) ? given : randomUUID();
}

/** The header that tells subgraphs the address at which people reach the graph. */
const PUBLIC_URL = 'x-public-url';

/** The header that tells subgraphs which variant is asked for; left out for the public one. */
const GRAPH_VARIANT = 'x-graph-variant';

/** The headers that a request's fetches carry. What a client says of the address or the variant is not believed. */
export function forwardedHeaders(
  headers: IncomingHttpHeaders,
  id: string,
  publicUrl: string,
  variant: Variant = 'public',
): Readonly<Record<string, string>> {
  const forwarded: Record<string, string> = { [REQUEST_ID]: id, [PUBLIC_URL]: publicUrl };
  if (variant !== 'public') forwarded[GRAPH_VARIANT] = variant;
  for (const name of FORWARDED) {
    const value = headers[name];
    if (typeof value === 'string') forwarded[name] = value;
  }
  return forwarded;
}
