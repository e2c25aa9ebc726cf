import { startTestService, type TestService } from '@niryat/kernel/testing';
import { levelsOf } from '../src/rollups/levels.ts';
import { finishFlows } from '../src/seed/finish-flows.ts';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';
import { ask, type GivenCell, givenTable } from './given-statistics.ts';
import { type Desk, importInto, openDesk } from './import/support.ts';

/** Puts every question to the cells while it is on. */
let mockCellsAlone = false;

jest.mock('../src/rollups/levels.ts', () => {
  const actual = jest.requireActual('../src/rollups/levels.ts');
  return {
    ...actual,
    levelFor: (...args: unknown[]) => (mockCellsAlone ? undefined : actual.levelFor(...args)),
  };
});

let service: TestService;
let desk: Desk;

const years = ['2018-19', '2019-20', '2021-22'];
const countries = ['JP', 'US', 'CA', null];
const goods = [
  { commodityCode: 'footwear', sectorCode: 'leather', hsChapter: '64' },
  { commodityCode: 'saddles', sectorCode: 'leather', hsChapter: '42' },
  { commodityCode: 'bags', sectorCode: 'leather', hsChapter: '42' },
  { commodityCode: 'puppets', sectorCode: 'handicrafts', hsChapter: null },
  { commodityCode: null, sectorCode: null, hsChapter: '42' },
];

/** Cells of two origins with gaps, ties and things unspecified; values have odd digits, so that a sum of floats would show. */
const cells: GivenCell[] = ['IN', 'IN-UP'].flatMap((origin, i) =>
  years.flatMap((fiscalYear, j) =>
    countries.flatMap((countryCode, k) =>
      goods
        .filter((_, l) => (i + j + k + l) % 5 !== 4)
        .map((good, l) => ({
          origin,
          fiscalYear,
          countryCode,
          ...good,
          value: l % 2 === 0 ? `${1 + ((j + k) % 3)}.10` : `${10 * i + j + k + l}.0${3 + l}`,
        })),
    ),
  ),
);

beforeAll(async () => {
  desk = openDesk();
  service = await startTestService(products);
  await given(service, ground);
  await given(service, {
    sources: [{ code: 'own-table' }],
    country_regions: [
      { code: 'JP', region: 'Eastern Asia', name_en: 'Japan', alpha3: 'JPN' },
      { code: 'US', region: 'Northern America', name_en: 'United States', alpha3: 'USA' },
      { code: 'CA', region: 'Northern America', name_en: 'Canada', alpha3: 'CAN' },
    ],
    hs_chapters: [
      { code: '42', title: 'Articles of leather' },
      { code: '64', title: 'Footwear' },
    ],
    commodities: [
      { code: 'footwear', name: 'FOOTWEAR', sector_code: 'leather' },
      { code: 'saddles', name: 'SADDLES', sector_code: 'leather' },
      { code: 'bags', name: 'BAGS', sector_code: 'leather' },
      { code: 'puppets', name: 'PUPPETS', sector_code: 'handicrafts' },
    ],
  });
  const all = ['ORIGIN', 'FISCAL_YEAR', 'SECTOR', 'COMMODITY', 'HS_CHAPTER', 'COUNTRY', 'REGION'];
  await givenTable(service, { code: 'rolled', dimensions: all }, cells);
});

afterAll(async () => {
  await service.stop();
  desk.clear();
});

/** Every level of a table by hand: what the cells add up to in each year, and over all years with those at the ends. */
async function recomputed(table: string): Promise<string[]> {
  const [found]: { dimensions: Parameters<typeof levelsOf>[0] }[] = await service.db.query(
    'SELECT dimensions FROM products.trade_tables WHERE code = $1',
    [table],
  );
  const rows: string[] = [];
  for (const { name, product, partner } of levelsOf(found?.dimensions ?? [])) {
    const kept = (is: boolean, sql: string): string => (is ? sql : 'NULL');
    const keys = [
      kept(partner === 'country', 'f.country_code'),
      kept(product === 'sector' || product === 'commodity', 'f.sector_code'),
      kept(product === 'commodity', 'f.commodity_code'),
      kept(product === 'chapter', 'f.hs_chapter'),
      kept(partner === 'region', 'coalesce(f.region, r.region)'),
    ];
    const sums: { row: string }[] = await service.db.query(
      `WITH cells AS (
         SELECT f.origin, f.fiscal_year AS year, ${keys[0]}::text AS country, ${keys[1]}::text AS sector, ${keys[2]}::text AS commodity, ${keys[3]}::text AS chapter, ${keys[4]}::text AS region, f.value,
                min(f.fiscal_year) OVER (PARTITION BY f.origin) AS first, max(f.fiscal_year) OVER (PARTITION BY f.origin) AS last
         FROM products.export_flows f LEFT JOIN products.country_regions r ON r.code = f.country_code WHERE f.table_code = $1
       ), keyed AS (
         SELECT *, concat_ws(' ', coalesce(country, '-'), coalesce(sector, '-'), coalesce(commodity, '-'), coalesce(chapter, '-'), coalesce(region, '-')) AS key FROM cells
       )
       SELECT concat_ws(' ', origin, year, key, trim_scale(sum(value))) AS row FROM keyed GROUP BY origin, year, key
       UNION ALL
       SELECT concat_ws(' ', origin, 'all', key, trim_scale(sum(value)), trim_scale(sum(CASE year WHEN first THEN value ELSE 0 END)), trim_scale(sum(CASE year WHEN last THEN value ELSE 0 END)))
       FROM keyed GROUP BY origin, key`,
      [table],
    );
    rows.push(...sums.map(({ row }) => `${name} ${row}`));
  }
  return rows.sort();
}

/** The rollups and spans of a table as they are stored. */
async function stored(table: string): Promise<string[]> {
  const key = `coalesce(country_code, '-'), coalesce(sector_code, '-'), coalesce(commodity_code, '-'), coalesce(hs_chapter, '-'), coalesce(region, '-')`;
  const rows: { row: string }[] = await service.db.query(
    `SELECT concat_ws(' ', level, origin, fiscal_year, ${key}, trim_scale(value)) AS row
     FROM products.flow_rollups WHERE table_code = $1
     UNION ALL
     SELECT concat_ws(' ', level, origin, 'all', ${key}, trim_scale(value), trim_scale(first_value), trim_scale(last_value))
     FROM products.flow_spans WHERE table_code = $1`,
    [table],
  );
  return rows.map(({ row }) => row).sort();
}

const told = ['SECTOR', 'COMMODITY', 'HS_CHAPTER', 'COUNTRY', 'REGION'];

/** Every set of what the table tells apart of goods and destinations. */
const groupings = Array.from({ length: 2 ** told.length }, (_, set) =>
  told.filter((_, i) => (set >> i) % 2 === 1),
);

const filters = [
  '',
  'sector: ["leather"]',
  'commodity: ["bags", "footwear"]',
  'hsChapter: ["42"]',
  'country: ["JP"]',
  'region: ["Northern America"]',
  'sector: ["leather"], country: ["US", "CA"]',
  'hsChapter: ["42"], region: ["Northern America"]',
  'fiscalYear: ["2019-20"], country: ["CA"]',
  'fiscalYearFrom: "2019-20", origin: ["IN", "IN-UP"]',
];

const codes =
  'origin fiscalYear sector { code } commodity { code } hsChapter { code } country { code } region';

/** Everything that rows are asked for, and little: what nobody asks for may be read another way. */
const asked = {
  everything: `totalCount total { amount } concentration { value }
    nodes { ${codes} value { amount } previous { amount } share growth cagr rca rank }
    pageInfo { hasNextPage hasPreviousPage }`,
  'ends of the years': `nodes { ${codes} value { amount } cagr }`,
  'values and shares': `nodes { ${codes} value { amount } share } pageInfo { hasNextPage }`,
};

const ways = Object.entries(asked).flatMap(([name, fields]) => [
  { name: `${name}, all years together`, apart: [], fields },
  { name: `${name}, each year`, apart: ['ORIGIN', 'FISCAL_YEAR'], fields },
]);

describe.each(ways)('an answer from rollups: $name', ({ apart, fields }) => {
  it.each(filters)('is that of the cells, however they are grouped: { %s }', async (filter) => {
    const question = `{ ${groupings
      .map(
        (dimensions, i) =>
          `q${i}: exportFlows(groupBy: [${[...apart, ...dimensions].join(', ')}], first: 100, filter: { ${filter} }) { ${fields} }`,
      )
      .join('\n')} }`;
    service.forget();
    const fromRollups = await ask(service, question);
    expect(service.sql.some((sql) => /flow_rollups|flow_spans/.test(sql))).toBe(true);
    mockCellsAlone = true;
    service.forget();
    const fromCells = await ask(service, question).finally(() => {
      mockCellsAlone = false;
    });
    expect(service.sql.some((sql) => /flow_rollups|flow_spans/.test(sql))).toBe(false);
    expect(fromRollups).toEqual(fromCells);
  });
});

describe('a question of all years', () => {
  const question = (filter: string, more = ''): string =>
    `{ exportFlows(groupBy: [SECTOR${more}], filter: { ${filter} }) { nodes { sector { code } value { amount } previous { amount } growth cagr share } } }`;
  const readsSpans = async (text: string): Promise<boolean> => {
    service.forget();
    await ask(service, text);
    return service.sql.some((sql) => sql.includes('flow_spans'));
  };

  it.each([
    ['names none', ''],
    ['names all of them', 'fiscalYear: ["2018-19", "2019-20", "2021-22"]'],
    ['names the first on record', 'fiscalYearFrom: "2018-19"'],
    ['begins before them', 'fiscalYearFrom: "2010-11", country: ["JP"]'],
  ])('is read from rows of all years where it %s', async (_, filter) => {
    expect(await readsSpans(question(filter))).toBe(true);
  });

  it.each([
    ['leaves a year out', question('fiscalYearFrom: "2019-20"')],
    ['tells years apart', question('', ', FISCAL_YEAR')],
    ['is of several origins, which may have other years', question('origin: ["IN", "IN-UP"]')],
    ['needs what no rollup tells apart', question('hsChapter: ["42"]')],
  ])('is not where it %s', async (_, text) => {
    expect(await readsSpans(text)).toBe(false);
  });
});

describe('a page of rows as a rollup has them', () => {
  const question = (
    page: string,
    groupBy = 'COUNTRY, COMMODITY, FISCAL_YEAR',
  ): string => `{ exportFlows(groupBy: [${groupBy}], ${page}) {
    nodes { country { code } commodity { code } fiscalYear value { amount } share }
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`;

  interface Page {
    readonly exportFlows: {
      readonly nodes: readonly unknown[];
      readonly pageInfo: {
        readonly startCursor: string;
        readonly endCursor: string;
        readonly hasNextPage: boolean;
        readonly hasPreviousPage: boolean;
      };
    };
  }

  it.each([
    ['years apart', 'COUNTRY, COMMODITY, FISCAL_YEAR'],
    ['all years together', 'COUNTRY, COMMODITY'],
    ['cells', 'COUNTRY, COMMODITY, HS_CHAPTER, FISCAL_YEAR'],
  ])('follows on the one before, ties and all, in both directions: %s', async (_, groupBy) => {
    const { exportFlows: whole } = await ask<Page>(service, question('first: 100', groupBy));
    const forward: unknown[] = [];
    let last: Page | undefined;
    do {
      const after: string = last ? `, after: "${last.exportFlows.pageInfo.endCursor}"` : '';
      last = await ask<Page>(service, question(`first: 4${after}`, groupBy));
      expect(last.exportFlows.pageInfo.hasPreviousPage).toBe(after !== '');
      forward.push(...last.exportFlows.nodes);
    } while (last.exportFlows.pageInfo.hasNextPage);
    expect(whole.nodes.length).toBeGreaterThan(12);
    expect(forward).toEqual(whole.nodes);
    const before = `before: "${last.exportFlows.pageInfo.startCursor}"`;
    const { exportFlows: back } = await ask<Page>(service, question(`last: 5, ${before}`, groupBy));
    const start = whole.nodes.length - last.exportFlows.nodes.length;
    expect(back.nodes).toEqual(whole.nodes.slice(start - 5, start));
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const behind = question(`first: 4, after: "${whole.pageInfo.endCursor}"`, groupBy);
    for (const asked of [behind, behind.replace('pageInfo', 'totalCount pageInfo')]) {
      expect(await ask<Page>(service, asked)).toMatchObject({
        exportFlows: { nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: true } },
      });
    }
  });

  it('asks no other table of rows than the rollups', async () => {
    service.forget();
    await ask(service, question('first: 7'));
    expect(service.sql.filter((sql) => sql.includes('export_flows'))).toEqual([]);
    expect(service.sql.filter((sql) => sql.includes('flow_rollups'))).toHaveLength(1);
  });
});

describe('the rollups of a table', () => {
  const heading = 'fiscal_year,commodity_code,hs_chapter,country_code,value_usd_million';
  const file = (name: string, ...lines: string[]): string => desk.file(name, [heading, ...lines]);
  const table = { table: 'own' };

  /** That every level is what the cells add up to, and how many rows they have. */
  async function expectInStep(): Promise<number> {
    const found = await stored('own');
    expect(found).toEqual(await recomputed('own'));
    return found.length;
  }

  it('are what the cells add up to after an import, one that supersedes it, and the first once more', async () => {
    // The years come one after the other, and not in their order: the ends of the spans move.
    const first = file(
      'a.csv',
      '2018-19,bags,42,JP,1.5',
      '2018-19,bags,42,US,2',
      '2019-20,footwear,64,,3.25',
    );
    await importInto(service, first, table);
    expect(await expectInStep()).toBeGreaterThan(0);
    await importInto(
      service,
      file('b.csv', '2018-19,puppets,,CA,7', '2018-19,bags,42,CA,0.75'),
      table,
    );
    await expectInStep();
    expect(await stored('own')).toContain('all-region IN 2018-19 - - - - Northern America 7.75');
    await importInto(service, file('c.csv', '2018-19,bags,42,JP,1.5'), table);
    await expectInStep();
    expect(await stored('own')).toContain('all-country IN all JP - - - - 1.5 1.5 0');
    await importInto(service, file('e.csv', '2017-18,bags,42,JP,4', '2021-22,bags,42,JP,5'), table);
    await expectInStep();
    expect(await stored('own')).toContain('all-country IN all JP - - - - 10.5 4 5');
    expect((await importInto(service, first, table)).outcome).toBe('unchanged');
    await expectInStep();
  });

  it('stay as they are where an import is tried alone, or fails', async () => {
    const before = await stored('own');
    const path = file('d.csv', '2018-19,bags,42,JP,9', '2018-19,bags,42,JP,9');
    await expect(importInto(service, path, table)).rejects.toThrow('1 of 2 rows');
    await importInto(service, path, { ...table, maxRejects: 60, dryRun: true });
    expect(await stored('own')).toEqual(before);
    await expectInStep();
  });

  it('follow where the crosswalk moves a commodity, and where a country is of another region', async () => {
    await service.db.query(
      `UPDATE products.commodities SET sector_code = 'handicrafts' WHERE code = 'bags'`,
    );
    await service.db.query(
      `UPDATE products.country_regions SET region = 'Elsewhere' WHERE code = 'JP'`,
    );
    // A year that lacks a level has all made anew.
    await service.db.query(
      `DELETE FROM products.flow_rollups WHERE (table_code, level, fiscal_year) = ('own', 'all-world', '2019-20')`,
    );
    await service.db.transaction(finishFlows);
    expect(await stored('own')).toContain(
      'sector-region IN 2018-19 - handicrafts - - Elsewhere 1.5',
    );
    await expectInStep();
  });

  it('keep the codes of cells from being lost', async () => {
    await service.db.query(`DELETE FROM products.commodities WHERE code = 'footwear'`);
    await expect(service.db.transaction(finishFlows)).rejects.toThrow(
      /commodities\.csv: footwear is gone, and cells of the table own have it/,
    );
  });

  it('are not made of goods that have a sector and no commodity: by commodity they would be two rows', async () => {
    const cell = { fiscalYear: '2019-20', sectorCode: 'leather', value: '1' };
    const dimensions = ['ORIGIN', 'FISCAL_YEAR', 'SECTOR', 'COMMODITY', 'COUNTRY'];
    await expect(givenTable(service, { code: 'vague', dimensions }, [cell])).rejects.toThrow(
      /flow_rollups_sector_check/,
    );
  });

  it('go with it', async () => {
    await service.db.query('TRUNCATE products.trade_import_parts, products.superseded_flows');
    await service.db.query(`DELETE FROM products.trade_imports WHERE table_code = 'own'`);
    await service.db.query(`DELETE FROM products.trade_tables WHERE code = 'own'`);
    expect(await stored('own')).toEqual([]);
  });
});
