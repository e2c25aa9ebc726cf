import { composeServices } from '@apollo/composition';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { readSubgraph, subgraphs } from './sources.ts';

/** The outcome of composing: both schemas, or what is wrong. */
export interface Composition {
  /** The supergraph that the gateway serves, with the join directives. */
  readonly supergraph: string;
  /** What a client sees: sorted, without federation's directives. */
  readonly api: string;
}

/**
 * Composes the three subgraphs.
 *
 * Hints are errors here: each is a place where two subgraphs say the same thing differently.
 *
 * @throws {Error} naming every composition error or hint, one a line.
 */
export function compose(): Composition {
  const result = composeServices(
    subgraphs.map(({ name, url }) => ({ name, url, typeDefs: readSubgraph(name) })),
  );
  const problems = [
    ...(result.errors ?? []).map((error) => error.message),
    ...(result.hints ?? []).map((hint) => `hint ${hint.definition.code}: ${hint.message}`),
  ];
  if (problems.length > 0 || !result.supergraphSdl || !result.schema) {
    throw new Error(`The subgraphs do not compose:\n${problems.join('\n')}`);
  }
  const api = lexicographicSortSchema(result.schema.toAPISchema().toGraphQLJSSchema());
  return { supergraph: `${result.supergraphSdl.trim()}\n`, api: `${printSchema(api).trim()}\n` };
}
