import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, graphql, parse } from 'graphql';
import type { GatewayOptions } from '../src/index.ts';
import { keptLog } from './fixture.ts';

/** A shop whose lists have pages: what tables are made of. */
const shopTypes = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])
  type PageInfo { hasNextPage: Boolean!, hasPreviousPage: Boolean!, startCursor: String, endCursor: String }
  type Maker { name: String, city: String, phones: [String!]!, items(first: Int, after: String): ItemConnection! }
  type Item { code: ID!, name(short: Boolean): String, price: Float, sold: Boolean, maker: Maker, makers: [Maker]!, tags: [String]!, grid: [[[String!]!]!]! }
  type ItemEdge { cursor: String!, node: Item! }
  type Total { value: Float }
  type ItemConnection { nodes: [Item]!, edges: [ItemEdge!]!, pageInfo: PageInfo!, totalCount: Int!, total: Total }
  type Shop { name: String!, languages: [String!]!, makers: [Maker!]!, items(first: Int, after: String, last: Int, before: String): ItemConnection }
  type Place { city: String }
  union Thing = Maker | Place
  type Query {
    failing(with: String): String
    shop(open: Boolean): Shop
    items(first: Int, after: String, last: Int, before: String, failAt: Int, endless: Boolean, stuck: Boolean): ItemConnection!
    makers: [Maker!]!
    things: [Thing!]!
    language: String
  }
  type Mutation { sell(code: ID!): Item }
`;

/** How a shop tells the version of its data, as the graph of this project does. */
export const VERSIONS = `
  type DatasetVersion { version: String! }
  extend type Query { datasetVersions(first: Int! = 20): [DatasetVersion!]! }
`;

const composed = new Map<string, string>();

/** The supergraph of a shop, composed once. */
function supergraph(types: string): string {
  const known = composed.get(types);
  if (known !== undefined) return known;
  const service = { name: 'shop', typeDefs: parse(types), url: 'http://127.0.0.1:9/graphql' };
  const { supergraphSdl, errors } = composeServices([service]);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'the shop does not compose');
  composed.set(types, supergraphSdl);
  return supergraphSdl;
}

/** An item as a test says; the rest is plain. */
export const item = (code: string, more: object = {}) => ({
  code,
  name: `Item ${code}`,
  price: 1.5,
  sold: false,
  maker: null,
  makers: [],
  tags: [],
  grid: [],
  ...more,
});

export type Item = ReturnType<typeof item>;

interface PageArgs {
  readonly first?: number;
  readonly after?: string;
  readonly failAt?: number;
  readonly endless?: boolean;
  readonly stuck?: boolean;
}

/** What a shop was asked for, in order. */
export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a shop has besides its items. */
export interface ShopOptions {
  /** Its account of versions; none by default. */
  readonly versions?: string;
  /** The version of its data at this moment; undefined where there is none yet. */
  readonly version?: () => string | undefined;
  /** Is awaited before a page is read. */
  readonly beforePage?: () => Promise<void> | undefined;
  /** Whether nobody answers there. */
  readonly isAway?: boolean;
}

/** Options of a gateway over a shop of items, and what it was asked for. */
export function shopOf(items: readonly Item[], shop: ShopOptions = {}) {
  const { versions = '', version = () => undefined, beforePage } = shop;
  const types = shopTypes + versions;
  const asked: Asked[] = [];
  const { log, entries } = keptLog();
  const connection = ({ first = 2, after, failAt, endless, stuck }: PageArgs) => {
    const from = after ? Number(after.slice(1)) : 0;
    if (failAt !== undefined && from >= failAt) {
      throw new GraphQLError('`failAt` is\nhere.', { extensions: { code: 'BAD_USER_INPUT' } });
    }
    const nodes = endless
      ? [item('x', { name: 'x'.repeat(20_000) })]
      : items.slice(from, from + first);
    const end = from + nodes.length;
    const more = endless || end < items.length;
    const endCursor = stuck ? 'c2' : nodes.length > 0 ? `c${end}` : null;
    return {
      nodes,
      edges: nodes.map((node, i) => ({ node, cursor: `c${from + i + 1}` })),
      pageInfo: { hasNextPage: more, hasPreviousPage: from > 0, startCursor: null, endCursor },
      totalCount: items.length,
      total: { value: 2.5 },
    };
  };
  const maker = (name: string) => ({ __typename: 'Maker', name, city: null, phones: ['1', '2'] });
  const resolvers = {
    Query: {
      failing: (_: unknown, { with: code }: { with?: string }) => {
        throw new GraphQLError('It fails.', { extensions: code === undefined ? {} : { code } });
      },
      shop: (_: unknown, { open }: { open?: boolean }) =>
        open === false
          ? null
          : { name: 'Bazaar', languages: ['EN', 'HI'], makers: [maker('A'), maker('B')] },
      items: async (_: unknown, args: PageArgs) => {
        await beforePage?.();
        return connection(args);
      },
      ...(versions !== '' && {
        datasetVersions: () => [version()].flatMap((known) => (known ? { version: known } : [])),
      }),
      makers: () => [maker('A'), maker('B')],
      things: () => [maker('A'), { __typename: 'Place', city: 'Agra' }],
      language: (_: unknown, __: unknown, { headers }: { headers: Record<string, string> }) =>
        headers['accept-language'],
    },
    Shop: { items: (_: unknown, args: PageArgs) => connection(args) },
    Maker: { items: (_: unknown, args: PageArgs) => connection(args) },
    Item: {
      name: ({ name }: Item, { short }: { short?: boolean }) => (short ? name.slice(0, 1) : name),
    },
  };
  const schema = buildSubgraphSchema({ typeDefs: parse(types), resolvers: resolvers as never });
  const options: GatewayOptions = {
    supergraphSdl: supergraph(types),
    subgraphs: {
      shop: async ({ query, variables, operationName, headers }) => {
        asked.push({ query, variables, headers });
        if (shop.isAway) throw new Error('It is away.');
        return graphql({
          schema,
          source: query,
          variableValues: variables,
          ...(operationName && { operationName }),
          contextValue: { headers },
        });
      },
    },
    log,
  };
  return { options, asked, entries };
}
