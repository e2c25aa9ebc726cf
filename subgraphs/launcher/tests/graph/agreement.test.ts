import { startTestGraph, type TestGraph } from '../support/graph.ts';
import { walk } from './walk.ts';

/** The members of a union, for selections: a fragment on a type that is no member is refused. */
const members = (...types: readonly string[]): string =>
  `__typename ${types.map((type) => `... on ${type} { name }`).join(' ')}`;

const PARTICIPANT = members('Person', 'Organisation', 'Mission', 'Country');
const PARTNER = members('Country', 'Mission', 'Organisation');
const TOPIC = members('Sector', 'Product', 'Country', 'District', 'TradeAgreement', 'Measure');

/**
 * Every list with what leads from it into other subgraphs, and how many records the facts have:
 * the rows of the file of that name.
 */
const LISTS: readonly (readonly [list: string, count: number, selection: string])[] = [
  [
    'events',
    113,
    `title state { name } country { name } district { name } targets { metric }
     participants { participant { ${PARTICIPANT} } } topics { ${TOPIC} }
     topicMentions { topic { ${TOPIC} } } launched { name } delegations { name }
     outcomes { sector { name } } sources { title }`,
  ],
  [
    'commitments',
    52,
    `summary state { name } country { name } countries { name } counterpart { name }
     madeBy { ${PARTICIPANT} } measure { name } delegation { name } event { title } sources { title }`,
  ],
  [
    'delegations',
    32,
    `name state { name } country { name } topics { ${TOPIC} } originatingEvent { title } sources { title }`,
  ],
  [
    'measures',
    56,
    `name state { name } provider { name } districts { name } facilities { name } launchedAt { title }
     sources { title }`,
  ],
  [
    'people',
    6,
    'name affiliation { __typename ... on Organisation { name } ... on Mission { name } } sources { title }',
  ],
  [
    'partnerships',
    80,
    `status state { name } partner { ${PARTNER} } sectors { name } sources { title }`,
  ],
  [
    'organisations',
    80,
    'name sectors { name } people { name } measures { name } sources { title }',
  ],
  ['missions', 135, 'name country { name } accreditedTo { name } lastActivityOn sources { title }'],
  ['countries', 240, 'name tradeAgreements { name } missions { name } sources { title }'],
  ['marketRequirements', 117, 'name sector { name } countries { name } sources { title }'],
  [
    'districts',
    95,
    `name state { name } designations { product { name } } clusters { name } facilities { name }
     geographicalIndications { name } measures { name } sources { title }`,
  ],
  [
    'products',
    128,
    `name sector { name } clusters { name } geographicalIndications { name } events { totalCount }
     sources { title }`,
  ],
  [
    'clusters',
    110,
    `name product { name sector { name } } district { name } facilities { name }
     processSteps { doneInCountry { name } remedyFacility { name } }
     certificationGaps(country: "US") { requirement { name } } sources { title }`,
  ],
  ['facilities', 39, 'name state { name } district { name } measures { name } sources { title }'],
  [
    'exportFigures',
    213,
    `code state { name } district { name } sector { name } product { name } country { name }
     check { verdict } sources { title }`,
  ],
  [
    'targets',
    26,
    'metric state { name } announcedAt { title } progress { formula } sources { title }',
  ],
  ['commodities', 168, 'name sector { name }'],
];

describe('the subgraphs together', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
  });
  afterAll(() => graph.stop());

  const ask = async (query: string) => {
    const { body } = await graph.gateway.query({ query });
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  it.each(LISTS)(
    'resolve every reference from every record: %s, %d',
    async (list, count, selection) => {
      const { items, totalCount, errors } = await walk(graph, list, selection);
      expect(errors).toEqual([]);
      expect(items).toHaveLength(totalCount);
      expect(totalCount).toBe(count);
    },
  );

  it('know the region of every country alike', async () => {
    const { items } = await walk(graph, 'countries', 'code region');
    const grouped: { code: string; region: string }[] = await graph.services.products.db.query(
      'SELECT code, region FROM products.country_regions',
    );
    const byCode = (a: unknown, b: unknown) => JSON.stringify(a).localeCompare(JSON.stringify(b));
    expect([...items].sort(byCode)).toEqual(
      grouped.map(({ code, region }) => ({ code, region })).sort(byCode),
    );
  });

  it('group trade by the region that each country names', async () => {
    const { items, errors } = await walk(
      graph,
      'exportFlows(groupBy: [COUNTRY, REGION])',
      'region country { code region }',
    );
    expect(errors).toEqual([]);
    const rows = items as { region: string | null; country: { region: string } | null }[];
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ region, country }) => region !== (country?.region ?? null))).toEqual([]);
  });

  it('make the same id of a record', async () => {
    expect(
      await ask(`{
        event(code: "up-japan-virtual-conference-2022") {
          state { id }
          participants { participant { ... on Mission { id } } }
        }
        mission(code: "embassy-tokyo") { id }
        state(code: "IN-UP") { id }
      }`),
    ).toMatchObject({
      event: {
        state: { id: 'U3RhdGU6SU4tVVA' },
        participants: expect.arrayContaining([
          { participant: { id: 'TWlzc2lvbjplbWJhc3N5LXRva3lv' } },
        ]),
      },
      mission: { id: 'TWlzc2lvbjplbWJhc3N5LXRva3lv' },
      state: { id: 'U3RhdGU6SU4tVVA' },
    });
  });

  it('hold what belongs to each state', async () => {
    const data = await ask(`{
      states {
        code
        districts(first: 1) { totalCount }
        products(first: 1) { totalCount }
        clusters(first: 1) { totalCount }
        facilities(first: 1) { totalCount }
        exportFigures(first: 1) { totalCount }
        events(first: 1) { totalCount }
        commitments(first: 1) { totalCount }
        targets { code }
        delegations { code }
        measures { code }
        partnerships { code }
        bestSellers { position }
        originMarks { code }
      }
    }`);
    const counts = (data as { states: Record<string, unknown>[] }).states.map((state) =>
      Object.fromEntries(
        Object.entries(state).map(([name, value]) => {
          if (Array.isArray(value)) return [name, value.length];
          const page = value as { totalCount?: number };
          return [name, page.totalCount ?? value];
        }),
      ),
    );
    expect(counts).toEqual([
      {
        ...{ code: 'IN-JK', districts: 20, products: 38, clusters: 22, facilities: 12 },
        ...{ exportFigures: 66, events: 30, commitments: 17, targets: 5, delegations: 5 },
        ...{ measures: 19, partnerships: 18, bestSellers: 0, originMarks: 1 },
      },
      {
        ...{ code: 'IN-UP', districts: 75, products: 83, clusters: 88, facilities: 27 },
        ...{ exportFigures: 118, events: 73, commitments: 35, targets: 19, delegations: 27 },
        ...{ measures: 36, partnerships: 62, bestSellers: 6, originMarks: 0 },
      },
    ]);
  });

  it('hold the lists that have no pages', async () => {
    const data = await ask('{ sectors { code } hsChapters { code } tradeAgreements { code } }');
    const { sectors, hsChapters, tradeAgreements } = data as Record<string, unknown[]>;
    expect([sectors?.length, hsChapters?.length, tradeAgreements?.length]).toEqual([22, 99, 32]);
  });
});
