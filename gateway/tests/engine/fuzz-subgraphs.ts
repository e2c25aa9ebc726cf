import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { hashed } from './random.ts';

/** Three subgraphs that fail at random: in which world they are decides which fields do. */
export interface FaultySubgraphs {
  readonly supergraphSdl: string;
  readonly schemas: ReadonlyMap<string, GraphQLSchema>;
  /** Moves to another world; the same number always fails in the same places. */
  enter(world: number): void;
}

interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}
type Resolve = (row: Row, args: Record<string, number>) => unknown;

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@shareable", "@external", "@requires", "@provides"])`;

const LIBRARY = `${LINK}
  interface Item { id: ID! title: String }
  type Book implements Item @key(fields: "id") { id: ID! title: String pages: Int! author: Person }
  type Film implements Item @key(fields: "id") {
    id: ID! title: String! minutes: Int author: Person! genre: Genre tags: [[String!]]
  }
  enum Genre { DRAMA COMEDY }
  type Person @key(fields: "id") { id: ID! }
  union Thing = Book | Film | Person
  type Query { items: [Item!] item(id: ID!): Item one: Item! things: [Thing] shelves: [[Book]!] }
  type Mutation { retitle(id: ID!, by: Int = 1): Book shoot: Film! }`;

const PEOPLE = `${LINK}
  type Person @key(fields: "id") {
    id: ID! name: String! age: Int friends(first: Int = 2): [Person!] likes: [Book]
    height: Float @shareable home: Home @shareable
  }
  type Home @shareable { street: String! no: Int }
  type Book @key(fields: "id") { id: ID! }
  type Query { people(n: Int = 3): [Person!]! me: Person }
  type Mutation { meet(n: Int): Person }`;

const REVIEWS = `${LINK}
  type Book @key(fields: "id") {
    id: ID! pages: Int! @external stars: Float reviews: [Review!]! cost(per: Int = 2): Int @requires(fields: "pages")
  }
  type Film @key(fields: "id") { id: ID! reviews: [Review!] }
  type Review { text: String! by: Person! about: Subject }
  union Subject = Book | Film
  type Person @key(fields: "id") {
    id: ID! score: Int! home: Home @shareable height: Float @shareable
  }
  type Home @shareable { street: String! no: Int }`;

/** Composes the three, and makes them executable. */
export function faultySubgraphs(): FaultySubgraphs {
  let world = 0;
  const fails = (where: string, id: string): boolean => {
    const chance = hashed(world, where, id);
    if (chance < 0.03) throw new Error(`broken ${where}`);
    return chance < 0.07;
  };
  const fields = (type: string, resolvers: Record<string, Resolve>) =>
    Object.fromEntries(
      Object.entries(resolvers).map(([name, resolve]) => [
        name,
        (row: Row | undefined, args: Record<string, number>) =>
          fails(`${type}.${name}`, row?.id ?? '') ? null : resolve(row ?? { id: '' }, args),
      ]),
    );
  // Asynchronous: the library drops all entities of a list when one of them throws at once.
  const entity = (name: string) => ({
    __resolveReference: async (row: Row) => (fails(name, row.id) ? null : { ...row }),
  });

  const library = {
    Query: fields('Query', {
      items: () => mixed(1),
      item: (_, { id }) => ({ __typename: 'Book', id: String(id) }),
      one: () => ({ __typename: 'Film', id: '3' }),
      things: () => [...mixed(2), { __typename: 'Person', id: '1' }, null],
      shelves: () => [rows('Book', 0), [], rows('Book', 1)],
    }),
    Mutation: fields('Mutation', {
      retitle: (_, { id, by }) => ({ id: String(id), by }),
      shoot: () => ({ id: '2' }),
    }),
    Book: {
      ...entity('Book'),
      ...fields('Book', {
        title: ({ id, by }) => `b${id}${by ?? ''}`,
        pages: ({ id }) => Number(id),
        author: ({ id }) => ({ id }),
      }),
    },
    Film: {
      ...entity('Film'),
      ...fields('Film', {
        title: ({ id }) => `f"${id}\n`,
        minutes: ({ id }) => Number(id) * 10,
        author: ({ id }) => ({ id }),
        genre: ({ id }) => (Number(id) % 2 ? 'DRAMA' : 'COMEDY'),
        tags: ({ id }) => [['a', id], null, []],
      }),
    },
    Person: entity('Person'),
  };
  const person = {
    height: ({ id }: Row) => 1.5 * Number(id),
    home: ({ id }: Row) => ({ id, street: `s${id}`, no: 4 }),
  };
  const people = {
    Query: fields('Query', {
      people: (_, { n }) => rows('Person', n ?? 0).slice(0, n),
      me: () => ({ id: '0' }),
    }),
    Mutation: fields('Mutation', { meet: (_, { n }) => ({ id: String(n ?? 1) }) }),
    Person: {
      ...entity('PersonOfPeople'),
      ...fields('Person', {
        name: ({ id }) => `nä${id}`,
        age: ({ id }) => Number(id),
        friends: ({ id }, { first }) => rows('Person', Number(id)).slice(0, first),
        likes: ({ id }) => rows('Book', Number(id)).slice(0, 2),
        ...person,
      }),
    },
    Book: entity('BookOfPeople'),
  };
  const reviews = {
    Book: {
      ...entity('BookOfReviews'),
      ...fields('BookOfReviews', {
        stars: ({ id }) => Number(id) / 2,
        reviews: ({ id }) => [0, 1].map((n) => ({ id: id + n, of: id, film: n === 1 })),
        cost: ({ pages }, { per }) => Number(pages ?? 0) * (per ?? 0),
      }),
    },
    Film: {
      ...entity('FilmOfReviews'),
      ...fields('FilmOfReviews', { reviews: ({ id }) => [{ id, of: '2', film: true }] }),
    },
    Review: fields('Review', {
      text: ({ id }) => `t${id}`,
      by: ({ of }) => ({ id: of }),
      about: ({ of, film }) => ({ __typename: film ? 'Film' : 'Book', id: of }),
    }),
    Person: {
      ...entity('PersonOfReviews'),
      ...fields('PersonOfReviews', { score: ({ id }) => Number(id), ...person }),
    },
  };
  const subgraphs = [
    { name: 'library', sdl: LIBRARY, resolvers: library },
    { name: 'people', sdl: PEOPLE, resolvers: people },
    { name: 'reviews', sdl: REVIEWS, resolvers: reviews },
  ].map(({ name, sdl, resolvers }) => ({
    name,
    typeDefs: parse(sdl),
    resolvers,
    url: `http://${name}/`,
  }));
  const { supergraphSdl, errors } = composeServices(subgraphs);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'the subgraphs do not compose');
  return {
    supergraphSdl,
    schemas: new Map(
      subgraphs.map(({ name, typeDefs, resolvers }) => [
        name,
        buildSubgraphSchema({ typeDefs, resolvers: resolvers as never }),
      ]),
    ),
    enter: (next) => {
      world = next;
    },
  };
}

const rows = (type: string, from: number) =>
  Array.from({ length: 3 }, (_, at) => ({ __typename: type, id: String((from * 3 + at * 2) % 7) }));

const mixed = (from: number) =>
  Array.from({ length: 3 }, (_, at) => ({
    __typename: at % 2 ? 'Book' : 'Film',
    id: String((from + at) % 5),
  }));
