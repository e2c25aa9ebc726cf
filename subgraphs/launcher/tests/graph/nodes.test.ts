import { toNodeId } from '@niryat/kernel';
import { startTestGraph, type TestGraph } from '../support/graph.ts';

/** One record of every type that has an id. */
const RECORDS: Readonly<Record<string, string>> = {
  Cluster: 'bhadohi-carpet',
  Commitment: 'japan-2022-delegation-support',
  Country: 'JP',
  Delegation: 'up-state-delegation-japan-2022',
  District: 'up-bhadohi',
  Event: 'up-japan-virtual-conference-2022',
  Facility: 'up-sambhal-cfc',
  MarketRequirement: 'jp-carpet-label',
  Measure: 'odop-up',
  Mission: 'embassy-tokyo',
  Organisation: 'cepc',
  Person: 'navneet-sehgal',
  Product: 'hand-knotted-carpet',
  Sector: 'carpets',
  State: 'IN-UP',
  Target: 'up-exports-3-lakh-crore-5y-2022',
  TradeAgreement: 'in-jp-cepa',
};

/** What makes a record of a type more than its id: a field that only its owner knows. */
const ownField = (type: string): string => {
  if (type === 'Event') return 'title';
  if (type === 'Commitment') return 'summary';
  return type === 'Target' ? 'metric' : 'name';
};

describe('a record by its id', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
  });
  afterAll(() => graph.stop());

  const ask = async (query: string, variables: Readonly<Record<string, unknown>> = {}) =>
    (await graph.gateway.query({ query, variables })).body;

  it('can be asked for of every type that has one', async () => {
    const { data } = await ask('{ __type(name: "Node") { possibleTypes { name } } }');
    expect(data).toEqual({
      __type: {
        possibleTypes: expect.arrayContaining(Object.keys(RECORDS).map((name) => ({ name }))),
      },
    });
    const { possibleTypes } = (data as { __type: { possibleTypes: unknown[] } }).__type;
    expect(possibleTypes).toHaveLength(Object.keys(RECORDS).length);
  });

  it.each(Object.entries(RECORDS))('is found for a %s', async (type, code) => {
    const id = toNodeId(type, code);
    const field = ownField(type);
    const { data, errors } = await ask(
      `query ($id: ID!) { node(id: $id) { __typename id ... on ${type} { code own: ${field} } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: { __typename: type, id, code, own: expect.any(String) } });
  });

  it('has the id that the record itself tells', async () => {
    const { data } = await ask(
      '{ state(code: "IN-UP") { id } mission(code: "embassy-tokyo") { id } event(code: "up-gis-2023") { id } }',
    );
    expect(data).toEqual({
      state: { id: toNodeId('State', 'IN-UP') },
      mission: { id: toNodeId('Mission', 'embassy-tokyo') },
      event: { id: toNodeId('Event', 'up-gis-2023') },
    });
  });

  it.each(['', 'IN-UP', 'U3RhdGU6SU4tVVA=', 'State:IN-UP'])(
    'is refused where the text is no id: "%s"',
    async (id) => {
      const { data, errors } = await ask('query ($id: ID!) { node(id: $id) { id } }', { id });
      expect(data).toEqual({ node: null });
      expect(errors).toMatchObject([
        { path: ['node'], extensions: { code: 'BAD_USER_INPUT', argument: 'id', given: id } },
      ]);
    },
  );

  it('is null with NOT_FOUND where a known type has no such code', async () => {
    const { data, errors } = await ask('query ($id: ID!) { node(id: $id) { id } }', {
      id: toNodeId('District', 'up-nowhere'),
    });
    expect(data).toEqual({ node: null });
    expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'NOT_FOUND' } }]);
  });

  it('is null with NOT_FOUND where there is no such type', async () => {
    const { data, errors } = await ask('query ($id: ID!) { node(id: $id) { id } }', {
      id: toNodeId('Planet', 'earth'),
    });
    expect(data).toEqual({ node: null });
    expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'NOT_FOUND' } }]);
  });

  it("says NOT_FOUND for another subgraph's record once more than the id is asked for", async () => {
    const { data, errors } = await ask(
      'query ($id: ID!) { node(id: $id) { id ... on Mission { name } } }',
      { id: toNodeId('Mission', 'embassy-nowhere') },
    );
    expect(data).toEqual({ node: null });
    expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'NOT_FOUND' } }]);
  });

  it('stands in its place among others, unknown ones being null', async () => {
    const ids = [
      toNodeId('Mission', 'embassy-tokyo'),
      toNodeId('District', 'up-nowhere'),
      toNodeId('Event', 'up-gis-2023'),
    ];
    const { data, errors } = await ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Mission { city } ... on Event { startsOn } } }',
      { ids },
    );
    expect(data).toEqual({
      nodes: [{ id: ids[0], city: 'Tokyo' }, null, { id: ids[2], startsOn: '2023-02-10' }],
    });
    expect(errors).toMatchObject([{ path: ['nodes', 1], extensions: { code: 'NOT_FOUND' } }]);
  });

  it('is refused in lists of more than 100', async () => {
    const ids = Array.from({ length: 101 }, () => toNodeId('State', 'IN-UP'));
    const { errors } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'ids', given: 101 } },
    ]);
  });
});
