import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';

/** One operation for one subgraph, as the query plan asks for it. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** What is passed on of the client's request (`accept-language`, `x-request-id`), in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the deadline has passed or the client has gone: nobody waits for the answer. */
  readonly signal?: AbortSignal;
}

/** An error of a subgraph's answer, in the form in which GraphQL sends it. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** What a subgraph answers: data, errors, or both. */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Asks one subgraph. It gives whatever the subgraph said, errors included, and throws only when
 * there was no answer that is GraphQL.
 */
export type SubgraphExecutor = (request: SubgraphRequest) => Promise<SubgraphResponse>;

/** A subgraph in this process: by a function, and by the schema behind it, which an engine may run itself. */
export interface LocalSubgraph {
  /** Asks it as over HTTP, less the socket. */
  readonly execute: SubgraphExecutor;
  /** Its executable schema, `_entities` included. */
  readonly schema: GraphQLSchema;
  /**
   * The context of resolvers, made anew for each call from the headers that it passes on. It may ask to be told
   * when nobody waits for the answer any more.
   */
  contextOf(
    headers: Readonly<Record<string, string>>,
    hangUp?: { onCancel(listener: () => void): void },
  ): unknown;
  /** What is to be seen of an error of a resolver, as Apollo Server's option of that name. */
  formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError;
}
