import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSeed, SeedError } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { ask } from './given-statistics.ts';

const { seed } = products;
let service: TestService;
let folder: string;

beforeAll(async () => {
  service = await startTestService(products, {
    loadSeed: true,
    isFirstStart: true,
    now: () => new Date('2025-10-01T06:30:00Z'),
  });
  folder = mkdtempSync(join(tmpdir(), 'niryat-statistics-'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await service.stop();
});

/** The rows of a seed file whose cells hold no quotes, read without the loader: what the answers are compared with. */
function rowsOf(file: string): Record<string, string>[] {
  const [heading = '', ...lines] = readFileSync(join(seed.folder, file), 'utf8').trim().split('\n');
  const columns = heading.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, i) => [columns[i] ?? '', cell])),
  );
}

const published = rowsOf('export_flows.csv').map((row) => ({
  year: row.fiscal_year ?? '',
  country: row.country_code ?? '',
  sector: row.sector_code ?? '',
  // Whole thousands of dollars, so that sums in this test are exact.
  value: Math.round(Number(row.value_usd_million) * 1000),
}));

/** What the publisher states for a year, a country and a sector; '' is all of them. */
function stated(year: string, country: string, sector: string): number {
  const row = published.find(
    (row) => row.year === year && row.country === country && row.sector === sector,
  );
  return row?.value ?? 0;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const countries = [...new Set(published.map(({ country }) => country))].filter(Boolean);
const sectors = [...new Set(published.map(({ sector }) => sector))].filter(Boolean);

interface Row {
  readonly fiscalYear: string | null;
  readonly country: { readonly code: string } | null;
  readonly sector: { readonly code: string } | null;
  readonly region: string | null;
  readonly value: { readonly in: string };
  readonly share: number;
  readonly growth: number | null;
  readonly cagr: number | null;
  readonly rca: number | null;
  readonly rank: number;
}

interface Flows {
  readonly totalCount: number;
  readonly total: { readonly amount: string };
  readonly concentration: { readonly value: number };
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** All rows of an answer of the cube, page after page, with what they come to. */
async function everyRow(args: string, pageSize = 100): Promise<Flows & { rows: Row[] }> {
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const { exportFlows }: { exportFlows: Flows } = await ask(
      service,
      `query ($after: String) { exportFlows(${args}, first: ${pageSize}, after: $after) {
        totalCount total { amount } concentration { value } pageInfo { hasNextPage endCursor }
        nodes { fiscalYear country { code } sector { code } region value { in(scale: THOUSAND) } share growth cagr rca rank }
      } }`,
      { after },
    );
    rows.push(...exportFlows.nodes);
    if (!exportFlows.pageInfo.hasNextPage) return { ...exportFlows, rows };
    after = exportFlows.pageInfo.endCursor;
  }
}

const thousands = (row: Row | undefined): number => Number(row?.value.in ?? 0);

describe('the seed of the statistics', () => {
  it('holds every figure, target and flow of the facts', () => {
    const rows = Object.fromEntries(service.seeded.map(({ file, rows }) => [file, rows]));
    expect(rows).toMatchObject({
      'export_figures.csv': 213,
      'targets.csv': 26,
      'export_flows.csv': 6394,
      'country_regions.csv': 240,
      'trade_tables.csv': 7,
    });
  });
});

describe("India's exports by sector and partner", () => {
  it.each(['2017-18', '2018-19', '2019-20', '2021-22'])(
    'of %s come to what the publisher states, however they are grouped',
    async (year) => {
      const world = stated(year, '', '');
      const filter = `filter: { fiscalYear: ["${year}"] }`;
      for (const groupBy of ['', 'COUNTRY', 'SECTOR', 'REGION', 'COUNTRY, SECTOR']) {
        const found = await everyRow(`groupBy: [${groupBy}], ${filter}`, groupBy ? 97 : 1);
        expect([groupBy, total(found.rows.map(thousands))]).toEqual([groupBy, world]);
        expect(found.total.amount).toBe(String(world * 1000));
        expect(found.rows).toHaveLength(found.totalCount);
      }
    },
  );

  it('are 422,001.26 million dollars in 2021-22', async () => {
    const data = await ask(
      service,
      '{ exportFlows(groupBy: [], filter: { fiscalYear: ["2021-22"] }) { total { formatted } nodes { value { formatted(scale: BILLION) } } sources { code publisher } } }',
    );
    expect(data).toEqual({
      exportFlows: {
        total: { formatted: 'US$ 422,001.26 million' },
        nodes: [{ value: { formatted: 'US$ 422.00 billion' } }],
        sources: [
          {
            code: 'dgcis-principal-commodity',
            publisher: expect.stringContaining('Commercial Intelligence and Statistics'),
          },
        ],
      },
    });
  });

  it('agree with every published total of a country and of a sector', async () => {
    const byCountry = await everyRow('groupBy: [FISCAL_YEAR, COUNTRY]');
    const bySector = await everyRow('groupBy: [FISCAL_YEAR, SECTOR]');
    const named = (rows: Row[], of: (row: Row) => string | undefined) =>
      new Map(rows.map((row) => [`${row.fiscalYear}/${of(row) ?? ''}`, thousands(row)]));
    const countryValues = named(byCountry.rows, (row) => row.country?.code);
    const sectorValues = named(bySector.rows, (row) => row.sector?.code);
    for (const { year, country, sector, value } of published) {
      if (country && !sector)
        expect([year, country, countryValues.get(`${year}/${country}`)]).toEqual([
          year,
          country,
          value,
        ]);
      if (sector && !country)
        expect([year, sector, sectorValues.get(`${year}/${sector}`)]).toEqual([
          year,
          sector,
          value,
        ]);
    }
  });

  it.each(['2018-19', '2021-22'])('agree with every published cell of %s', async (year) => {
    const { rows } = await everyRow(
      `groupBy: [COUNTRY, SECTOR], filter: { fiscalYear: ["${year}"] }`,
    );
    const found = new Map(
      rows.map((row) => [`${row.country?.code}/${row.sector?.code}`, thousands(row)]),
    );
    const cells = published.filter((row) => row.year === year && row.country && row.sector);
    expect(cells.length).toBeGreaterThan(1000);
    expect(
      cells.filter(({ country, sector, value }) => found.get(`${country}/${sector}`) !== value),
    ).toEqual([]);
  });

  it('of carpets have the shares, places, growth and advantage that the published rows give', async () => {
    const year = '2019-20';
    const { rows, concentration } = await everyRow(
      `groupBy: [COUNTRY, SECTOR], filter: { fiscalYear: ["${year}"], sector: ["carpets"] }`,
    );
    const carpets = stated(year, '', 'carpets');
    const values = [
      ...countries.map((country) => stated(year, country, 'carpets')),
      carpets - total(countries.map((country) => stated(year, country, 'carpets'))),
    ].filter((value) => value > 0);
    expect(rows).toHaveLength(values.length);
    expect(concentration.value).toBeCloseTo(
      total(values.map((value) => (value / carpets) ** 2)),
      12,
    );
    for (const row of rows.filter(({ country }) => country !== null)) {
      const country = row.country?.code ?? '';
      const value = stated(year, country, 'carpets');
      const before = stated('2018-19', country, 'carpets');
      expect(thousands(row)).toBe(value);
      expect(row.share).toBeCloseTo(value / carpets, 12);
      expect(row.rank).toBe(1 + values.filter((other) => other > value).length);
      expect(row.rca).toBeCloseTo(
        value / carpets / (stated(year, country, '') / stated(year, '', '')),
        8,
      );
      if (before === 0) expect(row.growth).toBeNull();
      else expect(row.growth).toBeCloseTo((value / before - 1) * 100, 6);
    }
  });

  it('of the regions are those of their countries', async () => {
    const regionOf = new Map(
      rowsOf('country_regions.csv').map(({ code, region }) => [code, region]),
    );
    const { rows } = await everyRow('groupBy: [REGION], filter: { fiscalYear: ["2021-22"] }');
    for (const row of rows.filter(({ region }) => region !== null)) {
      const members = countries.filter((country) => regionOf.get(country) === row.region);
      const sum = (year: string) => total(members.map((country) => stated(year, country, '')));
      expect(thousands(row)).toBe(sum('2021-22'));
    }
    expect(rows.filter(({ region }) => region === null)).toHaveLength(1);
  });

  it('grow from the first to the last year on record, and 2020-21 is not', async () => {
    const { rows } = await everyRow('groupBy: [FISCAL_YEAR, SECTOR]');
    for (const sector of sectors) {
      const own = rows.filter((row) => row.sector?.code === sector);
      const [first, last] = [stated('2017-18', '', sector), stated('2021-22', '', sector)];
      expect(own).toHaveLength(4);
      for (const row of own) {
        expect(row.cagr).toBeCloseTo(((last / first) ** (1 / 4) - 1) * 100, 8);
      }
      const growths = new Map(own.map(({ fiscalYear, growth }) => [fiscalYear, growth]));
      expect([growths.get('2017-18'), growths.get('2021-22')]).toEqual([null, null]);
      expect(growths.get('2019-20')).toBeCloseTo(
        (stated('2019-20', '', sector) / stated('2018-19', '', sector) - 1) * 100,
        8,
      );
    }
  });
});

describe('the known conflicts of the facts', () => {
  it('keep every claim, one of each preferred', async () => {
    const claims: { claim: string; preferred: string }[] = await service.db.query(
      `SELECT claim, count(*) FILTER (WHERE preferred) AS preferred FROM products.export_figures GROUP BY claim`,
    );
    expect(claims.filter(({ preferred }) => preferred !== '1')).toEqual([]);
  });

  it.each([
    ['up-exports-2020-21-central', ['up-exports-2020-21-seed', 'up-exports-2020-21-state']],
    ['up-exports-2021-22-central', ['up-exports-2021-22-seed', 'up-exports-2021-22-state']],
    ['up-odop-share-2021-22-seed', ['up-odop-share-2021-22-ians']],
    ['up-exports-2019-20', ['up-exports-2019-20-navhind']],
    ['in-exports-usd-2021-22', ['in-exports-usd-2021-22-quick']],
    ['jk-craft-handicrafts-2021-22', ['jk-craft-handicrafts-2021-22-survey']],
  ])('prefer %s', async (code, others) => {
    expect(
      await ask(
        service,
        'query ($code: ID!) { exportFigure(code: $code) { preferred otherClaims { code } } }',
        {
          code,
        },
      ),
    ).toEqual({
      exportFigure: { preferred: true, otherClaims: others.map((other) => ({ code: other })) },
    });
  });

  it('are not made of editions of an index or of parts of a year', async () => {
    const { exportFigures } = await ask<{ exportFigures: { nodes: { otherClaims: unknown[] }[] } }>(
      service,
      `{ exportFigures(first: 100, filter: { subject: ["export-preparedness-index"] }) { nodes { otherClaims { code } } } }`,
    );
    expect(exportFigures.nodes.map(({ otherClaims }) => otherClaims)).toEqual([
      [],
      [],
      [],
      [],
      [],
      [],
    ]);
  });
});

describe('the checks of the facts', () => {
  it.each([
    ['up-growth-2021-22-seed', 'ROUNDED', (140000 / 107000 - 1) * 100],
    ['up-growth-two-years-to-2020-seed', 'INCONSISTENT', (120356.3 / 88967.42 - 1) * 100],
    ['up-growth-2020-21', 'ROUNDED', (121139 / 120356.3 - 1) * 100],
    ['up-growth-2015-16-to-2019-20', 'ROUNDED', (120356.3 / 81218 - 1) * 100],
    ['in-growth-2021-22', 'ROUNDED', (417810 / 291810 - 1) * 100],
    ['up-odop-share-2021-22-seed', 'INCONSISTENT', (96000 / 140000) * 100],
    ['up-share-of-india-2024-25', 'ROUNDED', (186059 / 3702000) * 100],
  ])('%s: %s', async (code, verdict, value) => {
    const { exportFigure } = await ask<{
      exportFigure: { check: { recomputed: { value: number } } };
    }>(
      service,
      'query ($code: ID!) { exportFigure(code: $code) { check { verdict recomputed { value } } } }',
      { code },
    );
    expect(exportFigure).toMatchObject({ check: { verdict } });
    expect(exportFigure.check.recomputed.value).toBeCloseTo(value, 10);
  });

  it.each(['jk-growth-2021-22', 'up-rank-2022-23', 'up-msme-share-2022', 'up-exports-2017-18'])(
    '%s: NOT_CHECKABLE',
    async (code) => {
      expect(
        await ask(
          service,
          'query ($code: ID!) { exportFigure(code: $code) { check { verdict recomputed { value } } } }',
          {
            code,
          },
        ),
      ).toEqual({ exportFigure: { check: { verdict: 'NOT_CHECKABLE', recomputed: null } } });
    },
  );
});

describe('the target of Rs 3 lakh crore', () => {
  it('has been restated three times and is a third of the way', async () => {
    const { target } = await ask<{ target: Record<string, unknown> }>(
      service,
      `{ target(code: "up-exports-3-lakh-crore-5y-2022") { money { formatted(scale: LAKH_CRORE) } dueText(language: HI)
         progress { value } gapMoney { formatted } requiredGrowth { value } restatements { code } } }`,
    );
    // From 31 March 2025 to 3 August 2027 is 855 days.
    const years = 855 / 365.25;
    expect(target).toEqual({
      money: { formatted: '₹3.00 lakh crore' },
      dueText: 'अगले पांच वर्षों में',
      progress: { value: expect.closeTo((186059 - 140000) / (300000 - 140000), 12) },
      gapMoney: { formatted: '₹1,13,941 crore' },
      requiredGrowth: { value: expect.closeTo(((300000 / 186059) ** (1 / years) - 1) * 100, 8) },
      restatements: [
        { code: 'up-exports-3-lakh-crore-3y-2022' },
        { code: 'up-exports-3-lakh-crore-3y-2023' },
        { code: 'up-exports-3-lakh-crore-2025' },
      ],
    });
  });
});

describe('a mistake in the seed of the statistics', () => {
  /** What loading the seed reports with one file changed by hand. */
  async function problemsWith(
    file: string,
    change: (text: string) => string,
  ): Promise<readonly string[]> {
    cpSync(seed.folder, folder, { recursive: true });
    const text = readFileSync(join(seed.folder, file), 'utf8');
    const changed = change(text);
    expect(changed).not.toBe(text);
    writeFileSync(join(folder, file), changed);
    try {
      await loadSeed(service.db, 'products', { ...seed, folder });
      return [];
    } catch (error) {
      if (error instanceof SeedError) return error.problems;
      throw error;
    }
  }

  it.each([
    [
      'export_figures.csv',
      ',carpets,,carpets,',
      ',carpet,,carpets,',
      /:\d+: sector_code is "carpet", which no Sector has; did you mean carpets/,
    ],
    ['export_figures.csv', ',IN-JK,', ',IN-JX,', /:\d+: origin is "IN-JX", which no State has/],
    [
      'export_figures.csv',
      ',2013-14,',
      ',2013-15,',
      /:2: fiscal_year is "2013-15"; accepted is a fiscal year/,
    ],
    [
      'export_figures.csv',
      ',INR_CRORE,',
      ',PERCENT,',
      /:2: unit is PERCENT; EXPORT_VALUE is stated in INR_CRORE or USD_MILLION/,
    ],
    [
      'export_figures.csv',
      ',true,apr-nov,',
      ',true,,',
      /:\d+: a part of a year needs its fiscal_year and period/,
    ],
    [
      'export_figures.csv',
      /(GROWTH,IN,.*?,false,),1,/,
      '$1,,',
      /:\d+: growth_years belongs to GROWTH/,
    ],
    [
      'export_figures.csv',
      'IN-UP,up-agra,',
      'IN-JK,up-agra,',
      /:\d+: district_code is up-agra, which is no district of IN-JK/,
    ],
    [
      'export_figures.csv',
      /(RANK,IN-UP,,.*),5,,RANK/,
      '$1,5.5,,RANK',
      /:\d+: value is 5\.5; a RANK is a whole number/,
    ],
    [
      'export_figures.csv',
      ',es-2021-t71a',
      ',es-2021',
      /:2: source_codes is "es-2021", which no Source has/,
    ],
    [
      'targets.csv',
      ',2027-08-03,',
      ',soon,',
      /:\d+: due is "soon"; accepted is a day, month, year or fiscal year/,
    ],
    [
      'targets.csv',
      ',2027-08-03,',
      ',2021-08-03,',
      /:\d+: due 2021-08-03 is before announced_on 2022-08-03/,
    ],
    ['targets.csv', ',400000,', ',-1,', /:2: value is -1; a target is above 0/],
    [
      'targets.csv',
      ',291810,2020-21,',
      ',,2020-21,',
      /:2: baseline_fiscal_year stands without a baseline/,
    ],
    [
      'country_regions.csv',
      '\nJP,',
      '\nXX,',
      /:\d+: country_code|:\d+: code is "XX", which no Country has/,
    ],
    ['trade_tables.csv', '|SECTOR|', '|CHAPTER|', /:\d+: dimensions is .*; accepted is one of/],
    [
      'export_flows.csv',
      '2017-18,AD,agriculture,0.150',
      '2017-18,AD,agriculture,-0.150',
      /:\d+: value_usd_million is -0\.150; a value is not negative/,
    ],
    [
      'export_flows.csv',
      '2017-18,AD,apparel,',
      '2017-18,AD,agriculture,',
      /:\d+: .* stands on line \d+ already/,
    ],
  ] as const)('is reported with file, line and reason: %s %s', async (file, from, to, report) => {
    const problems = await problemsWith(file, (text) => text.replace(from, to));
    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${file}${report.source}`)));
  });

  it('is a sector of a country that is more than all the country takes', async () => {
    const problems = await problemsWith('export_flows.csv', (text) =>
      text.replace('2017-18,AD,agriculture,0.150', '2017-18,AD,agriculture,5.000'),
    );
    expect(problems).toEqual([
      expect.stringMatching(
        /^export_flows\.csv: the rows of 2017-18 below the total of all goods to AD add up to \d+\.\d+ more/,
      ),
    ]);
  });

  it('is a total that is missing', async () => {
    const problems = await problemsWith('export_flows.csv', (text) =>
      text.replace(/^2017-18,AD,,.*\n/m, ''),
    );
    expect(problems).toEqual([expect.stringContaining('of all goods to AD')]);
  });

  it('leaves what was loaded as it was', async () => {
    const { rows } = await everyRow('groupBy: [], filter: { fiscalYear: ["2017-18"] }');
    expect(rows.map(thousands)).toEqual([stated('2017-18', '', '')]);
  });
});

describe('what is to be known of the sectors of a table', () => {
  const note = async (args: string, language: string): Promise<string | null> =>
    (
      await ask<{ exportFlows: { note: string | null } }>(
        service,
        `{ exportFlows(${args}) { note(language: ${language}) } }`,
      )
    ).exportFlows.note;

  it('is told where sectors are told apart or asked for, and nowhere else', async () => {
    const year = 'fiscalYear: ["2018-19"]';
    expect(await note(`groupBy: [SECTOR], filter: { ${year} }`, 'EN')).toMatch(
      /^Agriculture leaves out basmati rice/,
    );
    expect(await note(`groupBy: [], filter: { ${year}, sector: ["agriculture"] }`, 'HI')).toMatch(
      /^कृषि में/,
    );
    expect(await note(`groupBy: [COUNTRY], filter: { ${year} }`, 'EN')).toBeNull();
    expect(
      await note(`groupBy: [SECTOR], filter: { ${year}, sector: ["carpets"] }`, 'EN'),
    ).toBeNull();
  });
});
