import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { scalars } from '../graphql/scalars.ts';
import type { Subgraph } from '../subgraph.ts';

/** What all subgraphs share: the link to the federation specification, scalars, value types. */
const commonSdl = join(import.meta.dirname, '..', '..', '..', '..', 'schema', 'common.graphql');

/** The SDL of a subgraph, the shared part included. */
export function readTypeDefs(schemaFolder: string): DocumentNode {
  const files = readdirSync(schemaFolder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => join(schemaFolder, file));
  return parse([commonSdl, ...files].map((file) => readFileSync(file, 'utf8')).join('\n'));
}

/** The executable schema of a subgraph. */
export function subgraphSchema(subgraph: Subgraph): GraphQLSchema {
  const typeDefs = readTypeDefs(subgraph.schemaFolder);
  // The library's type of a resolver map refuses generated resolver types, whose parents are exact; what
  // keeps resolvers and SDL in step is `Complete` on each of them.
  const resolvers = { ...scalars, ...subgraph.resolvers };
  return buildSubgraphSchema({ typeDefs, resolvers } as Parameters<typeof buildSubgraphSchema>[0]);
}
