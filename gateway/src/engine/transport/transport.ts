import type { DocumentNode, OperationTypeNode } from 'graphql';
import type { SubgraphResponse } from '../../subgraph-request.ts';
import type { Fields } from '../object.ts';
import type { Conditions } from '../selection.ts';
import type { Cancellation } from './cancellation.ts';

/** What a fetch of a query plan asks of a subgraph; the same for every run of the compiled plan. */
export interface SubgraphOperation {
  readonly service: string;
  readonly text: string;
  readonly name: string | undefined;
  readonly kind: OperationTypeNode;
  readonly document: DocumentNode;
  /** The client's variables that it uses. */
  readonly variableNames: readonly string[];
  /** The values of the variables that its @skip and @include ask, for which it is being prepared. */
  readonly conditions: Conditions;
  /** Whether it asks for entities: it has a variable `representations` then. */
  readonly entities: boolean;
}

/** One call of a subgraph's operation. */
export interface SubgraphCall {
  /** What the client gave for the variables that the operation uses. */
  readonly variables: Readonly<Fields>;
  /** As the transport wants them: all JSON texts, or all objects. */
  readonly representations: readonly (string | Fields)[] | undefined;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cancellation: Cancellation;
  /** The context of the client's request, as Apollo Server made it. */
  readonly context: unknown;
}

/**
 * Asks, and gives what the subgraph said; throws when there was no answer that is GraphQL. The objects of
 * the answer are the engine's from then on: it writes to them.
 */
export type Send = (call: SubgraphCall) => SubgraphResponse | Promise<SubgraphResponse>;

/** A way to a subgraph. */
export interface Transport {
  /** The form in which calls bring representations. */
  readonly representations: 'text' | 'object';
  /** Called once for each fetch of a compiled plan. */
  prepare(operation: SubgraphOperation): Send;
  /** Lets calls under way end and frees what the transport holds. */
  close(): Promise<void>;
}

/** All variables of a call, as one object. */
export function allVariables({ variables, representations }: SubgraphCall): Fields {
  if (!representations) return { ...variables };
  const objects = representations.map((item) =>
    typeof item === 'string' ? (JSON.parse(item) as unknown) : item,
  );
  return { representations: objects, ...variables };
}
