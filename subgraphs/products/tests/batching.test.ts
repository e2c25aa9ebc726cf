import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
});

afterAll(() => service.stop());

/** A cluster with everything that hangs on one. */
async function addCluster(code: string): Promise<void> {
  const product = `product-${code}`;
  const district = `up-${code}`;
  await given(service, {
    sources: [{ code: `source-${code}` }],
    districts: [{ code: district, name_en: code, source_codes: [`source-${code}`] }],
    products: [{ code: product, name_en: code, sector_code: 'leather' }],
    designations: [{ district_code: district, product_code: product }],
    clusters: [{ code, name_en: code, district_code: district, product_code: product }],
    facilities: [{ code: `centre-${code}`, name_en: code, district_code: district }],
    facility_clusters: [{ facility_code: `centre-${code}`, cluster_code: code, position: 1 }],
    process_steps: [{ cluster_code: code, name_en: code, remedy_facility_code: `centre-${code}` }],
    certifications: [{ cluster_code: code, requirement_code: 'any' }],
    geographical_indications: [{ code, name: code, product_code: product }],
    geographical_indication_districts: [
      { indication_code: code, district_code: district, position: 1 },
    ],
    best_sellers: [{ code, state_code: 'IN-UP', product_code: product, stated_name_en: code }],
    origin_marks: [{ code, state_code: 'IN-UP', name_en: code }],
    origin_mark_products: [{ mark_code: code, product_code: product, position: 1 }],
  });
}

/** How many statements a question takes; it must succeed. */
async function statements(query: string, variables: Record<string, unknown> = {}): Promise<number> {
  service.forget();
  const { errors } = await service.execute({ query, variables });
  expect(errors).toBeUndefined();
  return service.sql.length;
}

const questions: readonly [string, string][] = [
  [
    'clusters',
    `{ clusters(first: 100) { nodes { name sources { code } product { name sector { name } hsCodes }
      district { name state { name } } processSteps { name remedyFacility { name } sources { code } }
      facilities { name clusters { code } } certifications { sources { code } } } } }`,
  ],
  [
    'districts',
    `{ districts(first: 100, orderBy: { field: CLUSTER_COUNT, direction: DESC }) { totalCount nodes {
      name sources { code } designations { product { name } district { name } sources { code } }
      clusters { name } facilities { name state { code } }
      geographicalIndications { name districts { name } product { name } } } } }`,
  ],
  [
    'products',
    `{ products(first: 100) { nodes { name districts { name } clusters { name }
      designations(scheme: ODOP) { since } geographicalIndications { name }
      bestSellers { statedName state { name } product { name } } } } }`,
  ],
  [
    'states',
    `{ states { name districts(first: 5) { nodes { name } } clusters(first: 5) { nodes { name } }
      products(first: 5) { nodes { name } } facilities(first: 5) { nodes { name } }
      originMarks { name products { name } state { name } } bestSellers { statedName } } }`,
  ],
  [
    'sectors',
    `{ sectors { name hsChapters { title sectors { name } } commodities { name sector { name } }
      products(first: 3) { nodes { name } } clusters(first: 3) { nodes { name } } } }`,
  ],
];

describe('the statements of a question', () => {
  it('are as many for twelve rows of each list as for two', async () => {
    await addCluster('one');
    await addCluster('two');
    const few = new Map<string, number>();
    for (const [name, query] of questions) few.set(name, await statements(query));
    for (let i = 3; i <= 12; i++) await addCluster(`number-${i}`);
    const many = new Map<string, number>();
    for (const [name, query] of questions) many.set(name, await statements(query));
    expect(Object.fromEntries(many)).toEqual(Object.fromEntries(few));
  });

  it('are one for any number of references to the same type', async () => {
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Cluster { name } } }`;
    const representations = ['one', 'two', 'number-3'].map((code) => ({
      __typename: 'Cluster',
      code,
    }));
    expect(await statements(query, { representations })).toBe(1);
  });

  it('are one for a plain list of districts, one more for the clusters of them all', async () => {
    expect(await statements('{ districts { nodes { name } } }')).toBe(1);
    expect(await statements('{ districts { nodes { clusters { name } } } }')).toBe(2);
  });
});
