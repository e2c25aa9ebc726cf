import { observeCost } from '@niryat/telemetry';
import type { FastifyRequest } from 'fastify';

/** What becomes known of a request on its way, for the line that tells of it at its end. */
export interface RequestFacts {
  /** The name that the operation has in its document. */
  operation?: string;
  variant?: string;
  cost?: number;
}

/** Something that may carry facts: the context of a request. */
interface Carrier {
  readonly facts?: RequestFacts | undefined;
}

const known = new WeakMap<FastifyRequest, RequestFacts>();

/** The facts of a request over HTTP: the same object each time. */
export function factsOf(request: FastifyRequest): RequestFacts {
  const facts = known.get(request) ?? {};
  known.set(request, facts);
  return facts;
}

/** Notes what an operation costs, for the metric and for the line of its request. */
export function noteCost({ facts }: Carrier, requested: number, actual?: number): void {
  observeCost(requested, actual);
  if (facts) facts.cost = (facts.cost ?? 0) + (actual ?? requested);
}

/** Notes which variant of the graph a request is answered from. */
export function noteVariant({ facts }: Carrier, variant: string): void {
  if (facts) facts.variant = variant;
}
