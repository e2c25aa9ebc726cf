import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';
import { ask, type GivenCell, givenTable } from './given-statistics.ts';

let service: TestService;

const cells = (years: readonly string[], cell: Partial<GivenCell> = {}): GivenCell[] =>
  years.map((fiscalYear) => ({ fiscalYear, value: '1', ...cell }));

const time = ['ORIGIN', 'FISCAL_YEAR'];

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
  await given(service, {
    country_regions: [{ code: 'JP', region: 'Eastern Asia', name_en: 'Japan' }],
    hs_chapters: [{ code: '64', title: 'Footwear' }],
    commodities: [{ code: 'footwear', name: 'FOOTWEAR', sector_code: 'leather' }],
  });
  await givenTable(
    service,
    { code: 'wide', dimensions: [...time, 'SECTOR'] },
    cells(['2018-19', '2019-20', '2021-22'], { sectorCode: 'leather' }),
  );
  await givenTable(
    service,
    { code: 'late', dimensions: [...time, 'SECTOR'] },
    cells(['2021-22', '2022-23'], { sectorCode: 'leather' }),
  );
  await givenTable(
    service,
    { code: 'fine', dimensions: [...time, 'SECTOR', 'COMMODITY', 'COUNTRY', 'REGION'] },
    cells(['2021-22'], { sectorCode: 'leather', commodityCode: 'footwear', countryCode: 'JP' }),
  );
  await givenTable(
    service,
    { code: 'twin', dimensions: [...time, 'SECTOR', 'COMMODITY', 'COUNTRY', 'REGION'] },
    cells(['2021-22'], { sectorCode: 'leather', commodityCode: 'footwear', countryCode: 'JP' }),
  );
  await givenTable(service, { code: 'part', dimensions: [...time, 'HS_CHAPTER', 'REGION'] }, [
    ...cells(['2020-21', '2021-22'], { hsChapter: '64', region: 'Eastern Asia' }),
    ...cells(['2021-22'], { hsChapter: '64', region: 'ASEAN' }),
  ]);
  await givenTable(
    service,
    {
      code: 'calendar',
      period: 'CALENDAR_YEAR',
      dimensions: ['ORIGIN', 'CALENDAR_YEAR', 'HS_CHAPTER'],
    },
    cells(['2017', '2018', '2020'], { hsChapter: '64' }),
  );
  await given(service, {
    trade_tables: [
      {
        code: 'a-empty',
        unit: 'USD_MILLION',
        period: 'FISCAL_YEAR',
        dimensions: [...time, 'SECTOR'],
        source_codes: ['report'],
      },
    ],
  });
});

afterAll(() => service.stop());

const asked = (args: string, fields = 'tableCode') =>
  service.execute({ query: `{ exportFlows(${args}) { ${fields} } }` });

describe('the table that answers', () => {
  it.each([
    ['groupBy: [FISCAL_YEAR]', 'wide', 'has the most years'],
    [
      'groupBy: [], filter: { fiscalYear: ["2021-22", "2022-23"] }',
      'late',
      'has the years asked for',
    ],
    ['groupBy: [], filter: { fiscalYear: ["2019-20"] }', 'wide', 'has the year before too'],
    ['groupBy: [], filter: { fiscalYear: ["2021-22"] }', 'late', 'has the latest year of equals'],
    ['groupBy: [SECTOR, COUNTRY]', 'fine', 'has the dimensions, and the first code of equals'],
    [
      'groupBy: [], filter: { region: ["Eastern Asia"], hsChapter: ["64"] }',
      'part',
      'has the region',
    ],
    ['groupBy: [HS_CHAPTER]', 'calendar', 'is of the world, though of calendar years'],
    ['groupBy: [CALENDAR_YEAR]', 'calendar', 'has calendar years'],
    ['groupBy: [], filter: { calendarYear: [2018] }', 'calendar', 'has the calendar year'],
    ['groupBy: [], filter: { table: "twin" }', 'twin', 'is named'],
  ])('to %s is %s: it %s', async (args, tableCode) => {
    const { data, errors } = await asked(args);
    expect([errors, data]).toEqual([undefined, { exportFlows: { tableCode } }]);
  });

  it('is none where a fiscal year is asked of what only calendar years or some regions tell', async () => {
    const { errors } = await asked('groupBy: [HS_CHAPTER, FISCAL_YEAR]');
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('some regions of the world'),
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'filter.region',
          accepted: 'ASEAN, Eastern Asia (part)',
        },
      },
    ]);
  });

  it.each([
    ['groupBy: [CALENDAR_YEAR, SECTOR]', 'groupBy', 'tables are never added together'],
    [
      'groupBy: [CALENDAR_YEAR], filter: { fiscalYear: ["2018-19"] }',
      'groupBy',
      'CALENDAR_YEAR, FISCAL_YEAR',
    ],
    ['groupBy: [], filter: { table: "twins" }', 'filter.table', 'Did you mean twin?'],
    ['groupBy: [], filter: { table: "a-empty" }', 'filter.table', 'no table "a-empty"'],
    ['groupBy: [COUNTRY], filter: { table: "wide" }', 'groupBy', 'COUNTRY'],
  ])('is none to %s', async (args, argument, message) => {
    const { errors } = await asked(args);
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(message),
        extensions: { code: 'BAD_USER_INPUT', argument },
      },
    ]);
  });

  it('of several regions has the years that all of them have', async () => {
    const { exportFlows } = await ask<{ exportFlows: unknown }>(
      service,
      `{ exportFlows(groupBy: [FISCAL_YEAR, REGION], filter: { region: ["ASEAN", "Eastern Asia"], hsChapter: ["64"] }) {
         nodes { fiscalYear region } total { in(scale: MILLION) } } }`,
    );
    expect(exportFlows).toEqual({
      nodes: [
        { fiscalYear: '2021-22', region: 'ASEAN' },
        { fiscalYear: '2021-22', region: 'Eastern Asia' },
      ],
      total: { in: '2' },
    });
  });
});

describe('a table of calendar years', () => {
  it('never shows one as a fiscal year, and has growth and notes of its own years', async () => {
    const { exportFlows } = await ask<{ exportFlows: unknown }>(
      service,
      `{ exportFlows(groupBy: [CALENDAR_YEAR], orderBy: { field: FISCAL_YEAR, direction: ASC }) {
         nodes { fiscalYear calendarYear growth note(language: EN) } note table } }`,
    );
    expect(exportFlows).toEqual({
      nodes: [
        {
          fiscalYear: null,
          calendarYear: 2017,
          growth: null,
          note: expect.stringMatching(/^2016 /),
        },
        { fiscalYear: null, calendarYear: 2018, growth: 0, note: null },
        {
          fiscalYear: null,
          calendarYear: 2020,
          growth: null,
          note: expect.stringMatching(/^2019 /),
        },
      ],
      note: 'This table is of calendar years, January to December: 2017, 2018, 2020. 2019 is not on record, so that no growth is known for the year after it.',
      table: 'calendar',
    });
  });

  it('says so in Hindi', async () => {
    const { data } = await asked(
      'groupBy: [], filter: { calendarYear: [2018] }',
      'note(language: HI)',
    );
    expect(data).toEqual({
      exportFlows: { note: 'यह तालिका कैलेंडर वर्षों (जनवरी से दिसंबर) की है: 2018।' },
    });
  });
});
