import { startTestService, type TestService } from '@niryat/kernel/testing';
import { toBriefKey } from '../src/brief.ts';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';
import { ask, type GivenCell, givenTable, statements } from './given-statistics.ts';

let service: TestService;

/** A cell by year, country, sector and value in millions of dollars. */
const cell = (
  fiscalYear: string,
  countryCode: string | null,
  sectorCode: string | null,
  value: string,
): GivenCell => ({ fiscalYear, countryCode, sectorCode, value });

/** 100 of 2018-19, 200 of 2019-20, nothing on record of 2020-21, 400 of 2021-22. */
const cells = [
  cell('2018-19', 'JP', 'leather', '10'),
  cell('2018-19', 'JP', null, '30'),
  cell('2018-19', 'US', 'leather', '20'),
  cell('2018-19', null, null, '40'),
  cell('2019-20', 'JP', 'leather', '30.5'),
  cell('2019-20', 'JP', 'handicrafts', '9.5'),
  cell('2019-20', 'US', 'leather', '60'),
  cell('2019-20', null, null, '100'),
  cell('2021-22', 'JP', 'leather', '40'),
  cell('2021-22', 'JP', 'handicrafts', '60'),
  cell('2021-22', 'US', 'leather', '40'),
  cell('2021-22', 'DE', 'handicrafts', '100'),
  cell('2021-22', 'US', null, '160'),
];

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
  await given(service, {
    sources: [{ code: 'customs', title: 'Customs' }],
    country_regions: [
      { code: 'JP', region: 'Eastern Asia', name_en: 'Japan' },
      { code: 'US', region: 'Northern America', name_en: 'United States' },
      { code: 'DE', region: 'Western Europe', name_en: 'Germany' },
    ],
    hs_chapters: [{ code: '64', title: 'Footwear' }],
    commodities: [{ code: 'footwear', name: 'FOOTWEAR', sector_code: 'leather' }],
  });
  await givenTable(
    service,
    { code: 'a-partners', dimensions: ['ORIGIN', 'FISCAL_YEAR', 'SECTOR', 'COUNTRY', 'REGION'] },
    cells,
  );
});

afterAll(() => service.stop());

interface Row {
  readonly country: { readonly code: string } | null;
  readonly sector: { readonly code: string } | null;
  readonly [field: string]: unknown;
}

interface Flows {
  readonly totalCount: number;
  readonly total: { readonly amount: string; readonly currency: string };
  readonly nodes: readonly Row[];
  readonly concentration: { readonly value: number | null; readonly note: string | null };
  readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
}

const rowFields = `origin fiscalYear sector { code } commodity { code } hsChapter { code } country { code } region
  value { amount } previous { amount } share growth cagr rca rank`;

/** The answer of the cube. */
async function flows(args: string, fields = rowFields): Promise<Flows> {
  const { exportFlows } = await ask<{ exportFlows: Flows }>(
    service,
    `{ exportFlows(${args}) { totalCount total { amount currency } nodes { ${fields} }
       concentration { value note } pageInfo { startCursor endCursor } } }`,
  );
  return exportFlows;
}

/** The values of the rows in millions, by the codes of country and sector, in the order of the list. */
async function values(args: string): Promise<[string, number][]> {
  const { nodes } = await flows(
    args,
    'country { code } sector { code } region value { in(scale: MILLION) }',
  );
  return nodes.map(({ country, sector, region, value }) => [
    [country?.code, sector?.code, region].filter(Boolean).join('/') || 'none',
    Number((value as { in: string }).in),
  ]);
}

describe('a row of the cube', () => {
  it('is one with the total where nothing is grouped by', async () => {
    expect(await flows('groupBy: [], filter: { fiscalYear: ["2021-22"] }')).toMatchObject({
      totalCount: 1,
      total: { amount: '400000000', currency: 'USD' },
      nodes: [
        {
          origin: null,
          fiscalYear: null,
          sector: null,
          commodity: null,
          hsChapter: null,
          country: null,
          region: null,
          value: { amount: '400000000' },
          share: 1,
          rank: 1,
          rca: null,
        },
      ],
    });
  });

  it('sums all years of the filter where it is not grouped by year', async () => {
    expect(await values('groupBy: [COUNTRY]')).toEqual([
      ['US', 280],
      ['JP', 180],
      ['none', 140],
      ['DE', 100],
    ]);
  });

  it.each([
    [
      '[SECTOR]',
      [
        ['none', 160],
        ['handicrafts', 160],
        ['leather', 80],
      ],
    ],
    [
      '[REGION]',
      [
        ['Northern America', 200],
        ['Eastern Asia', 100],
        ['Western Europe', 100],
      ],
    ],
    [
      '[COUNTRY]',
      [
        ['US', 200],
        ['DE', 100],
        ['JP', 100],
      ],
    ],
    [
      '[COUNTRY, SECTOR]',
      [
        ['US', 160],
        ['DE/handicrafts', 100],
        ['JP/handicrafts', 60],
        ['JP/leather', 40],
        ['US/leather', 40],
      ],
    ],
  ])('is a sum of disjoint cells, grouped by %s', async (groupBy, expected) => {
    expect(await values(`groupBy: ${groupBy}, filter: { fiscalYear: ["2021-22"] }`)).toEqual(
      expected,
    );
  });

  it('tells whose exports it is of, where grouped by origin', async () => {
    const { nodes } = await flows(
      'groupBy: [ORIGIN, ORIGIN]',
      'origin value { in(scale: MILLION) }',
    );
    expect(nodes).toEqual([{ origin: 'IN', value: { in: '700' } }]);
  });

  it.each([
    ['fiscalYear: ["2019-20"]', 200],
    ['fiscalYear: ["2019-20", "2021-22"]', 600],
    ['fiscalYearFrom: "2019-20"', 600],
    ['fiscalYearTo: "2019-20"', 300],
    ['fiscalYearFrom: "2019-20", fiscalYearTo: "2020-21"', 200],
    ['fiscalYear: ["2018-19", "2021-22"], fiscalYearFrom: "2019-20"', 400],
    ['sector: ["leather"]', 200.5],
    ['sector: ["leather", "handicrafts"]', 370],
    ['country: ["JP"]', 180],
    ['region: ["Eastern Asia", "Western Europe"]', 280],
    ['country: ["JP"], sector: ["leather"], fiscalYear: ["2019-20"]', 30.5],
    ['sector: [], country: null', 700],
    ['origin: ["IN"]', 700],
  ])('takes in the cells of %s', async (filter, total) => {
    expect(await values(`groupBy: [], filter: { ${filter} }`)).toEqual([['none', total]]);
  });

  it.each([
    'origin: ["IN-UP"]',
    'fiscalYear: ["2020-21"]',
    'fiscalYearFrom: "2021-22", fiscalYearTo: "2018-19"',
    'sector: ["no-such-sector"]',
    'country: ["AQ"]',
  ])('is none where nothing is on record of %s, and the total is 0', async (filter) => {
    expect(await flows(`groupBy: [], filter: { ${filter} }`)).toMatchObject({
      totalCount: 0,
      total: { amount: '0', currency: 'USD' },
      nodes: [],
      concentration: { value: null, note: 'Nothing is on record under this filter.' },
    });
  });
});

describe('the share of a row', () => {
  it('is of the total of its fiscal year under the same filter', async () => {
    const { nodes } = await flows(
      'groupBy: [FISCAL_YEAR, COUNTRY], filter: { sector: ["leather"] }, orderBy: { field: NAME, direction: ASC }',
      'fiscalYear country { code } share',
    );
    expect(nodes).toEqual([
      { fiscalYear: '2018-19', country: { code: 'JP' }, share: expect.closeTo(10 / 30, 12) },
      { fiscalYear: '2018-19', country: { code: 'US' }, share: expect.closeTo(20 / 30, 12) },
      { fiscalYear: '2019-20', country: { code: 'JP' }, share: expect.closeTo(30.5 / 90.5, 12) },
      { fiscalYear: '2019-20', country: { code: 'US' }, share: expect.closeTo(60 / 90.5, 12) },
      { fiscalYear: '2021-22', country: { code: 'JP' }, share: 0.5 },
      { fiscalYear: '2021-22', country: { code: 'US' }, share: 0.5 },
    ]);
  });

  it('is of all years together where the row is', async () => {
    const { nodes } = await flows('groupBy: [COUNTRY], first: 1', 'share');
    expect(nodes).toEqual([{ share: 0.4 }]);
  });
});

describe('the year before', () => {
  it('is that of the same cell, whether or not the filter takes it in', async () => {
    const { nodes } = await flows(
      'groupBy: [COUNTRY], filter: { fiscalYear: ["2019-20"] }, orderBy: { field: NAME, direction: ASC }',
      'country { code } value { in(scale: MILLION) } previous { in(scale: MILLION) } growth',
    );
    expect(nodes).toEqual([
      { country: { code: 'JP' }, value: { in: '40' }, previous: { in: '40' }, growth: 0 },
      { country: { code: 'US' }, value: { in: '60' }, previous: { in: '20' }, growth: 200 },
      { country: null, value: { in: '100' }, previous: { in: '40' }, growth: 150 },
    ]);
  });

  it('is null where it is not on record, also with earlier years on record', async () => {
    const { nodes } = await flows(
      'groupBy: [FISCAL_YEAR], orderBy: { field: FISCAL_YEAR, direction: ASC }',
      'fiscalYear previous { in(scale: MILLION) } growth',
    );
    expect(nodes).toEqual([
      { fiscalYear: '2018-19', previous: null, growth: null },
      { fiscalYear: '2019-20', previous: { in: '100' }, growth: 100 },
      { fiscalYear: '2021-22', previous: null, growth: null },
    ]);
  });

  it('is 0 without a growth where the year is on record and the cell is not in it', async () => {
    const args = 'filter: { fiscalYear: ["2019-20"], sector: ["handicrafts"] }';
    const fields = 'previous { amount } growth';
    const nothing = [{ previous: { amount: '0' }, growth: null }];
    expect((await flows(`groupBy: [SECTOR], ${args}`, fields)).nodes).toEqual(nothing);
    expect((await flows(`groupBy: [SECTOR, FISCAL_YEAR], ${args}`, fields)).nodes).toEqual(nothing);
  });

  it('is null where a row is of several years', async () => {
    const { nodes } = await flows('groupBy: []', 'previous { amount } growth');
    expect(nodes).toEqual([{ previous: null, growth: null }]);
  });
});

describe('the growth over the years of the filter', () => {
  const japan = expect.closeTo(((100 / 40) ** (1 / 3) - 1) * 100, 10);

  it.each([
    ['all on record', 'country: ["JP"]'],
    ['those between two', 'country: ["JP"], fiscalYearFrom: "2018-19", fiscalYearTo: "2021-22"'],
    ['those named', 'country: ["JP"], fiscalYear: ["2021-22", "2018-19"]'],
  ])('runs from the first to the last: %s', async (_what, filter) => {
    const { nodes } = await flows(`groupBy: [COUNTRY], filter: { ${filter} }`, 'cagr');
    expect(nodes).toEqual([{ cagr: japan }]);
  });

  it('is the same on each row of a cell that is grouped by year', async () => {
    const { nodes } = await flows(
      'groupBy: [COUNTRY, FISCAL_YEAR], filter: { country: ["JP"] }',
      'cagr',
    );
    expect(nodes).toEqual([{ cagr: japan }, { cagr: japan }, { cagr: japan }]);
  });

  it.each([
    ['one year alone is asked for', 'fiscalYear: ["2021-22"]'],
    ['the first year is not on record', 'fiscalYearFrom: "2017-18"'],
    ['the last year is not on record', 'fiscalYear: ["2018-19", "2020-21"]'],
    ['the cell is not in the first year', 'sector: ["handicrafts"]'],
  ])('is null where %s', async (_what, filter) => {
    const { nodes } = await flows(`groupBy: [], filter: { ${filter} }`, 'cagr');
    expect(nodes).toEqual([{ cagr: null }]);
  });

  it('is a fall to nothing where the cell is not in the last year', async () => {
    const { nodes } = await flows(
      'groupBy: [REGION], orderBy: { field: CAGR, direction: ASC }',
      'region cagr',
    );
    expect(nodes[0]).toEqual({ region: null, cagr: -100 });
  });
});

describe('revealed comparative advantage', () => {
  it('is the share of the partner in the product over its share in all, whatever the filter', async () => {
    const { nodes } = await flows(
      'groupBy: [COUNTRY, SECTOR], filter: { fiscalYear: ["2021-22"], sector: ["leather"], country: ["US"] }',
      'country { code } sector { code } rca',
    );
    // 40 of 80 of leather over 200 of 400 of all.
    expect(nodes).toEqual([{ country: { code: 'US' }, sector: { code: 'leather' }, rca: 1 }]);
  });

  it('is of the years of the row', async () => {
    const { nodes } = await flows(
      'groupBy: [FISCAL_YEAR, COUNTRY, SECTOR], filter: { sector: ["leather"], country: ["JP"] }, orderBy: { field: FISCAL_YEAR, direction: ASC }',
      'rca',
    );
    expect(nodes.map(({ rca }) => rca)).toEqual([
      expect.closeTo(10 / 30 / (40 / 100), 12),
      expect.closeTo(30.5 / 90.5 / (40 / 200), 12),
      expect.closeTo(40 / 80 / (100 / 400), 12),
    ]);
  });

  it('is of all years where the row is', async () => {
    const { nodes } = await flows(
      'groupBy: [ORIGIN, SECTOR, COUNTRY], filter: { sector: ["leather"], country: ["JP"] }',
      'rca',
    );
    expect(nodes.map(({ rca }) => rca)).toEqual([expect.closeTo(80.5 / 200.5 / (180 / 700), 12)]);
  });

  it.each([
    ['without a product', 'groupBy: [COUNTRY], filter: { country: ["JP"] }'],
    [
      'without a country',
      'groupBy: [SECTOR, REGION], filter: { region: ["Eastern Asia"], sector: ["leather"] }',
    ],
    [
      'for what is unspecified',
      'groupBy: [SECTOR, COUNTRY], filter: { fiscalYear: ["2018-19"] }, first: 1',
    ],
  ])('is null %s', async (_what, args) => {
    const { nodes } = await flows(args, 'rca');
    expect(nodes).toEqual([{ rca: null }]);
  });
});

describe('the order of the rows', () => {
  const [de, jpCrafts, jp, us] = ['DE/handicrafts', 'JP/handicrafts', 'JP/leather', 'US/leather'];

  it.each([
    ['', [de, jpCrafts, us, jp]],
    ['VALUE ASC', [jp, jpCrafts, us, de]],
    ['SHARE DESC', [de, jpCrafts, us, jp]],
    ['CAGR DESC', [jp, us, de, jpCrafts]],
    ['CAGR ASC', [us, jp, de, jpCrafts]],
    ['NAME ASC', [de, jpCrafts, jp, us]],
    ['NAME DESC', [us, jp, jpCrafts, de]],
    ['FISCAL_YEAR DESC', [de, jpCrafts, jp, us]],
  ])('is by %s, nulls last, ties by code', async (order, expected) => {
    const [field, direction] = order.split(' ');
    const orderBy = field ? `, orderBy: { field: ${field}, direction: ${direction} }` : '';
    // Leather is 50 to Japan and 60 to the United States in the two years, crafts 60 to Japan and 100 to Germany.
    const filter = 'fiscalYear: ["2018-19", "2021-22"], sector: ["leather", "handicrafts"]';
    const rows = await values(`groupBy: [COUNTRY, SECTOR], filter: { ${filter} }${orderBy}`);
    expect(rows.map(([codes]) => codes)).toEqual(expected);
  });

  it('leaves the place by value as it is', async () => {
    const { nodes } = await flows(
      'groupBy: [COUNTRY], filter: { fiscalYear: ["2021-22"] }, orderBy: { field: NAME, direction: ASC }',
      'country { code } rank',
    );
    expect(nodes).toEqual([
      { country: { code: 'DE' }, rank: 2 },
      { country: { code: 'JP' }, rank: 2 },
      { country: { code: 'US' }, rank: 1 },
    ]);
  });

  it('puts rows without a growth last in both directions', async () => {
    for (const direction of ['ASC', 'DESC']) {
      const { nodes } = await flows(
        `groupBy: [FISCAL_YEAR], orderBy: { field: GROWTH, direction: ${direction} }`,
        'fiscalYear',
      );
      expect(nodes.map(({ fiscalYear }) => fiscalYear)).toEqual(['2019-20', '2018-19', '2021-22']);
    }
  });
});

describe('what all rows come to', () => {
  it('is told on every page', async () => {
    const found = await flows('groupBy: [COUNTRY], filter: { fiscalYear: ["2021-22"] }, first: 1');
    expect(found).toMatchObject({
      totalCount: 3,
      total: { amount: '400000000' },
      nodes: { length: 1 },
    });
    expect(found.concentration.value).toBeCloseTo(0.5 ** 2 + 0.25 ** 2 + 0.25 ** 2, 12);
  });

  it('shows how the concentration was computed', async () => {
    const data = await ask(
      service,
      `{ exportFlows(groupBy: [SECTOR], filter: { fiscalYear: ["2021-22"] }) {
        concentration { value unit formula inputs { name value unit weight source { code } } note }
        sources { code title } } }`,
    );
    expect(data).toEqual({
      exportFlows: {
        concentration: {
          value: expect.closeTo(0.4 ** 2 + 0.4 ** 2 + 0.2 ** 2, 12),
          unit: 'INDEX',
          formula: expect.stringContaining('Hirschman'),
          inputs: [
            {
              name: 'total',
              value: 400,
              unit: 'USD_MILLION',
              weight: null,
              source: { code: 'report' },
            },
            { name: 'rows', value: 3, unit: 'COUNT', weight: null, source: null },
          ],
          note: 'What is of no sector of the graph (40 % of the total) counts as one row, which overstates the index.',
        },
        sources: [{ code: 'report', title: 'A report' }],
      },
    });
  });

  it('says where shares are of several years', async () => {
    const { concentration } = await flows('groupBy: [COUNTRY], filter: { country: ["JP", "US"] }');
    expect(concentration).toEqual({
      value: expect.closeTo((180 / 460) ** 2 + (280 / 460) ** 2, 12),
      note: 'Shares are of the sum of 2018-19, 2019-20, 2021-22.',
    });
  });
});

describe('the pages of the cube', () => {
  const args =
    'groupBy: [FISCAL_YEAR, COUNTRY, SECTOR], orderBy: { field: GROWTH, direction: DESC }';

  it('run both ways over every row once, also through ties and nulls', async () => {
    const { nodes } = await flows(`${args}, first: 100`);
    expect(nodes).toHaveLength(cells.length);
    const forward: Row[] = [];
    for (let after = 'null'; forward.length < nodes.length; ) {
      const page = await flows(`${args}, first: 2, after: ${after}`);
      expect(page.totalCount).toBe(cells.length);
      forward.push(...page.nodes);
      after = JSON.stringify(page.pageInfo.endCursor);
    }
    const backward: Row[] = [];
    for (let before = 'null'; backward.length < nodes.length; ) {
      const page = await flows(`${args}, last: 3, before: ${before}`);
      backward.unshift(...page.nodes);
      before = JSON.stringify(page.pageInfo.startCursor);
    }
    expect(forward).toEqual(nodes);
    expect(backward).toEqual(nodes);
  });

  it.each([
    [
      'another grouping',
      'groupBy: [FISCAL_YEAR, COUNTRY], orderBy: { field: GROWTH, direction: DESC }',
    ],
    ['another order', 'groupBy: [FISCAL_YEAR, COUNTRY, SECTOR]'],
    ['another filter', `${args}, filter: { country: ["JP"] }`],
  ])('refuse a cursor of %s', async (_what, others) => {
    const { pageInfo } = await flows(`${args}, first: 1`);
    const { errors } = await service.execute({
      query: `{ exportFlows(${others}, after: ${JSON.stringify(pageInfo.endCursor)}) { totalCount } }`,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
  });

  it('take four statements with all that hangs on them, whatever their length', async () => {
    const query = (
      first: number,
    ) => `{ exportFlows(groupBy: [FISCAL_YEAR, COUNTRY, SECTOR], first: ${first}) {
      nodes { ${rowFields} } total { amount } concentration { value inputs { source { code } } }
      sources { code } pageInfo { hasNextPage } } }`;
    // The tables, the page with what all rows come to, the sectors, the sources.
    expect([await statements(service, query(6)), await statements(service, query(100))]).toEqual([
      4, 4,
    ]);
  });
});

describe('the exports to a country', () => {
  const refer = (codes: readonly string[], args: string, fields: string) =>
    service.execute({
      query: `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Country { exportFlows(${args}) { totalCount total { amount } concentration { value }
          nodes { ${fields} } sources { code } } } } }`,
      variables: { representations: codes.map((code) => ({ __typename: 'Country', code })) },
    });

  it('are those of the cube with the country given, each with its own shares and places', async () => {
    const { data, errors } = await refer(
      ['US', 'JP', 'AQ'],
      'groupBy: [SECTOR], filter: { fiscalYear: ["2021-22"] }',
      'sector { code } country { code } share rank value { in(scale: MILLION) }',
    );
    expect(errors).toBeUndefined();
    const sources = [{ code: 'report' }];
    const none = { country: null };
    expect(data).toEqual({
      _entities: [
        {
          exportFlows: {
            totalCount: 2,
            total: { amount: '200000000' },
            concentration: { value: expect.closeTo(0.8 ** 2 + 0.2 ** 2, 12) },
            nodes: [
              { sector: null, ...none, share: 0.8, rank: 1, value: { in: '160' } },
              { sector: { code: 'leather' }, ...none, share: 0.2, rank: 2, value: { in: '40' } },
            ],
            sources,
          },
        },
        {
          exportFlows: {
            totalCount: 2,
            total: { amount: '100000000' },
            concentration: { value: expect.closeTo(0.6 ** 2 + 0.4 ** 2, 12) },
            nodes: [
              {
                sector: { code: 'handicrafts' },
                ...none,
                share: 0.6,
                rank: 1,
                value: { in: '60' },
              },
              { sector: { code: 'leather' }, ...none, share: 0.4, rank: 2, value: { in: '40' } },
            ],
            sources,
          },
        },
        {
          exportFlows: {
            totalCount: 0,
            total: { amount: '0' },
            concentration: { value: null },
            nodes: [],
            sources,
          },
        },
      ],
    });
  });

  it('have the growth and the advantage that the cube has', async () => {
    const { data } = await refer(
      ['JP'],
      'groupBy: [FISCAL_YEAR, SECTOR, COUNTRY], filter: { fiscalYear: ["2019-20"], sector: ["leather"] }',
      'country { code } growth rca',
    );
    expect(data).toMatchObject({
      _entities: [
        {
          exportFlows: {
            nodes: [
              {
                country: { code: 'JP' },
                growth: expect.closeTo(205, 10),
                rca: expect.closeTo(30.5 / 90.5 / (40 / 200), 12),
              },
            ],
          },
        },
      ],
    });
  });

  it('take as many statements for three countries as for one', async () => {
    const count = async (codes: readonly string[]) => {
      service.forget();
      await refer(codes, 'groupBy: [SECTOR]', 'sector { name }');
      return service.sql.length;
    };
    expect(await count(['JP', 'US', 'DE'])).toBe(await count(['JP']));
  });

  it('fail alone: another field of the question still answers', async () => {
    const { data, errors } = await service.execute({
      query: `query ($representations: [_Any!]!) {
        _entities(representations: $representations) { ... on Country { code exportFlows(groupBy: [HS_CHAPTER]) { totalCount } } } }`,
      variables: { representations: [{ __typename: 'Country', code: 'JP' }] },
    });
    expect(data).toEqual({ _entities: [{ code: 'JP', exportFlows: null }] });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('the trade of a brief', () => {
  const trade = async (sectorCode: string | null) => {
    const key = toBriefKey({
      stateCode: 'IN-UP',
      countryCode: 'JP',
      sectorCode,
      productCode: null,
    });
    const { _entities } = await ask<{ _entities: [{ trade: unknown }] }>(
      service,
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on ExportBrief { trade { fiscalYear value { in(scale: MILLION) } growth } } } }`,
      { representations: [{ __typename: 'ExportBrief', key }] },
    );
    return _entities[0].trade;
  };

  it('is that of all goods to the country, the oldest year first', async () => {
    expect(await trade(null)).toEqual([
      { fiscalYear: '2018-19', value: { in: '40' }, growth: null },
      { fiscalYear: '2019-20', value: { in: '40' }, growth: 0 },
      { fiscalYear: '2021-22', value: { in: '100' }, growth: null },
    ]);
  });

  it('keeps to the sector of the brief', async () => {
    expect(await trade('leather')).toEqual([
      { fiscalYear: '2018-19', value: { in: '10' }, growth: null },
      { fiscalYear: '2019-20', value: { in: '30.50' }, growth: 205 },
      { fiscalYear: '2021-22', value: { in: '40' }, growth: null },
    ]);
  });
});

describe('the choice of the table', () => {
  const refused = async (args: string) => {
    const { errors } = await service.execute({ query: `{ exportFlows(${args}) { totalCount } }` });
    return errors?.map(({ message, extensions }) => ({ message, ...extensions }));
  };

  it.each([
    ['groupBy: [COUNTRY, COMMODITY]', 'groupBy', 'COMMODITY'],
    ['groupBy: [], filter: { hsChapter: ["57"] }', 'filter.hsChapter', 'HS_CHAPTER'],
    ['groupBy: [], filter: { commodity: ["x"] }', 'filter.commodity', 'COMMODITY'],
  ])('refuses %s and says what there is', async (args, argument, given) => {
    expect(await refused(args)).toMatchObject([
      {
        message: expect.stringContaining(given),
        code: 'BAD_USER_INPUT',
        argument,
        given,
        accepted: 'ORIGIN, FISCAL_YEAR, SECTOR, COUNTRY, REGION (a-partners)',
      },
    ]);
  });

  it('refuses a currency that no table has, rather than convert', async () => {
    expect(await refused('groupBy: [], currency: INR')).toMatchObject([
      { code: 'BAD_USER_INPUT', argument: 'currency', given: 'INR', accepted: 'USD' },
    ]);
  });

  it('takes the one table that has what is asked for, and never adds two', async () => {
    await givenTable(
      service,
      { code: 'b-chapters', dimensions: ['ORIGIN', 'FISCAL_YEAR', 'COMMODITY', 'HS_CHAPTER'] },
      [{ fiscalYear: '2021-22', hsChapter: '64', commodityCode: 'footwear', value: '7' }],
    );
    await givenTable(
      service,
      { code: 'c-rupees', unit: 'INR_CRORE', dimensions: ['ORIGIN', 'FISCAL_YEAR'] },
      [{ fiscalYear: '2021-22', origin: 'IN-UP', value: '1400' }],
    );
    expect(await flows('groupBy: [], filter: { fiscalYear: ["2021-22"] }')).toMatchObject({
      total: { amount: '400000000' },
    });
    const byChapter = await flows(
      'groupBy: [HS_CHAPTER, COMMODITY], filter: { hsChapter: ["64"], commodity: ["footwear"] }, orderBy: { field: NAME, direction: ASC }',
    );
    expect(byChapter).toMatchObject({
      total: { amount: '7000000' },
      nodes: [{ hsChapter: { code: '64' }, commodity: { code: 'footwear' }, rca: null }],
    });
    expect(
      await flows(
        'groupBy: [ORIGIN], currency: INR, filter: { origin: ["IN-UP"] }, orderBy: { field: NAME, direction: ASC }',
      ),
    ).toMatchObject({
      total: { amount: '14000000000', currency: 'INR' },
      nodes: [{ origin: 'IN-UP' }],
    });
    expect(await refused('groupBy: [SECTOR, HS_CHAPTER]')).toMatchObject([
      {
        message: expect.stringContaining('tables are never added together'),
        code: 'BAD_USER_INPUT',
        argument: 'groupBy',
      },
    ]);
  });
});
