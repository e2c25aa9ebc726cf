import { composeServices } from '@apollo/composition';
import { VARIANTS, type Variant, variantApi } from '@niryat/gateway';
import { readSubgraph, subgraphs } from './sources.ts';

/** The outcome of composing: the supergraph, and what is seen of it. */
export interface Composition {
  /** The supergraph that the gateway serves, with the join directives. */
  readonly supergraph: string;
  /** What a client of each variant sees: sorted, without federation's directives. */
  readonly apis: Readonly<Record<Variant, string>>;
}

/**
 * Composes the three subgraphs.
 *
 * Hints are errors here: each is a place where two subgraphs say the same thing differently.
 *
 * @throws {Error} naming every composition error or hint, one a line, or why a variant cannot be made.
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
  const supergraph = `${result.supergraphSdl.trim()}\n`;
  const apis = VARIANTS.map((variant) => [variant, variantApi(supergraph, variant)]);
  return { supergraph, apis: Object.fromEntries(apis) as Record<Variant, string> };
}
