import type { SubgraphError, SubgraphResponse } from '../subgraph-request.ts';

/** A fetch that is about to be sent. */
export interface OutgoingFetch {
  readonly service: string;
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** In lower case; what a hook puts here is sent. */
  readonly headers: Record<string, string>;
  /** The context of the client's request. */
  readonly context: unknown;
}

/** What an engine tells of its fetches, and asks about them. */
export interface EngineHooks {
  /** Before a fetch is sent. A `GraphQLError` that is thrown here is the fetch's error. */
  willSend?(fetch: OutgoingFetch): void;
  /** After an answer has come, with whatever extensions (traces) it has. */
  didReceive?(fetch: OutgoingFetch, response: SubgraphResponse): void;
  /** When there was no answer that is GraphQL, for the log; not when the client has gone. */
  didFail?(service: string, fault: unknown): void;
  /** What a client is to see of a subgraph's error; its path is still that of the subgraph. */
  present?(error: SubgraphError, service: string): SubgraphError;
}

/** The spans of a request: the names are those of Apollo's gateway. */
export type SpanName =
  | 'gateway.request'
  | 'gateway.plan'
  | 'gateway.execute'
  | 'gateway.fetch'
  | 'gateway.postprocessing';

/**
 * Runs something as a span; with OpenTelemetry, by `tracer.startActiveSpan`. What it gives may be a
 * promise: the span ends with it.
 */
export type Trace = <T>(
  span: SpanName,
  attributes: Readonly<Record<string, string>>,
  run: () => T,
) => T;

/** No spans. */
export const untraced: Trace = (_span, _attributes, run) => run();
