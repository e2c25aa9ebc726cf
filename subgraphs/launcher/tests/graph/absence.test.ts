import { createGatewayServer, type SubgraphAddress } from '@niryat/gateway';
import { readSupergraph } from '../../src/graph.ts';
import { startTestGraph, type TestGraph } from '../support/graph.ts';

const QUERY = `{
  state(code: "IN-UP") {
    name
    partnerships(filter: { kind: [E_COMMERCE] }) { status }
    events(first: 1) { totalCount }
  }
  mission(code: "embassy-tokyo") { name lastActivityOn }
  event(code: "up-japan-virtual-conference-2022") {
    startsOn
    state { name }
    topics { __typename ... on Sector { name } ... on Country { name } }
  }
}`;

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('a part of the graph that is away', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
  });
  afterAll(() => graph.stop());

  /** The answer of a gateway for which some subgraphs are what is given. */
  const askWith = async (replaced: Readonly<Record<string, SubgraphAddress>>) => {
    const services = Object.entries(graph.services);
    const gateway = await createGatewayServer({
      supergraphSdl: await readSupergraph(),
      subgraphs: {
        ...Object.fromEntries(services.map(([name, { execute }]) => [name, execute])),
        ...replaced,
      },
      log: silent,
    });
    const { status, body } = await gateway.query({ query: QUERY });
    await gateway.stop();
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(
      /127\.0\.0\.1|localhost|:\d{4}\b|ECONN|\.[jt]s\b|stack/,
    );
    return body;
  };

  /** An address at which nothing listens: 9 is the discard port. */
  const nowhere = 'http://127.0.0.1:9/graphql';

  const errorOf = (service: string) => [
    {
      message: `The subgraph "${service}" did not answer; its fields are null.`,
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', service },
    },
  ];

  it('costs nothing but its own fields: partners', async () => {
    const { data, errors } = await askWith({ partners: nowhere });
    expect(errors?.map(({ path, ...error }) => error)).toEqual(errorOf('partners'));
    expect(data).toMatchObject({
      state: {
        name: 'Uttar Pradesh',
        partnerships: null,
        events: { totalCount: expect.any(Number) },
      },
      mission: null,
      event: { startsOn: '2022-06-07', state: { name: 'Uttar Pradesh' } },
    });
  });

  it('costs nothing but its own fields: events', async () => {
    const { data, errors } = await askWith({ events: nowhere });
    expect(errors?.map(({ path, ...error }) => error)).toEqual(errorOf('events'));
    expect(data).toMatchObject({
      state: { name: 'Uttar Pradesh', events: null },
      mission: { name: 'Embassy of India, Tokyo', lastActivityOn: null },
      event: null,
    });
    const { state } = data as { state: { partnerships: unknown[] } };
    expect(state.partnerships).toHaveLength(5);
  });

  it('costs nothing but its own fields: products', async () => {
    const { data, errors } = await askWith({ products: nowhere });
    expect(errors?.map(({ path, ...error }) => error)).toEqual(errorOf('products'));
    expect(data).toMatchObject({
      state: null,
      mission: { name: 'Embassy of India, Tokyo', lastActivityOn: '2022-06-07' },
      event: { startsOn: '2022-06-07' },
    });
  });

  it('is told the same way where the subgraph runs in this process and throws', async () => {
    const { errors } = await askWith({
      partners: async () => {
        throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
      },
    });
    expect(errors?.map(({ path, ...error }) => error)).toEqual(errorOf('partners'));
  });

  it('is told where a subgraph answers but its database does not, without saying where that is', async () => {
    const { db } = graph.services.partners;
    await db.destroy();
    try {
      const { data, errors = [] } = await askWith({});
      expect(data).toMatchObject({
        state: { name: 'Uttar Pradesh', partnerships: null },
        mission: null,
        event: { startsOn: '2022-06-07', state: { name: 'Uttar Pradesh' } },
      });
      expect(errors.length).toBeGreaterThan(0);
      for (const { message, extensions } of errors) {
        expect(message).toBe('The database does not answer.');
        expect(extensions).toEqual({ code: 'DATABASE_UNAVAILABLE', service: 'partners' });
      }
    } finally {
      await db.initialize();
    }
  });
});

describe('a reference to a record that its owner does not know', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
    const { db } = graph.services.events;
    const event = 'uttar-pradesh-samvad-2020';
    await db.query(
      `UPDATE events.events SET district_code = 'up-nowhere', country_code = 'ZZ' WHERE code = $1`,
      [event],
    );
    await db.query(`UPDATE events.measures SET provider_code = 'nobody' WHERE code = 'odop-up'`);
  });
  afterAll(() => graph.stop());

  it('is null with NOT_FOUND and its path, and the rest arrives', async () => {
    const { body } = await graph.gateway.query({
      query: `{
        event(code: "uttar-pradesh-samvad-2020") {
          title
          district { name }
          country { name }
          state { name }
        }
      }`,
    });
    expect(body.data).toEqual({
      event: {
        title: 'Uttar Pradesh Samvad',
        district: null,
        country: null,
        state: { name: 'Uttar Pradesh' },
      },
    });
    expect(body.errors).toHaveLength(2);
    expect(body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          path: ['event', 'district'],
          extensions: expect.objectContaining({ code: 'NOT_FOUND', service: 'products' }),
        }),
        expect.objectContaining({
          path: ['event', 'country'],
          extensions: expect.objectContaining({ code: 'NOT_FOUND', service: 'partners' }),
        }),
      ]),
    );
  });

  it('costs only its own item of a list', async () => {
    const { body } = await graph.gateway.query({
      query:
        '{ measures(filter: { state: ["IN-UP"] }, first: 100) { nodes { code provider { name } } } }',
    });
    const { measures } = body.data as {
      measures: { nodes: { code: string; provider: { name: string } | null }[] };
    };
    const at = measures.nodes.findIndex(({ code }) => code === 'odop-up');
    expect(measures.nodes[at]?.provider).toBeNull();
    expect(measures.nodes.filter(({ provider }) => provider?.name).length).toBeGreaterThan(10);
    expect(body.errors).toMatchObject([
      { path: ['measures', 'nodes', at, 'provider'], extensions: { code: 'NOT_FOUND' } },
    ]);
  });
});
