import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { fieldsRequiredWithArguments, mendKeysMashup } from './mends.ts';
import { type RuntimeTypes, runtimeTypes } from './runtime-types.ts';

/** A supergraph that has been checked and can be planned for. */
export interface LoadedSupergraph {
  /** As it was given. */
  readonly sdl: string;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** The types of the whole supergraph, @inaccessible ones included. */
  readonly types: RuntimeTypes;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** Names of fields that some @requires wants with arguments; none where mends are off. */
  readonly requiredWithArguments: ReadonlySet<string>;
  /**
   * Plans an operation of a validated document.
   *
   * @throws {GraphQLError} when the planner refuses it.
   */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
}

/**
 * Reads and checks a supergraph, by Apollo's packages.
 *
 * @throws when the SDL is no supergraph, or needs what they do not support.
 */
export function loadSupergraph(
  sdl: string,
  options: { readonly mends: boolean },
): LoadedSupergraph {
  const supergraph = Supergraph.build(options.mends ? mendKeysMashup(sdl) : sdl);
  const api = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: true });
  return {
    sdl,
    apiSchema: api.toGraphQLJSSchema(),
    types: runtimeTypes(supergraph.schema.toGraphQLJSSchema()),
    subgraphs: supergraph.subgraphsMetadata(),
    requiredWithArguments: options.mends ? fieldsRequiredWithArguments(sdl) : new Set(),
    plan: (document, operationName) =>
      planner.buildQueryPlan(
        operationFromDocument(api, document, operationName === undefined ? {} : { operationName }),
      ),
  };
}
