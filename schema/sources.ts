import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, parse } from 'graphql';

/** The root of the checkout, from which every path of the schema scripts is taken. */
export const root = join(import.meta.dirname, '..');

/** The subgraphs in the order of the supergraph file, with the address that stands in it (loopback; overridden where they run elsewhere). */
export const subgraphs = [
  { name: 'products', url: 'http://127.0.0.1:4001/graphql' },
  { name: 'partners', url: 'http://127.0.0.1:4002/graphql' },
  { name: 'events', url: 'http://127.0.0.1:4003/graphql' },
] as const;

/** The name of a subgraph. */
export type SubgraphName = (typeof subgraphs)[number]['name'];

/** The SDL of one subgraph: what all share, then its own files in the order of their names. */
export function readSubgraphSdl(name: SubgraphName): string {
  const folder = join(root, 'subgraphs', name, 'schema');
  const own = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  return [readFileSync(join(root, 'schema', 'common.graphql'), 'utf8'), ...own].join('\n');
}

/** The same, parsed. Throws a `GraphQLError` with the place of a syntax mistake. */
export function readSubgraph(name: SubgraphName): DocumentNode {
  return parse(readSubgraphSdl(name));
}
