import { engineOver, graphOf, type TestGraph } from './graph.ts';

interface Reference {
  readonly id: string;
}

const broken = new Set<string>();

const graph: TestGraph = graphOf({
  fairs: {
    sdl: `
      type Query { fair: Fair empty: Fair }
      type Fair { maker: Maker guests: [Maker] stand: Stand }
      type Stand { maker: Maker }
      type Maker @key(fields: "id") { id: ID! }
    `,
    resolvers: {
      Query: {
        fair: () => ({
          maker: { id: '1' },
          guests: [{ id: '2' }, null, { id: '1' }, { id: '3' }],
          stand: { maker: { id: '1' } },
        }),
        empty: () => ({ maker: null, guests: [], stand: { maker: { id: '4' } } }),
      },
    },
  },
  makers: {
    sdl: `
      type Maker @key(fields: "id") { id: ID! name: String home: Home }
      type Home @key(fields: "id") { id: ID! }
    `,
    resolvers: {
      Maker: {
        __resolveReference: async ({ id }: Reference) => {
          if (broken.has(id)) throw new Error(`There is no maker ${id}.`);
          return { id, name: `M${id}`, home: { id: `h${id}` } };
        },
      },
    },
  },
  homes: {
    sdl: `type Home @key(fields: "id") { id: ID! street(long: Boolean = false): String }`,
    resolvers: {
      Home: {
        __resolveReference: async (reference: Reference) => reference,
        street: ({ id }: Reference, { long }: { long: boolean }) => `${long ? 'long ' : ''}${id}`,
      },
    },
  },
});

const query = '{ fair { maker { name } guests { name } stand { maker { name } } } }';

afterEach(() => broken.clear());

describe('equal fetches on one level', () => {
  it('become one request, each representation once', async () => {
    const { ask, sent } = await engineOver(graph);
    expect(await ask(query)).toEqual({
      data: {
        fair: {
          maker: { name: 'M1' },
          guests: [{ name: 'M2' }, null, { name: 'M1' }, { name: 'M3' }],
          stand: { maker: { name: 'M1' } },
        },
      },
    });
    const [, ...makers] = sent;
    expect(makers.map(({ variables }) => variables.representations)).toHaveLength(1);
    expect(makers[0]?.variables.representations).toHaveLength(3);
  });

  it('are sent one by one where joining is off, with the same answer', async () => {
    const [joined, apart] = [await engineOver(graph), await engineOver(graph, { join: false })];
    expect(await apart.ask(query)).toEqual(await joined.ask(query));
    expect(apart.sent.length).toBeGreaterThan(joined.sent.length);
  });

  it('do not wait for one whose place is empty', async () => {
    const { ask, sent } = await engineOver(graph);
    expect(await ask(query.replace('fair {', 'fair: empty {'))).toEqual({
      data: { fair: { maker: null, guests: [], stand: { maker: { name: 'M4' } } } },
    });
    expect(sent).toHaveLength(2);
  });

  it('tell an error at every place, and at none but those', async () => {
    broken.add('1');
    const { ask } = await engineOver(graph);
    const { data, errors } = await ask(query);
    expect(data).toEqual({
      fair: {
        maker: { name: null },
        guests: [{ name: 'M2' }, null, { name: null }, { name: 'M3' }],
        stand: { maker: { name: null } },
      },
    });
    expect(errors?.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        ['fair', 'maker'],
        ['fair', 'guests', 2],
        ['fair', 'stand', 'maker'],
      ]),
    );
    expect(errors).toHaveLength(3);
  });

  it('do not mix what later fetches bring to one of the places', async () => {
    const { ask } = await engineOver(graph);
    const { data } = await ask(
      '{ fair { maker { home { street } } stand { maker { home { street(long: true) } } } } }',
    );
    expect(data).toEqual({
      fair: {
        maker: { home: { street: 'h1' } },
        stand: { maker: { home: { street: 'long h1' } } },
      },
    });
  });
});
