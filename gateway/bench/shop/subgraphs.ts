import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { guests, type Product, products, type Review, reviews, type User, users } from './data.ts';

/** The names of the shop's subgraphs. */
export const shopSubgraphs = ['accounts', 'products', 'reviews', 'inventory'] as const;

/** The name of a subgraph of the shop. */
export type ShopSubgraph = (typeof shopSubgraphs)[number];

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.3"
  import: ["@key", "@external", "@requires", "@provides", "@shareable"]
)`;

/**
 * The SDL of each subgraph: the types and keys of the benchmark that is public, where inventory needs
 * price and weight of another subgraph, and reviews bring the author's username along.
 */
export const shopSdl: Readonly<Record<ShopSubgraph, string>> = {
  accounts: `${LINK}
    type Query { me: User user(id: ID!): User users: [User] }
    type User @key(fields: "id") { id: ID! name: String username: String @shareable birthday: String }`,
  products: `${LINK}
    type Query { topProducts(first: Int = 5): [Product] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
  reviews: `${LINK}
    type Review @key(fields: "id") {
      id: ID! body: String author: User @provides(fields: "username") product: Product
    }
    type User @key(fields: "id") {
      id: ID! username: String @external numberOfReviews: Int reviews: [Review]
    }
    type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
  inventory: `${LINK}
    type Product @key(fields: "upc") {
      upc: String! weight: Int @external price: Int @external inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight")
    }`,
};

const byKey = <T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [keyOf(row), row]));

function grouped(keyOf: (review: Review) => string): ReadonlyMap<string, readonly Review[]> {
  const groups = new Map<string, Review[]>();
  for (const review of reviews) {
    const key = keyOf(review);
    groups.set(key, [...(groups.get(key) ?? []), review]);
  }
  return groups;
}

const userById = byKey([...users, ...guests], ({ id }) => id);
const productByUpc = byKey(products, ({ upc }) => upc);
const reviewById = byKey(reviews, ({ id }) => id);
const reviewsOfUser = grouped(({ author }) => author);
const reviewsOfProduct = grouped(({ product }) => product);

interface UserKey {
  readonly id: string;
}
interface ProductKey {
  readonly upc: string;
}
/** A product as inventory is sent it. */
interface Parcel extends ProductKey {
  readonly price: number;
  readonly weight: number;
}

const resolvers = {
  accounts: {
    Query: {
      me: (): User | undefined => users[0],
      user: (_: unknown, { id }: UserKey) => userById.get(id),
      users: () => users,
    },
    User: { __resolveReference: ({ id }: UserKey) => userById.get(id) },
  },
  products: {
    Query: {
      topProducts: (_: unknown, { first }: { first: number }): readonly Product[] =>
        products.slice(0, first),
    },
    Product: { __resolveReference: ({ upc }: ProductKey) => productByUpc.get(upc) },
  },
  reviews: {
    Review: {
      __resolveReference: ({ id }: UserKey) => reviewById.get(id),
      author: ({ author }: Review) => ({ id: author, username: userById.get(author)?.username }),
      product: ({ product }: Review) => ({ upc: product }),
    },
    User: {
      __resolveReference: (key: UserKey) => key,
      username: ({ id }: UserKey) => userById.get(id)?.username,
      numberOfReviews: ({ id }: UserKey) => reviewsOfUser.get(id)?.length ?? 0,
      reviews: ({ id }: UserKey) => reviewsOfUser.get(id) ?? [],
    },
    Product: {
      __resolveReference: (key: ProductKey) => key,
      reviews: ({ upc }: ProductKey) => reviewsOfProduct.get(upc) ?? [],
    },
  },
  inventory: {
    Product: {
      __resolveReference: (parcel: Parcel) => parcel,
      inStock: ({ upc }: Parcel) => productByUpc.get(upc)?.inStock,
      // Dear things travel free, others by weight.
      shippingEstimate: ({ price, weight }: Parcel) => (price > 1000 ? 0 : Math.round(weight / 2)),
    },
  },
};

/** A subgraph of the shop over its data in memory. */
export function shopSchema(name: ShopSubgraph): GraphQLSchema {
  const module = { typeDefs: parse(shopSdl[name]), resolvers: resolvers[name] };
  // The library's type of a resolver map refuses parents that are known exactly.
  return buildSubgraphSchema(module as unknown as Parameters<typeof buildSubgraphSchema>[0]);
}
