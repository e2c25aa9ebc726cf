import { DataSource } from 'typeorm';
import { toConnection } from '../src/paging/connection.ts';
import { type Condition, pagesOf, type SortKey } from '../src/paging/list-query.ts';
import { toPage } from '../src/paging/page.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';

interface Item {
  readonly code: string;
  readonly units: number | null;
}

const scope = { list: 'Query.items' };
let database: TestDatabase;
let db: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  await db.query('CREATE TABLE items (code text PRIMARY KEY, owner text, units integer)');
  await db.query(
    `INSERT INTO items VALUES ('a', 'x', 3), ('b', 'x', NULL), ('c', 'x', 1), ('d', 'x', 3), ('e', 'y', 2)`,
  );
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const orders = {
  ascending: [
    { sql: 'i.units', type: 'integer' },
    { sql: 'i.code', type: 'text' },
  ],
  descending: [
    { sql: 'i.units', type: 'integer', descending: true },
    { sql: 'i.code', type: 'text' },
  ],
} satisfies Record<string, SortKey[]>;

async function page(
  args: Parameters<typeof toPage>[0],
  order: SortKey[] = orders.ascending,
  where: Condition[] = [],
) {
  const [found] = await pagesOf<Item>(
    db,
    { select: 'i.code, i.units', from: 'items i', where, order },
    toPage(args, scope),
  );
  if (found === undefined) throw new Error('no page came');
  return toConnection(found, scope);
}

const codes = (connection: { nodes: readonly Item[] }) =>
  connection.nodes.map(({ code }) => code).join('');

describe('a page of a list', () => {
  it('puts nulls last in both directions and breaks ties by code', async () => {
    expect(codes(await page({}))).toBe('ceadb');
    expect(codes(await page({}, orders.descending))).toBe('adecb');
  });

  it.each(['ascending', 'descending'] as const)(
    'walks %s from either end over all items',
    async (order) => {
      const whole = codes(await page({}, orders[order]));
      let forward = '';
      let after: string | null = null;
      for (let more = true; more; ) {
        const next = await page({ first: 2, after }, orders[order]);
        forward += codes(next);
        after = next.pageInfo.endCursor;
        more = next.pageInfo.hasNextPage;
      }
      let backward = '';
      let before: string | null = null;
      for (let more = true; more; ) {
        const previous = await page({ last: 2, before }, orders[order]);
        backward = codes(previous) + backward;
        before = previous.pageInfo.startCursor;
        more = previous.pageInfo.hasPreviousPage;
      }
      expect([forward, backward]).toEqual([whole, whole]);
    },
  );

  it('counts the whole list on an empty page behind its end, and says that it lies ahead', async () => {
    const end = (await page({})).pageInfo.endCursor;
    const behind = await page({ first: 2, after: end });
    expect(behind).toMatchObject({
      nodes: [],
      totalCount: 5,
      pageInfo: { hasNextPage: false, hasPreviousPage: true, endCursor: null },
    });
  });

  it('says of an empty page ahead of the first item that the list lies behind it', async () => {
    const start = (await page({})).pageInfo.startCursor;
    const ahead = await page({ last: 2, before: start });
    expect(ahead).toMatchObject({
      nodes: [],
      totalCount: 5,
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null },
    });
  });

  it.each([{ first: 2 }, { last: 2 }])(
    'has nothing on either side of an empty list: %j',
    async (args) => {
      const none = await page(args, orders.ascending, [{ sql: 'false', values: [] }]);
      expect(none).toMatchObject({
        nodes: [],
        totalCount: 0,
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      });
    },
  );

  it('stays in place when a row ahead of the cursor comes or goes', async () => {
    const { pageInfo } = await page({ first: 2 });
    await db.query(`INSERT INTO items VALUES ('0', 'x', 0)`);
    const next = codes(await page({ first: 2, after: pageInfo.endCursor }));
    await db.query(`DELETE FROM items WHERE code = '0'`);
    expect(next).toBe('ad');
  });

  it('counts what the filter takes in', async () => {
    const found = await page({ first: 1 }, orders.ascending, [
      { sql: 'i.units = $1 OR i.units = $2', values: [3, 1] },
    ]);
    expect([codes(found), found.totalCount]).toEqual(['c', 3]);
  });

  it('takes parameters in the FROM clause beside those of the filter', async () => {
    const [found] = await pagesOf<Item>(
      db,
      {
        select: 'i.code',
        from: { sql: '(SELECT * FROM items WHERE units >= $1) i', values: [2] },
        where: [{ sql: 'i.owner = $1', values: ['x'] }],
        order: orders.ascending,
      },
      toPage({}, scope),
    );
    expect(found?.rows.map(({ row }) => row.code)).toEqual(['a', 'd']);
  });

  it('gives each parent its own page in one statement, and an empty one where there is nothing', async () => {
    const pages = await pagesOf<Item>(
      db,
      { select: 'i.code', from: 'items i', where: [], order: orders.ascending, parent: 'i.owner' },
      toPage({ first: 2 }, scope),
      ['y', 'x', 'z'],
    );
    expect(pages.map((p) => [p.rows.map(({ row }) => row.code).join(''), p.total])).toEqual([
      ['e', 1],
      ['ca', 4],
      ['', 0],
    ]);
  });
});

describe('what a page refuses', () => {
  it.each([
    [{ first: 0 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ last: -1 }, 'last'],
    [{ first: 1, last: 1 }, 'last'],
    [{ first: 1, before: 'x' }, 'before'],
    [{ last: 1, after: 'x' }, 'after'],
    [{ after: 'no cursor' }, 'after'],
  ])('refuses %j and names %s', async (args, argument) => {
    await expect(page(args)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
  });

  it('refuses a cursor of another list', async () => {
    const { pageInfo } = await page({ first: 1 });
    expect(() => toPage({ after: pageInfo.endCursor }, { list: 'Query.others' })).toThrow(
      'another list',
    );
  });

  it('takes filters that narrow nothing for the same filter', async () => {
    const { pageInfo } = await page({ first: 1 });
    const same = { list: 'Query.items', filter: { state: [], text: null } };
    expect(toPage({ after: pageInfo.endCursor }, same).from).toHaveLength(2);
  });
});
