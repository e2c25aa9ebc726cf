import { removalDate } from '../deprecation.ts';
import {
  deprecationProblems,
  namingProblems,
  nullabilityProblems,
  pagingProblems,
} from '../lint-public.ts';

/** The first word of each problem: what it is about. */
const about = (problems: readonly string[]): (string | undefined)[] =>
  problems.map((line) => line.split(' ')[0]).sort();

const page = `
  type TownConnection { edges: [TownEdge!]! nodes: [Town]! pageInfo: PageInfo! totalCount: Int! }
  type TownEdge { node: Town! cursor: String! }
  type PageInfo { hasNextPage: Boolean! }
  type Town { id: ID! }
`;
const size = '"How many, 1 to 100."';

describe('names', () => {
  it('are refused where they are not written as their kind is', () => {
    expect(
      about(
        namingProblems(`
          type Query { Towns(First_one: Int, by: by_what): Int }
          enum Size { Small VERY_LARGE A__B }
          input by_what { starts_on: String }
          input Town { name: String }
          type town_hall { x: Int }
        `),
      ),
    ).toEqual([
      'Query.Towns',
      'Query.Towns(First_one)',
      'Size.A__B',
      'Size.Small',
      'Town',
      'by_what',
      'by_what',
      'by_what.starts_on',
      'town_hall',
    ]);
  });

  it('are accepted where they are', () => {
    expect(
      namingProblems(`
        type Query { gi(filter: TownFilter): HSChapter }
        type HSChapter { valueUsdMillion: Int }
        enum Size { HS_2 }
        input TownFilter { startsOn: String }
      `),
    ).toEqual([]);
  });
});

describe('nulls', () => {
  it('are refused in lists of values, in what is given, in keys and in what a page is made of', () => {
    expect(
      about(
        nullabilityProblems(`
          type Query { names: [String]! towns(codes: [ID], filter: TownFilter): TownConnection }
          input TownFilter { sizes: [Int]! }
          type TownConnection { edges: [TownEdge!] nodes: [Town!]! pageInfo: PageInfo totalCount: Int! }
          type TownEdge { node: Town cursor: String }
          type PageInfo { hasNextPage: Boolean! }
          type Town { id: ID code: ID! }
        `),
      ),
    ).toEqual([
      'Query.names',
      'Query.towns(codes)',
      'Town.id',
      'TownConnection.edges',
      'TownConnection.pageInfo',
      'TownEdge.cursor',
      'TownFilter.sizes',
    ]);
  });

  it('are accepted in lists of records, which another subgraph may fail to bring', () => {
    expect(
      nullabilityProblems(
        `${page} type Query { towns(codes: [ID!]): TownConnection nodes: [Town]! names: [String!] }`,
      ),
    ).toEqual([]);
  });
});

describe('lists', () => {
  const problemsOf = (field: string) => pagingProblems(`${page} type Query { ${field} }`);

  it.each([
    `towns(${size} first: Int! = 20, after: String): TownConnection!`,
    `towns(${size} first: Int, after: String, ${size} last: Int, before: String): TownConnection!`,
    `towns(${size} first: Int! = 20): [Town!]!`,
    '"By name, at most 100; `Query.towns` pages on." towns: [Town!]!',
    'names: [String!]!',
    'town: Town',
  ])('are accepted with an end: %s', (field) => {
    expect(problemsOf(field)).toEqual([]);
  });

  it.each([
    ['towns: [Town!]!', 'Query.towns'],
    ['towns: TownConnection!', 'Query.towns'],
    [`towns(${size} first: Int!, after: String): TownConnection!`, 'Query.towns(first)'],
    [`towns(${size} first: Int): [Town]`, 'Query.towns(first)'],
    ['towns(first: Int! = 20, after: String): TownConnection!', 'Query.towns(first)'],
  ])('are refused without one: %s', (field, path) => {
    expect(about(problemsOf(field))).toEqual([path]);
  });

  it('are accepted where the register knows what bounds them, and only as long as they need it', () => {
    const sdl = (facilities: string) =>
      pagingProblems(`
        type Query { cluster: Cluster }
        type Cluster { ${facilities} sources: [Source!]! }
        type Facility { x: Int } type Source { x: Int }
      `);
    expect(sdl('facilities: [Facility!]!')).toEqual([]);
    expect(sdl('"At the place; at most 100." facilities: [Facility!]!')).toEqual([
      'Cluster.facilities is on the register of bounded lists and needs no place there',
    ]);
  });
});

describe('deprecations', () => {
  it('say what to use instead and, last, until which day the thing is served', () => {
    expect(removalDate('Use `value`. Removed after 2026-12-31.')).toBe('2026-12-31');
    expect(
      [
        undefined,
        'No longer supported',
        'Removed after 2026-12-31.',
        'Use `value`. Removed after 2026-02-30.',
        'Use `value`. Removed after 2026-12-31',
        'Use `value`, removed after 31 December 2026.',
      ].map(removalDate),
    ).toEqual(Array(6).fill(undefined));
  });

  it('are refused where they are written otherwise, wherever they stand', () => {
    expect(
      about(
        deprecationProblems(`
          type Query {
            a(x: Int @deprecated(reason: "Use y.")): Int @deprecated
            b: Int @deprecated(reason: "Use \`c\`. Removed after 2026-12-31.")
          }
          enum Size { SMALL @deprecated(reason: "old") LARGE }
          input TownFilter { name: String @deprecated(reason: "Use title") }
        `),
      ),
    ).toEqual(['Query.a', 'Query.a(x)', 'Size.SMALL', 'TownFilter.name']);
  });
});
