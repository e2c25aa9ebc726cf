import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { createGatewayServer, type GatewayOptions, type GatewayServer } from '../../src/index.ts';
import { keptLog } from '../fixture.ts';

/** A library that says what its lists cost, as far as a test needs it to. */
const library = parse(`
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@cost", "@listSize"]
  )
  type Book @key(fields: "id") { id: ID!, title: String!, authors: [Author!]! @listSize(assumedSize: 3), reviews: [Review!]! }
  type Review { text: String! }
  type Author @key(fields: "id") {
    id: ID!
    name: String!
    books(first: Int! = 20, last: Int): BookConnection!
      @listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
  }
  type BookConnection { edges: [BookEdge!]!, nodes: [Book!]!, total: Int! @cost(weight: 5) }
  type BookEdge { node: Book! }
  union Found = Book | Author
  type Query {
    author: Author
    authors(first: Int): [Author!]! @listSize(assumedSize: 7, slicingArguments: ["first"])
    found: Found
    byIds(ids: [ID!]!): [Book]! @listSize(assumedSize: 100)
    report(deep: Boolean @cost(weight: 30)): Book @cost(weight: 50)
  }
  type Mutation { lend: Book }
`);

const review = { text: 'good' };
const book: object = {
  id: '1',
  title: 'Nirmala',
  authors: () => [author],
  reviews: [review, review],
};
const author: object = {
  id: '2',
  name: 'Premchand',
  books: () => ({ edges: [{ node: book }], nodes: [book], total: 1 }),
};
const rootValue = {
  author,
  authors: [author, author],
  found: { __typename: 'Book', ...book },
  byIds: ({ ids }: { ids: readonly string[] }) => ids.map(() => book),
  report: book,
  lend: book,
};

/** The library as a supergraph; `without` takes its directives away, as in graphs that know nothing of cost. */
function supergraphOf(without: boolean): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'library', typeDefs: library, url: 'http://127.0.0.1:9/graphql' },
  ]);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'the library does not compose');
  if (!without) return supergraphSdl;
  return supergraphSdl
    .replaceAll(/^directive @(cost|listSize).*$/gm, '')
    .replaceAll(/^ *@link\(url: "https:\/\/specs\.apollo\.dev\/cost.*$/gm, '')
    .replaceAll(/ @(cost|listSize)\((?:[^()"]|"[^"]*")*\)/g, '');
}

/** A gateway over the library, with what it logs. */
export async function startLibrary(
  options: Partial<GatewayOptions> & { readonly withoutCosts?: boolean } = {},
): Promise<GatewayServer & { readonly entries: ReturnType<typeof keptLog>['entries'] }> {
  const { withoutCosts = false, ...others } = options;
  const schema = buildSubgraphSchema({ typeDefs: library });
  const { log, entries } = keptLog();
  const gateway = await createGatewayServer({
    supergraphSdl: supergraphOf(withoutCosts),
    subgraphs: {
      library: async ({ query, variables }) =>
        graphql({
          schema,
          source: query,
          variableValues: variables,
          rootValue: { ...rootValue, _entities: () => [] },
        }),
    },
    log,
    ...others,
  });
  return { ...gateway, entries };
}
