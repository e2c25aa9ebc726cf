import type { GatewayServer } from '../../src/index.ts';
import { startLibrary } from './graph.ts';

let gateway: GatewayServer;
beforeAll(async () => {
  gateway = await startLibrary({ limits: { cost: 10_000 } });
});
afterAll(() => gateway.stop());

/** What an operation was counted for, and what it came to. */
async function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const { body } = await gateway.query({ query, variables }, { 'x-cost': '1' });
  expect(body.errors).toBeUndefined();
  const cost = body.extensions?.cost as { requested: number; actual: number } | undefined;
  return { requested: cost?.requested, actual: cost?.actual };
}

describe('the cost of an operation', () => {
  it.each([
    ['a point for an object, none for a leaf', '{ author { id name } }', 1, 1],
    ['a list by its assumed size', '{ authors { id } }', 7, 2],
    ['a list by its slicing argument', '{ authors(first: 3) { id } }', 3, 2],
    ['lists within lists', '{ authors(first: 3) { books(first: 4) { nodes { id } } } }', 18, 6],
    ['a connection by the default of `first`', '{ author { books { nodes { id } } } }', 22, 3],
    ['edges and their nodes', '{ author { books(first: 5) { edges { node { id } } } } }', 12, 4],
    ['the longer of two slices', '{ author { books(first: 2, last: 9) { nodes { id } } } }', 11, 3],
    ['an explicit weight of a leaf', '{ author { books { total } } }', 7, 7],
    ['a weight of a field and its argument', '{ report(deep: true) { id } }', 80, 80],
    ['a list without a size as assumed', '{ report { reviews { text } } }', 60, 52],
    ['as many as ids are given', '{ byIds(ids: ["1", "2"]) { id } }', 2, 2],
    ['one field asked for twice once', '{ author { id } author { name } }', 1, 1],
    ['what is skipped not at all', '{ author { id } report @skip(if: true) { id } }', 1, 1],
    [
      'the dearest of several types',
      '{ found { ... on Book { authors { id } } ... on Author { id } } }',
      4,
      2,
    ],
    ['ten points for a change', 'mutation { lend { id } }', 11, 11],
    ['nothing for nothing', '{ __typename }', 0, 0],
  ])('counts %s', async (_name, query, requested, actual) => {
    expect(await costOf(query)).toEqual({ requested, actual });
  });

  it('takes sizes and conditions from variables and their defaults', async () => {
    const sized = 'query ($n: Int = 6) { authors(first: $n) { id } }';
    expect((await costOf(sized, { n: 4 })).requested).toBe(4);
    expect((await costOf(sized)).requested).toBe(6);
    const ids = 'query ($ids: [ID!]!) { byIds(ids: $ids) { id } }';
    expect((await costOf(ids, { ids: ['1', '2', '3'] })).requested).toBe(3);
    const asked = 'query ($no: Boolean = true) { report @include(if: $no) { id } author { id } }';
    expect((await costOf(asked, { no: false })).requested).toBe(1);
    expect((await costOf(asked)).requested).toBe(51);
  });

  it('is told only when it is asked for', async () => {
    const { body } = await gateway.query({ query: '{ author { id } }' });
    expect(body).toEqual({ data: { author: { id: '2' } } });
  });

  it('beyond the limit is refused with the figure, the ceiling and what to change', async () => {
    const answer = await gateway.query({
      query: '{ authors(first: 50) { books(first: 100) { nodes { authors { id } } } } }',
    });
    // 50 authors with a connection each, 100 books in each, 3 authors of each book.
    const requested = 50 * (1 + 1 + 100 * (1 + 3));
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([
      {
        message: `The operation would cost ${requested} points, and at most 10000 are taken: lower \`first\` of \`authors.books\` from 100 to 49, or ask for less below it.`,
        extensions: {
          code: 'COST_LIMIT_EXCEEDED',
          limit: 'cost',
          computed: requested,
          ceiling: 10_000,
          argument: 'first',
          given: 100,
        },
      },
    ]);
    const taken = '{ authors(first: 50) { books(first: 49) { nodes { authors { id } } } } }';
    expect((await costOf(taken)).requested).toBeLessThanOrEqual(10_000);
  });

  it('names the variable that a size comes from', async () => {
    const { body } = await gateway.query({
      query: 'query ($n: Int!) { authors(first: $n) { id } }',
      variables: { n: 20_000 },
    });
    expect(body.errors).toMatchObject([
      { message: expect.stringContaining('(`$n`)'), extensions: { argument: '$n', given: 20_000 } },
    ]);
  });

  it('of a graph that says nothing of cost counts lists by the assumed size', async () => {
    const plain = await startLibrary({ withoutCosts: true });
    try {
      const { body } = await plain.query(
        { query: '{ authors(first: 3) { books { nodes { id } } } }' },
        { 'x-cost': '1' },
      );
      expect(body.extensions?.cost).toEqual({ requested: 120, actual: 6, limit: 25_000 });
    } finally {
      await plain.stop();
    }
  });
});
