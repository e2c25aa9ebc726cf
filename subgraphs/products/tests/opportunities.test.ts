import { startTestService, type TestService } from '@niryat/kernel/testing';
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

const cells = [
  cell('2018-19', 'JP', 'leather', '10'),
  cell('2018-19', 'US', 'leather', '80'),
  cell('2018-19', 'US', 'toys', '500'),
  cell('2019-20', 'JP', 'handicrafts', '9.5'),
  cell('2019-20', 'DE', 'leather', '7'),
  cell('2021-22', 'JP', 'leather', '12'),
  cell('2021-22', 'JP', 'handicrafts', '60'),
  cell('2021-22', 'US', 'leather', '40.5'),
  cell('2021-22', 'US', 'handicrafts', '0.25'),
  cell('2021-22', null, 'leather', '3'),
  cell('2021-22', 'US', 'toys', '900'),
  cell('2021-22', 'US', null, '160'),
];

/** Facts of other subgraphs, as the loader would have put them. */
const access = (kind: string, code: string, country_code: string, more: object = {}) => ({
  kind,
  code,
  country_code,
  sector_codes: [],
  source_code: 'report',
  ...more,
});

const event = (code: string, since: string, more: object = {}) =>
  access('EVENT', code, 'JP', { since, origin: 'IN-UP', ...more });

beforeAll(async () => {
  service = await startTestService(products, { now: () => new Date('2026-11-21T06:00:00Z') });
  await given(service, ground);
  await given(service, {
    sources: [{ code: 'customs', title: 'Customs' }],
    sectors: [{ code: 'toys', name_en: 'Toys' }],
    country_regions: [
      { code: 'JP', region: 'Eastern Asia', name_en: 'Japan' },
      { code: 'US', region: 'Northern America', name_en: 'United States' },
      { code: 'DE', region: 'Western Europe', name_en: 'Germany' },
    ],
    // Leather: a designation and two clusters. Handicrafts: an indication alone. Toys: nothing in the state.
    designations: [
      { district_code: 'up-agra', product_code: 'shoes' },
      { district_code: 'jk-kathua', product_code: 'paintings' },
    ],
    clusters: [
      { code: 'a', name_en: 'A', district_code: 'up-agra', product_code: 'shoes' },
      { code: 'b', name_en: 'B', district_code: 'up-sambhal', product_code: 'shoes' },
    ],
    geographical_indications: [
      { code: 'horn', name: 'Horn', product_code: 'buttons' },
      { code: 'hill', name: 'Hill', product_code: 'paintings' },
    ],
    geographical_indication_districts: [
      { indication_code: 'horn', district_code: 'up-sambhal', position: 1 },
      { indication_code: 'horn', district_code: 'up-agra', position: 2 },
      { indication_code: 'hill', district_code: 'jk-kathua', position: 1 },
    ],
    market_access: [
      access('MISSION', 'embassy', 'JP'),
      access('MISSION', 'consulate', 'JP'),
      access('AGREEMENT', 'cepa', 'JP', { since: '2011-08-01' }),
      access('AGREEMENT', 'old', 'US'),
      access('AGREEMENT', 'later', 'DE', { since: '2026-11-22' }),
      event('of-leather', '2026-11-21', { sector_codes: ['leather'] }),
      event('of-all', '2021-11-22', { origin: 'IN' }),
      event('too-old', '2021-11-21'),
      event('to-come', '2026-11-22'),
      event('of-another-state', '2026-01-01', { origin: 'IN-JK' }),
    ],
  });
  await givenTable(
    service,
    { code: 'sectors', dimensions: ['ORIGIN', 'FISCAL_YEAR', 'SECTOR', 'COUNTRY', 'REGION'] },
    cells,
  );
});

afterAll(() => service.stop());

interface Input {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly weight: number | null;
  readonly source: { readonly code: string } | null;
}

interface Node {
  readonly rank: number;
  readonly score: {
    readonly value: number;
    readonly unit: string;
    readonly formula: string;
    readonly note: string;
    readonly inputs: readonly Input[];
  };
  readonly state: { readonly code: string };
  readonly sector: { readonly code: string };
  readonly country: { readonly code: string };
  readonly products: readonly { readonly code: string }[];
  readonly explanation: string;
}

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly startCursor: string;
    readonly endCursor: string;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
}

const fields = `totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage } nodes {
  rank state { code } sector { code } country { code } products { code } explanation
  score { value unit formula note inputs { name value unit weight source { code } } } }`;

async function opportunities(filter = '', more = ''): Promise<Page> {
  const data = await ask<{ opportunities: Page }>(
    service,
    `{ opportunities(filter: { state: "IN-UP", ${filter} } ${more}) { ${fields} } }`,
  );
  return data.opportunities;
}

const nameOf = ({ sector, country }: Node): string => `${sector.code}/${country.code}`;

async function pairs(filter = '', more = ''): Promise<string[]> {
  return (await opportunities(filter, more)).nodes.map(nameOf);
}

/** An opportunity with its inputs by name. */
async function pair(name: string, more = '') {
  const { nodes } = await opportunities('', more);
  const node = nodes.find((candidate) => nameOf(candidate) === name);
  if (node === undefined) throw new Error(`There is no ${name}`);
  const inputs = new Map(node.score.inputs.map((input) => [input.name, input]));
  const value = (input: string) => inputs.get(input)?.value;
  return { node, inputs, value };
}

/** The errors of a question that must fail. */
async function errorsOf(args: string) {
  const { errors } = await service.execute({
    query: `{ opportunities(${args}) { totalCount } }`,
  });
  return errors;
}

describe('the opportunities of a state', () => {
  it('are its sectors with each country that they were sold to in any year', async () => {
    const page = await opportunities();
    expect(page.totalCount).toBe(5);
    expect(page.nodes.map(nameOf).sort()).toEqual([
      'handicrafts/JP',
      'handicrafts/US',
      'leather/DE',
      'leather/JP',
      'leather/US',
    ]);
    expect(new Set(page.nodes.map(({ state }) => state.code))).toEqual(new Set(['IN-UP']));
  });

  it('are those of another state by what that one makes', async () => {
    const data = await ask<{ opportunities: Page }>(
      service,
      `{ opportunities(filter: { state: "IN-JK" }) { ${fields} } }`,
    );
    expect(data.opportunities.nodes.map(nameOf).sort()).toEqual([
      'handicrafts/JP',
      'handicrafts/US',
    ]);
    expect(data.opportunities.nodes[0]?.products).toEqual([{ code: 'paintings' }]);
  });

  it("have the state's products of the sector", async () => {
    const { node } = await pair('handicrafts/JP');
    expect(node.products).toEqual([]);
    expect((await pair('leather/JP')).node.products).toEqual([{ code: 'shoes' }]);
  });
});

describe('the parts of a score', () => {
  // Computed here from the rows above, by the formulas of the schema.
  const supply = { leather: Math.log(4) / Math.log(4), handicrafts: Math.log(2) / Math.log(4) };
  const size = (sales: number): number => Math.log(1 + sales) / Math.log(1 + 60);
  const growth = (first: number, last: number, years: number): number => {
    const cagr = ((last / first) ** (1 / years) - 1) * 100;
    return Math.min(1, Math.max(0, (cagr + 20) / 40));
  };
  const spread = (...values: readonly number[]): number => {
    const total = values.reduce((sum, value) => sum + value, 0);
    return 1 - values.reduce((sum, value) => sum + (value / total) ** 2, 0);
  };
  const leather = spread(12, 40.5, 3);
  const crafts = spread(60, 0.25);

  it.each<[string, (number | null)[]]>([
    ['leather/JP', [supply.leather, size(12), growth(10, 12, 3), leather, (1 + 1 + 2 / 3) / 3]],
    ['leather/US', [supply.leather, size(40.5), growth(80, 40.5, 3), leather, 1 / 3]],
    ['leather/DE', [supply.leather, size(0), growth(7, 0, 2), leather, 0]],
    ['handicrafts/JP', [supply.handicrafts, size(60), growth(9.5, 60, 2), crafts, (2 + 1 / 3) / 3]],
    ['handicrafts/US', [supply.handicrafts, size(0.25), null, crafts, 1 / 3]],
  ])('are those of the rows: %s', async (name, expected) => {
    const { value, node } = await pair(name);
    const parts = ['supply', 'size', 'growth', 'diversification', 'access'];
    expect(parts.map(value)).toEqual(
      expected.map((part) => (part === null ? null : expect.closeTo(part, 5))),
    );
    const weights = [0.25, 0.25, 0.2, 0.1, 0.2];
    const score = expected.reduce<number>(
      (sum, part, i) => sum + (part ?? 0) * (weights[i] ?? 0),
      0,
    );
    expect(node.score).toMatchObject({ value: expect.closeTo(100 * score, 3), unit: 'SCORE' });
  });

  it('come with their weights, and with the numbers that they are made of and those sources', async () => {
    const { node } = await pair('leather/JP');
    const count = (name: string, value: number, source: object | null = { code: 'report' }) => ({
      name,
      value,
      unit: 'COUNT',
      weight: null,
      source,
    });
    const trade = { unit: 'USD_MILLION', weight: null, source: { code: 'report' } };
    expect(node.score.inputs.slice(0, 5).map(({ name, weight }) => [name, weight])).toEqual([
      ['supply', 0.25],
      ['size', 0.25],
      ['growth', 0.2],
      ['diversification', 0.1],
      ['access', 0.2],
    ]);
    expect(node.score.inputs.slice(5)).toEqual([
      count('designations', 1),
      count('clusters', 2),
      count('indications', 0, null),
      count('mostSupply', 3, null),
      { name: 'sales', value: 12, ...trade },
      { name: 'mostSales', value: 60, ...trade },
      expect.objectContaining({ name: 'cagr', unit: 'PERCENT' }),
      { name: 'firstSales', value: 10, ...trade },
      { name: 'years', value: 3, unit: 'YEARS', weight: null, source: null },
      expect.objectContaining({ name: 'concentration', unit: 'INDEX' }),
      count('missions', 2),
      count('agreements', 1),
      count('events', 2),
    ]);
    for (const { name } of node.score.inputs) expect(node.score.formula).toContain(name);
  });

  it('say from when to when growth runs and which years are not on record', async () => {
    expect((await pair('leather/JP')).node.score.note).toContain(
      '`cagr` runs from 2018-19 to 2021-22. Not on record: 2020-21.',
    );
  });

  it('are null where they are not on record, count as 0, and a note says so', async () => {
    const { node, value } = await pair('handicrafts/US');
    expect(value('growth')).toBeNull();
    expect(value('cagr')).toBeNull();
    expect(node.score.note).toContain('`growth` is not on record');
    expect(node.explanation).toContain('weakest in growth (no sales on record before 2021-22)');
  });

  it('take in events on the day they begin, for five years', async () => {
    expect((await pair('leather/JP')).value('events')).toBe(2);
    expect((await pair('handicrafts/JP')).value('events')).toBe(1);
    expect((await pair('leather/DE')).value('agreements')).toBe(0);
  });
});

describe('the weights of a request', () => {
  it('change the ranking', async () => {
    const only = (part: string) =>
      `, weights: { supply: 0, size: 0, growth: 0, diversification: 0, access: 0, ${part}: 2 }`.replace(
        `${part}: 0, `,
        '',
      );
    expect((await pairs('', only('size')))[0]).toBe('handicrafts/JP');
    expect((await pairs('', only('diversification')))[0]).toBe('leather/DE');
    const { node } = await pair('leather/JP', only('size'));
    expect(node.score.value).toBeCloseTo((100 * Math.log(13)) / Math.log(61), 3);
    expect(node.score.inputs[1]).toMatchObject({ name: 'size', weight: 1 });
  });

  it.each([
    ['weights: { growth: -1 }', 'weights.growth'],
    ['weights: { supply: 0, size: 0, growth: 0, diversification: 0, access: 0 }', 'weights'],
  ])('are refused: %s', async (weights, argument) => {
    expect(await errorsOf(`filter: { state: "IN-UP" }, ${weights}`)).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument } },
    ]);
  });
});

describe('the filter', () => {
  it.each([
    ['country: ["JP"]', ['handicrafts/JP', 'leather/JP']],
    ['country: ["JP", "DE"], sector: ["leather"]', ['leather/DE', 'leather/JP']],
    ['sector: ["toys"]', []],
    [
      'country: [], sector: null',
      ['handicrafts/JP', 'handicrafts/US', 'leather/DE', 'leather/JP', 'leather/US'],
    ],
    ['minimumValue: "12000000"', ['handicrafts/JP', 'leather/JP', 'leather/US']],
    ['minimumValue: "12000000.01"', ['handicrafts/JP', 'leather/US']],
    [
      'minimumValue: "0"',
      ['handicrafts/JP', 'handicrafts/US', 'leather/DE', 'leather/JP', 'leather/US'],
    ],
  ])('takes in what it says: %s', async (filter, expected) => {
    expect((await pairs(filter)).sort()).toEqual(expected);
  });

  it('changes ranks and totals, and no score', async () => {
    const all = await opportunities();
    const some = await opportunities('country: ["US", "DE"]');
    expect(some.totalCount).toBe(3);
    expect(some.nodes.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    for (const { score, ...node } of some.nodes) {
      const same = all.nodes.find((other) => nameOf(other) === nameOf({ score, ...node }));
      expect(same?.score).toEqual(score);
    }
  });

  it('needs a state that there is', async () => {
    expect(await errorsOf('filter: { state: "IN-UQ" }')).toMatchObject([
      { extensions: { code: 'NOT_FOUND', suggestions: expect.arrayContaining(['IN-UP']) } },
    ]);
  });
});

describe('the list', () => {
  it('is the best first, with equal ranks for equal scores, by code', async () => {
    // Supply alone: leather is 1, handicrafts are a half.
    const { nodes } = await opportunities(
      '',
      ', weights: { size: 0, growth: 0, diversification: 0, access: 0 }',
    );
    expect(nodes.map((node) => [node.rank, nameOf(node)])).toEqual([
      [1, 'leather/DE'],
      [1, 'leather/JP'],
      [1, 'leather/US'],
      [4, 'handicrafts/JP'],
      [4, 'handicrafts/US'],
    ]);
  });

  it('is paged forward and backward without gaps, with ranks of the whole', async () => {
    const whole = await opportunities();
    const forward: Node[] = [];
    let after = '';
    for (let more = true; more; ) {
      const page = await opportunities('', `, first: 2${after}`);
      forward.push(...page.nodes);
      after = `, after: "${page.pageInfo.endCursor}"`;
      more = page.pageInfo.hasNextPage;
    }
    expect(forward).toEqual(whole.nodes);
    const backward: Node[] = [];
    let before = '';
    for (let more = true; more; ) {
      const page = await opportunities('', `, last: 2${before}`);
      backward.unshift(...page.nodes);
      before = `, before: "${page.pageInfo.startCursor}"`;
      more = page.pageInfo.hasPreviousPage;
    }
    expect(backward).toEqual(whole.nodes);
  });

  it('refuses a cursor of other weights', async () => {
    const { pageInfo } = await opportunities();
    expect(
      await errorsOf(
        `filter: { state: "IN-UP" }, weights: { size: 1 }, after: "${pageInfo.endCursor}"`,
      ),
    ).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
  });

  it('costs as many statements for one as for all', async () => {
    const question = (first: number) =>
      `{ opportunities(filter: { state: "IN-UP" }, first: ${first}) { ${fields} } }`;
    const one = await statements(service, question(1));
    expect(await statements(service, question(100))).toBe(one);
  });
});

describe('the explanation', () => {
  it('is in the language asked for, or that of the header', async () => {
    const query = `{ opportunities(filter: { state: "IN-UP" }, first: 1) {
      nodes { explanation en: explanation(language: EN) } } }`;
    const data = await ask(service, query, {}, { 'accept-language': 'hi' });
    expect(data).toEqual({
      opportunities: {
        nodes: [
          {
            explanation: expect.stringMatching(/^स्थान 1, 100 में से [\d.]+: .*।$/),
            en: expect.stringMatching(
              /^Rank 1 with [\d.]+ of 100: strongest in .* weakest in .*\.$/,
            ),
          },
        ],
      },
    });
  });
});
