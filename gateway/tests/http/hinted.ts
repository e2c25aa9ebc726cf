import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, graphql, parse } from 'graphql';
import type { GatewayOptions, SubgraphExecutor } from '../../src/index.ts';
import { keptLog } from '../fixture.ts';

/** What both subgraphs say of caches; `schema/common.graphql` says it for the real ones. */
const common = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
    @link(url: "https://niryat.example/specs/cacheControl/v1.0", import: ["@cacheControl"])
    @federation__composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: cacheControl__Scope)
    on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum cacheControl__Scope { PUBLIC PRIVATE }
`;

const goods = parse(`
  ${common}
  interface Named { name: String }
  union Thing = Good | Price
  type Good implements Named @key(fields: "id") @cacheControl(maxAge: 300) {
    id: ID!
    name: String
    price: Price
    stock: Int @cacheControl(maxAge: 5)
    mine: String @cacheControl(scope: PRIVATE)
    bare: Bare
    fault: String
  }
  type Price implements Named @cacheControl(maxAge: 60) { name: String, long: String }
  type Bare { name: String }
  type Feed @cacheControl(maxAge: 0) { name: String }
  type Query {
    good: Good
    named: Named
    thing: Thing
    feed: Feed
    count: Int
    size: Int @cacheControl(maxAge: 20)
    slow: Good @cacheControl(maxAge: 900)
    language: Good
  }
  type Mutation { sell: Good }
`);

const makers = parse(`
  ${common}
  type Good @key(fields: "id") @cacheControl(maxAge: 300) { id: ID!, maker: Maker }
  type Maker @cacheControl(maxAge: 120) { name: String }
  type Query { maker: Maker }
`);

const good = {
  __typename: 'Good',
  id: 'g1',
  name: 'Carpet',
  price: { name: 'USD', long: 'x'.repeat(5_000) },
  stock: 3,
};

const resolvers = {
  Good: {
    fault: () => {
      throw new Error('broken');
    },
  },
  Query: {
    good: () => good,
    slow: () => good,
    named: () => good,
    thing: () => good,
    feed: () => ({ name: 'first' }),
    size: () => 1,
    language: (_: unknown, __: unknown, { headers }: { headers: Record<string, string> }) => ({
      ...good,
      name: headers['accept-language'] ?? 'none',
    }),
  },
  Mutation: { sell: () => good },
};

const makersResolvers = { Good: { maker: () => ({ name: 'Asha' }) } };

const inProcess = (typeDefs: DocumentNode, own: object): SubgraphExecutor => {
  const schema = buildSubgraphSchema({ typeDefs, resolvers: own as never });
  return async ({ query, variables, headers }) =>
    graphql({ schema, source: query, variableValues: variables, contextValue: { headers } });
};

/** Options of a gateway over two subgraphs, in this process, that say how long answers may be kept. */
export function hintedOptions(): GatewayOptions {
  const nowhere = 'http://127.0.0.1:9/graphql';
  const { supergraphSdl, errors } = composeServices([
    { name: 'goods', typeDefs: goods, url: nowhere },
    { name: 'makers', typeDefs: makers, url: nowhere },
  ]);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'the fixture does not compose');
  return {
    supergraphSdl,
    subgraphs: { goods: inProcess(goods, resolvers), makers: inProcess(makers, makersResolvers) },
    log: keptLog().log,
  };
}
