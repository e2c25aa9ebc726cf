import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requirementConflicts } from '../../src/engine/requirement-conflicts.ts';

/** The part of a supergraph that matters: two fields of one subgraph, and what each requires. */
const graphWith = (first: string, second: string, graph = 'SHIPS') => `
  type Product {
    cost: Float @join__field(graph: SHIPS, requires: "${first}")
    costAbroad: Float @join__field(graph: ${graph}, requires: "${second}")
    price(currency: String!): Float @join__field(graph: GOODS) @join__field(graph: SHIPS, external: true)
  }`;

describe('requirementConflicts', () => {
  it('finds a field that two @requires of a subgraph want with different arguments', () => {
    const sdl = graphWith('price(currency: \\"INR\\")', 'price(currency: \\"EUR\\")');
    expect(requirementConflicts(sdl)).toEqual([
      {
        type: 'Product',
        field: 'price',
        wanted: ['price(currency: "INR")', 'price(currency: "EUR")'],
      },
    ]);
  });

  it('looks below fields', () => {
    const sdl = graphWith('size { width }', 'size { width(unit: \\"cm\\") }');
    expect(requirementConflicts(sdl)).toMatchObject([{ type: 'Product', field: 'size.width' }]);
  });

  it('does not mind what different subgraphs want', () => {
    const sdl = graphWith('price(currency: 1)', 'price(currency: 2)', 'PLANES');
    expect(requirementConflicts(sdl)).toEqual([]);
  });

  it('takes equal requirements for what they are', () => {
    const sdl = graphWith('price(currency: \\"INR\\")', 'price(currency: \\"INR\\") size { id }');
    expect(requirementConflicts(sdl)).toEqual([]);
  });
});

describe('our own supergraph', () => {
  it('has no requirements that the planner would mix up', () => {
    const file = join(import.meta.dirname, '..', '..', '..', 'schema', 'supergraph.graphql');
    expect(requirementConflicts(readFileSync(file, 'utf8'))).toEqual([]);
  });
});
