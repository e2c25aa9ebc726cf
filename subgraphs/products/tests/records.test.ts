import { toNodeId } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
  await given(service, {
    hs_chapters: [{ code: '64', title: 'Footwear' }],
    commodities: [{ code: 'sugar', name: 'SUGAR' }],
    clusters: [
      {
        code: 'agra-shoes',
        name_en: 'Agra shoes',
        district_code: 'up-agra',
        product_code: 'shoes',
      },
    ],
    facilities: [{ code: 'up-port', name_en: 'Port' }],
  });
});

afterAll(() => service.stop());

describe('a record by its code', () => {
  it.each([
    ['state(code: "IN-UQ")', 'State', 'IN-UP'],
    ['district(code: "up-agre")', 'District', 'up-agra'],
    ['sector(code: "lether")', 'Sector', 'leather'],
    ['product(code: "shoe")', 'Product', 'shoes'],
    ['cluster(code: "agra")', 'Cluster', 'agra-shoes'],
    ['facility(code: "up-prt")', 'Facility', 'up-port'],
    ['hsChapter(code: "65")', 'HSChapter', '64'],
    ['commodity(code: "suger")', 'Commodity', 'sugar'],
  ])('is null with a NOT_FOUND error and the nearest codes for %s', async (field, type, near) => {
    const { data, errors } = await service.execute({ query: `{ found: ${field} { code } }` });
    expect(data).toEqual({ found: null });
    expect(errors).toMatchObject([
      {
        path: ['found'],
        extensions: { code: 'NOT_FOUND', type, suggestions: expect.arrayContaining([near]) },
      },
    ]);
  });

  it('is refused where a scalar is malformed', async () => {
    const { errors } = await service.execute({ query: '{ state(code: "up") { code } }' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', given: 'up' } }]);
  });
});

describe('a record by its id', () => {
  it.each([
    ['State', 'IN-UP'],
    ['District', 'up-agra'],
    ['Sector', 'leather'],
    ['Product', 'shoes'],
    ['Cluster', 'agra-shoes'],
    ['Facility', 'up-port'],
  ])('is the %s of the id that its type gives', async (type, code) => {
    const id = toNodeId(type, code);
    const { data, errors } = await service.execute({
      query: `query ($id: ID!) { node(id: $id) { __typename id ... on ${type} { code name } } }`,
      variables: { id },
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ node: { __typename: type, id, code } });
  });

  it.each([
    'Commitment',
    'Country',
    'Delegation',
    'Event',
    'MarketRequirement',
    'Measure',
    'Mission',
    'Organisation',
    'Person',
    'TradeAgreement',
  ])('is a reference for a %s, which another subgraph owns', async (type) => {
    const id = toNodeId(type, 'some-code');
    const { data, errors } = await service.execute({
      query: `query ($id: ID!) { node(id: $id) { __typename id ... on ${type} { code } } }`,
      variables: { id },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ node: { __typename: type, id, code: 'some-code' } });
  });

  it.each([
    ['no id', 'BAD_USER_INPUT'],
    [toNodeId('District', 'up-nowhere'), 'NOT_FOUND'],
    [toNodeId('Spaceship', 'apollo'), 'NOT_FOUND'],
    [toNodeId('Source', 'report'), 'NOT_FOUND'],
    [toNodeId('constructor', 'name'), 'NOT_FOUND'],
  ])('is null with an error that names the id %s', async (id, code) => {
    const { data, errors } = await service.execute({
      query: 'query ($id: ID!) { node(id: $id) { id } }',
      variables: { id },
    });
    expect(data).toEqual({ node: null });
    expect(errors).toMatchObject([
      { path: ['node'], message: expect.stringContaining(id), extensions: { code, given: id } },
    ]);
  });

  it('comes in the order asked, null with an error in the place of an unknown one', async () => {
    const ids = [
      toNodeId('Product', 'shoes'),
      'x',
      toNodeId('Country', 'JP'),
      toNodeId('State', 'IN-UP'),
    ];
    const { data, errors } = await service.execute({
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }',
      variables: { ids },
    });
    expect(data).toEqual({
      nodes: [{ __typename: 'Product' }, null, { __typename: 'Country' }, { __typename: 'State' }],
    });
    expect(errors).toMatchObject([{ path: ['nodes', 1], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is refused where more than a hundred are asked for', async () => {
    const { data, errors } = await service.execute({
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids: Array.from({ length: 101 }, () => toNodeId('Country', 'JP')) },
    });
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'ids', given: 101 } },
    ]);
  });
});

describe('a reference from another subgraph', () => {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    __typename ... on Product { name } ... on District { name } ... on Sector { name }
    ... on State { name } ... on Cluster { name } ... on Facility { name }
    ... on HSChapter { title } ... on Commodity { label: name } } }`;

  it('gives the record of each type that the subgraph owns', async () => {
    const representations = [
      { __typename: 'State', code: 'IN-UP' },
      { __typename: 'District', code: 'up-agra' },
      { __typename: 'Sector', code: 'leather' },
      { __typename: 'Product', code: 'shoes' },
      { __typename: 'Cluster', code: 'agra-shoes' },
      { __typename: 'Facility', code: 'up-port' },
      { __typename: 'HSChapter', code: '64' },
      { __typename: 'Commodity', code: 'sugar' },
    ];
    const { data, errors } = await service.execute({ query, variables: { representations } });
    expect(errors).toBeUndefined();
    expect(data?._entities).toMatchObject([
      { name: 'Uttar Pradesh' },
      { name: 'Agra' },
      { name: 'Leather' },
      { name: 'Shoes' },
      { name: 'Agra shoes' },
      { name: 'Port' },
      { title: 'Footwear' },
      { label: 'SUGAR' },
    ]);
  });

  it('fails alone where no record has the code', async () => {
    const representations = [
      { __typename: 'Product', code: 'nothing' },
      { __typename: 'Product', code: 'shoes' },
    ];
    const { data, errors } = await service.execute({ query, variables: { representations } });
    expect(data?._entities).toMatchObject([null, { name: 'Shoes' }]);
    expect(errors).toMatchObject([
      { path: ['_entities', 0], extensions: { code: 'NOT_FOUND', type: 'Product' } },
    ]);
  });
});
