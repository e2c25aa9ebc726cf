import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
  await given(service, {
    districts: [
      { code: 'up-mau', name_en: 'Mau', name_hi: 'मऊ', division_en: 'Azamgarh' },
      { code: 'up-100', name_en: '100 % pure_name' },
      { code: 'up-zila', name_hi: 'ज़िला' },
    ],
    designations: [
      { district_code: 'up-agra', product_code: 'shoes' },
      { district_code: 'up-agra', product_code: 'buttons', scheme: 'DISTRICT_AS_EXPORT_HUB' },
      { district_code: 'up-sambhal', product_code: 'buttons' },
      { district_code: 'jk-kathua', product_code: 'shoes', scheme: 'DISTRICT_AS_EXPORT_HUB' },
    ],
    clusters: [
      { code: 'c1', name_en: 'Étoile', district_code: 'up-agra', product_code: 'shoes', units: 5 },
      { code: 'c2', name_en: 'alpha', district_code: 'up-agra', product_code: 'shoes', units: 9 },
      { code: 'c3', name_en: 'Beta', district_code: 'up-sambhal', product_code: 'buttons' },
      {
        code: 'c4',
        name_en: 'Zeta',
        district_code: 'jk-kathua',
        product_code: 'paintings',
        units: 5,
      },
      { code: 'c5', name_hi: 'आगरा', district_code: 'up-agra', product_code: 'shoes', artisans: 3 },
    ],
    process_steps: [{ cluster_code: 'c3', name_en: 'Polishing', is_bottleneck: true }],
    facilities: [
      { code: 'f1', kind: 'DRY_PORT', name_en: 'Port', status: 'PLANNED' },
      { code: 'f2', kind: 'AIR_CARGO', name_en: 'Air', district_code: 'up-agra' },
      { code: 'f3', kind: 'DRY_PORT', name_en: 'A port', status: 'OPERATIONAL' },
      { code: 'f4', kind: 'DRY_PORT', name_en: 'Katra', state_code: 'IN-JK', status: 'PLANNED' },
    ],
    geographical_indications: [{ code: 'gi', name: 'Shoe', product_code: 'shoes' }],
  });
});

afterAll(() => service.stop());

/** A page as the tests read it. */
interface Found {
  readonly codes: string;
  readonly totalCount: number;
  readonly pageInfo: Readonly<Record<string, unknown>>;
}

/** What a list at the root gives under arguments, its codes joined. */
async function list(field: string, args: string): Promise<Found> {
  const { data, errors } = await service.execute({
    query: `{ list: ${field}(${args}) {
      nodes { code } totalCount edges { node { code } cursor }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } }`,
  });
  expect(errors).toBeUndefined();
  const found = data?.list as Omit<Found, 'codes'> & {
    nodes: { code: string }[];
    edges: { node: { code: string } }[];
  };
  expect(found.edges.map(({ node }) => node)).toEqual(found.nodes);
  return { ...found, codes: found.nodes.map(({ code }) => code).join(' ') };
}

describe('what narrows a list', () => {
  it.each([
    ['filter: { state: ["IN-JK"] }', 'jk-kathua'],
    ['filter: { division: ["Azamgarh", "Nowhere"] }', 'up-mau'],
    ['filter: { product: ["shoes"] }', 'jk-kathua up-agra'],
    ['filter: { sector: ["handicrafts"] }', 'jk-kathua up-agra up-sambhal'],
    ['filter: { scheme: ODOP }', 'up-agra up-sambhal'],
    ['filter: { product: ["shoes"], scheme: DISTRICT_AS_EXPORT_HUB }', 'jk-kathua'],
    ['filter: { text: "मऊ" }', 'up-mau'],
    ['filter: { text: "AGR" }', 'up-agra'],
    ['filter: { text: "% pure_n" }', 'up-100'],
    ['filter: { text: "a_r" }', ''],
    ['filter: { text: "\\u091c\\u093c\\u093f\\u0932\\u093e" }', 'up-zila'],
    [
      'filter: { state: [], text: null, product: null }',
      'jk-kathua up-100 up-agra up-mau up-sambhal up-zila',
    ],
  ])('takes districts in by %s', async (args, codes) => {
    expect(await list('districts', args)).toMatchObject({ codes });
  });

  it.each([
    ['filter: { state: ["IN-UP"] }', 'buttons shoes'],
    ['filter: { state: ["IN-JK"], scheme: ODOP }', ''],
    ['filter: { district: ["jk-kathua"] }', 'paintings shoes'],
    ['filter: { sector: ["leather"] }', 'shoes'],
    ['filter: { scheme: DISTRICT_AS_EXPORT_HUB, district: ["up-agra"] }', 'buttons'],
    ['filter: { hsCode: ["96"] }', 'buttons'],
    ['filter: { hsCode: ["9606", "64"] }', 'buttons shoes'],
    ['filter: { hsCode: ["96062199"] }', ''],
    ['filter: { hasGeographicalIndication: true }', 'shoes'],
    ['filter: { hasGeographicalIndication: false }', 'buttons paintings'],
    ['filter: { hasGeographicalIndication: null, text: "paint" }', 'paintings'],
  ])('takes products in by %s', async (args, codes) => {
    expect(await list('products', args)).toMatchObject({ codes });
  });

  it.each([
    ['filter: { state: ["IN-JK"] }', 'c4'],
    ['filter: { district: ["up-sambhal", "jk-kathua"] }', 'c3 c4'],
    ['filter: { product: ["shoes"] }', 'c2 c1 c5'],
    ['filter: { sector: ["handicrafts"] }', 'c3 c4'],
    ['filter: { hasBottleneck: true }', 'c3'],
    ['filter: { hasBottleneck: false, state: ["IN-UP"] }', 'c2 c1 c5'],
    ['filter: { text: "ALPHA" }', 'c2'],
  ])('takes clusters in by %s', async (args, codes) => {
    expect(await list('clusters', args)).toMatchObject({ codes });
  });

  it.each([
    ['', 'f4 f2 f3 f1'],
    ['filter: { state: ["IN-UP"], kind: [DRY_PORT] }', 'f3 f1'],
    ['filter: { district: ["up-agra"] }', 'f2'],
    ['filter: { status: [PLANNED] }', 'f4 f1'],
    ['filter: { text: "port" }', 'f3 f1'],
  ])('takes facilities in by %s', async (args, codes) => {
    expect(await list('facilities', `first: 100 ${args}`)).toMatchObject({ codes });
  });
});

describe('how a list is ordered', () => {
  it.each([
    ['clusters', 'NAME, direction: ASC', 'c2 c3 c1 c4 c5'],
    ['clusters', 'NAME, direction: DESC', 'c4 c1 c3 c2 c5'],
    ['clusters', 'UNITS, direction: ASC', 'c1 c4 c2 c3 c5'],
    ['clusters', 'UNITS, direction: DESC', 'c2 c1 c4 c3 c5'],
    ['clusters', 'ARTISANS, direction: DESC', 'c5 c1 c2 c3 c4'],
    [
      'districts',
      'CLUSTER_COUNT, direction: DESC',
      'up-agra jk-kathua up-sambhal up-100 up-mau up-zila',
    ],
    [
      'districts',
      'PRODUCT_COUNT, direction: DESC',
      'jk-kathua up-agra up-sambhal up-100 up-mau up-zila',
    ],
    ['districts', 'NAME, direction: DESC', 'up-sambhal up-mau jk-kathua up-agra up-100 up-zila'],
    ['products', 'DISTRICT_COUNT, direction: ASC', 'paintings buttons shoes'],
    ['products', 'NAME, direction: DESC', 'shoes paintings buttons'],
  ])('orders %s by %s, the code breaking ties and nulls last', async (field, order, codes) => {
    expect(await list(field, `orderBy: { field: ${order} }`)).toMatchObject({ codes });
  });
});

describe('the pages of a list', () => {
  it('walk a list at the root from either end', async () => {
    const first = await list('clusters', 'first: 2');
    expect(first).toMatchObject({
      codes: 'c2 c3',
      totalCount: 5,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const second = await list('clusters', `first: 3, after: "${first.pageInfo.endCursor}"`);
    expect(second).toMatchObject({
      codes: 'c1 c4 c5',
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const back = await list('clusters', `last: 1, before: "${second.pageInfo.startCursor}"`);
    expect(back).toMatchObject({ codes: 'c3', pageInfo: { hasPreviousPage: true } });
  });

  it('walk the list of each state by itself', async () => {
    const query = `query ($after: String) { states { code clusters(first: 1, after: $after) {
      nodes { code } totalCount pageInfo { endCursor hasNextPage } } } }`;
    const { data } = await service.execute({ query });
    expect(data).toMatchObject({
      states: [
        { clusters: { nodes: [{ code: 'c4' }], totalCount: 1, pageInfo: { hasNextPage: false } } },
        { clusters: { nodes: [{ code: 'c2' }], totalCount: 4, pageInfo: { hasNextPage: true } } },
      ],
    });
    const states = data?.states as { clusters: { pageInfo: { endCursor: string } } }[];
    const after = states[1]?.clusters.pageInfo.endCursor;
    const next = await service.execute({ query, variables: { after } });
    expect(next.data).toMatchObject({
      states: [
        { clusters: { nodes: [{ code: 'c4' }] } },
        { clusters: { nodes: [{ code: 'c3' }] } },
      ],
    });
  });

  it('hold twenty items where no size is given', async () => {
    const many = Array.from({ length: 25 }, (_, i) => ({ code: `m${i}`, name: `M${i}` }));
    await given(service, { commodities: many });
    expect((await list('commodities', 'first: null')).codes.split(' ')).toHaveLength(20);
  });

  it('refuse the cursor of another list, naming the argument', async () => {
    const { pageInfo } = await list('clusters', 'first: 1');
    const { data, errors } = await service.execute({
      query: `{ products(first: 1, after: "${pageInfo.endCursor}") { totalCount } }`,
    });
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { path: ['products'], extensions: { code: 'BAD_USER_INPUT', argument: 'after' } },
    ]);
  });

  it.each([
    ['districts(first: 0)', 'first'],
    ['products(last: 101)', 'last'],
    ['facilities(first: 1, last: 1)', 'last'],
    ['commodities(after: "x")', 'after'],
  ])('refuse %s, naming %s', async (field, argument) => {
    const { errors } = await service.execute({ query: `{ ${field} { totalCount } }` });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });
});

describe('a plain list', () => {
  it('holds at most a hundred items, those that come first', async () => {
    await given(service, {
      clusters: Array.from({ length: 101 }, (_, i) => ({
        code: `n${i}`,
        name_en: `N${String(i).padStart(3, '0')}`,
        district_code: 'up-mau',
        product_code: 'shoes',
      })),
    });
    const { data } = await service.execute({
      query: '{ district(code: "up-mau") { clusters { code } } }',
    });
    expect(data).toMatchObject({ district: { clusters: { length: 100, 0: { code: 'n0' } } } });
  });
});
