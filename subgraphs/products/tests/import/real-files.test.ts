import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import type { ImportReport } from '../../src/import/index.ts';
import { products } from '../../src/subgraph.ts';
import { ask } from '../given-statistics.ts';
import { hasSharedData, sharedData } from './config.ts';
import { importInto } from './support.ts';

const whereGiven = hasSharedData ? describe : describe.skip;

/** The files of principal commodities by their fiscal years; 2020-21 is not among them. */
const commodityFiles = {
  '2017-18': 'tradestat/principal_commodity_export_201718.csv',
  '2018-19': 'tradestat/principal_commodity_export_201819.csv',
  '2019-20': 'tradestat/principal_commodity_export_201920.csv',
  '2021-22': 'tradestat/principal_commodity_export_202122.csv',
} as const;

type Year = keyof typeof commodityFiles;

const years = Object.keys(commodityFiles) as Year[];

/** The cells of a line of CSV, read without the importer. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
  );

/** The raw rows of a year: commodity, country and value in whole thousands of dollars, so that sums are exact. */
function rawRows(year: Year) {
  const [, ...lines] = readFileSync(join(sharedData, commodityFiles[year]), 'utf8')
    .trim()
    .split('\n');
  return lines
    .map(cellsOf)
    .filter(([commodity]) => commodity?.toUpperCase() !== 'TOTAL')
    .map(([commodity = '', country = '', , , value]) => ({
      commodity,
      country,
      value: Math.round(Number(value) * 1000),
    }));
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** What each sector is made of, by the names that the files print. */
const sectors: Readonly<Record<string, RegExp>> = {
  handicrafts: /^HANDCRFS\(EXCL/,
  carpets: /^(CARPET\(EXCL. SILK\) HANDMADE|SILK CARPET)$/,
  leather: /^(FINISHED LEATHER|FOOTWEAR OF LEATHER|LEATHER .*|SADDLERY AND HARNESS)$/,
  'sports-goods': /^SPORTS GOODS$/,
};

/** The countries that a year's raw rows of a sector name, largest first, with their values in thousands of dollars. */
function rawPartners(year: Year, sector: string): { country: string; value: number }[] {
  const values = new Map<string, number>();
  for (const { commodity, country, value } of rawRows(year)) {
    if (sectors[sector]?.test(commodity)) values.set(country, (values.get(country) ?? 0) + value);
  }
  return [...values]
    .map(([country, value]) => ({ country, value }))
    .sort((a, b) => b.value - a.value);
}

interface Row {
  readonly fiscalYear: string | null;
  readonly country: { readonly code: string } | null;
  readonly sector: { readonly code: string } | null;
  readonly hsChapter: { readonly code: string } | null;
  readonly value: { readonly in: string };
  readonly growth: number | null;
  readonly note: string | null;
  readonly cagr: number | null;
  readonly rca: number | null;
  readonly share: number;
}

interface Flows {
  readonly total: { readonly formatted: string };
  readonly tableCode: string;
  readonly note: string | null;
  readonly sources: readonly { readonly code: string }[];
  readonly concentration: { readonly value: number };
  readonly nodes: readonly Row[];
}

whereGiven('the real files (skipped where ../shared does not lie beside the checkout)', () => {
  let service: TestService;
  const reports = new Map<string, ImportReport>();

  beforeAll(async () => {
    service = await startTestService(products, { loadSeed: true });
    const others = ['tradestat/export_2021-22_ne-asia.csv', 'comtrade/india_exports_world_hs6.csv'];
    for (const file of [...Object.values(commodityFiles), ...others]) {
      const report = await importInto(service, join(sharedData, file), { rejectsFolder: tmpdir() });
      reports.set(file, report);
    }
  });

  afterAll(() => service.stop());

  const flows = async (args: string): Promise<Flows> => {
    const { exportFlows } = await ask<{ exportFlows: Flows }>(
      service,
      `{ exportFlows(${args}) { total { formatted } tableCode note sources { code } concentration { value }
         nodes { fiscalYear country { code } sector { code } hsChapter { code } value { in(scale: THOUSAND) } growth note cagr rca share } } }`,
    );
    return exportFlows;
  };

  it('are imported without a rejected row', () => {
    expect([...reports.values()].map(({ rows }) => rows.rejected)).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...reports.values()].map(({ rows }) => rows.loaded)).toEqual([
      21_580, 22_174, 22_198, 24_049, 98, 97,
    ]);
  });

  it.each([
    ['2017-18', '303523.19', '303523.19'],
    ['2018-19', '330077.903', '330078.093'],
    ['2019-20', '313368.43', '313361.04'],
    ['2021-22', '422001.26', '422004.4'],
  ] as const)('of %s sum to %s where they state %s', (year, rows, stated) => {
    expect(reports.get(commodityFiles[year])?.parts).toMatchObject([{ year, sum: rows, stated }]);
    expect(sum(rawRows(year).map(({ value }) => value)) / 1000).toBe(Number(rows));
  });

  it('make India 422,001.26 million dollars in 2021-22, from the one table that is finest', async () => {
    expect(await flows('groupBy: [], filter: { fiscalYear: ["2021-22"] }')).toMatchObject({
      total: { formatted: 'US$ 422,001.26 million' },
      tableCode: 'dgcis-commodity-partner',
      sources: [{ code: 'dgcis-principal-commodity' }],
    });
  });

  it.each(Object.keys(sectors).flatMap((sector) => years.map((year) => [sector, year] as const)))(
    'rank the partners of %s in %s as the raw rows do',
    async (sector, year) => {
      const names: { name: string; country_code: string }[] = await service.db.query(
        'SELECT name, country_code FROM products.country_names_dgcis',
      );
      const codes = new Map(names.map((row) => [row.name, row.country_code]));
      const expected = rawPartners(year, sector);
      const { nodes } = await flows(
        `groupBy: [COUNTRY], filter: { fiscalYear: ["${year}"], sector: ["${sector}"] }, first: 10`,
      );
      expect(nodes.map(({ country, value }) => [country?.code, Number(value.in)])).toEqual(
        expected.slice(0, 10).map(({ country, value }) => [codes.get(country), value]),
      );
    },
  );

  it('have the concentration, growth and advantage of carpets that the raw rows give', async () => {
    const { nodes, concentration } = await flows(
      'groupBy: [COUNTRY, SECTOR], filter: { sector: ["carpets"], fiscalYear: ["2019-20"] }, first: 100',
    );
    const partners = rawPartners('2019-20', 'carpets').filter(({ value }) => value > 0);
    const carpets = sum(partners.map(({ value }) => value));
    expect(concentration.value).toBeCloseTo(
      sum(partners.map(({ value }) => (value / carpets) ** 2)),
      10,
    );
    const [usa] = nodes;
    const ofUsa = (year: Year): number =>
      rawPartners(year, 'carpets').find(({ country }) => country === 'U S A')?.value ?? 0;
    const all = rawRows('2019-20');
    const toUsa = sum(all.filter(({ country }) => country === 'U S A').map(({ value }) => value));
    expect(usa?.country?.code).toBe('US');
    expect(usa?.growth).toBeCloseTo((ofUsa('2019-20') / ofUsa('2018-19') - 1) * 100, 8);
    expect(usa?.rca).toBeCloseTo(
      ofUsa('2019-20') / carpets / (toUsa / sum(all.map(({ value }) => value))),
      8,
    );
    const { nodes: byCountry } = await flows(
      'groupBy: [COUNTRY], filter: { sector: ["carpets"], country: ["US"] }',
    );
    expect(byCountry[0]?.cagr).toBeCloseTo(
      ((ofUsa('2021-22') / ofUsa('2017-18')) ** (1 / 4) - 1) * 100,
      8,
    );
  });

  it('give no growth for the year after 2020-21, which is not on record, and say so', async () => {
    const { nodes, note } = await flows(
      'groupBy: [FISCAL_YEAR], filter: { sector: ["leather"] }, orderBy: { field: FISCAL_YEAR, direction: ASC }',
    );
    const missing = '2020-21 is not on record, so that no growth is known for the year after it.';
    expect(nodes.map(({ fiscalYear, growth }) => [fiscalYear, growth !== null])).toEqual([
      ['2017-18', false],
      ['2018-19', true],
      ['2019-20', true],
      ['2021-22', false],
    ]);
    expect(nodes.at(-1)?.note).toBe(missing);
    expect(note).toBe(missing);
  });

  it('agree with the sums by sector of the seed, but for rice that was printed under another name', async () => {
    const differing = await service.db.query(`
      SELECT fiscal_year, sector_code, a.value - b.value AS more FROM
        (SELECT fiscal_year, sector_code, sum(value) AS value FROM products.export_flows
         WHERE table_code = 'dgcis-commodity-partner' AND sector_code IS NOT NULL GROUP BY 1, 2) a
        JOIN (SELECT fiscal_year, sector_code, sum(value) AS value FROM products.export_flows
         WHERE table_code = 'in-sector-partner' AND sector_code IS NOT NULL GROUP BY 1, 2) b
        USING (fiscal_year, sector_code)
      WHERE a.value <> b.value ORDER BY 1`);
    const basmati = (year: Year): number =>
      sum(rawRows(year).map(({ commodity, value }) => (commodity === 'RICE -BASMOTI' ? value : 0)));
    expect(
      differing.map((row: Record<string, string>) => [
        row.fiscal_year,
        row.sector_code,
        Math.round(Number(row.more) * 1000),
      ]),
    ).toEqual(
      (['2017-18', '2018-19', '2019-20'] as const).map((year) => [
        year,
        'agriculture',
        basmati(year),
      ]),
    );
  });

  it('tell chapters of Eastern Asia where that is asked for, and of the world in a calendar year', async () => {
    const region = await flows(
      'groupBy: [HS_CHAPTER, FISCAL_YEAR], filter: { region: ["Eastern Asia"], fiscalYear: ["2021-22"] }, first: 1',
    );
    expect(region).toMatchObject({
      tableCode: 'dgcis-chapter-region',
      total: { formatted: 'US$ 49,301.36 million' },
      nodes: [{ growth: expect.any(Number) }],
    });
    const world = await flows('groupBy: [HS_CHAPTER], first: 1');
    expect(world).toMatchObject({
      tableCode: 'comtrade-chapter-world',
      total: { formatted: 'US$ 322,492.099852 million' },
      note: 'This table is of calendar years, January to December: 2018.',
      sources: [{ code: 'un-comtrade' }],
    });
  });
});
