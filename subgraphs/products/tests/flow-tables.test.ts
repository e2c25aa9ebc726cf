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
  await givenTable(
    service,
    { code: 'states', dimensions: [...time, 'COMMODITY', 'COUNTRY', 'REGION', 'SECTOR'] },
    [
      ...cells(['2019-20', '2020-21'], { origin: 'IN-UP', countryCode: 'JP' }),
      ...cells(['2020-21'], { origin: 'IN-JK', countryCode: 'JP', value: '4' }),
      { fiscalYear: '2021-22', origin: 'IN-UP', countryCode: 'JP', value: '3' },
    ],
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

  it.each([
    ['filter: { region: ["Asia"] }', 'There is no region "Asia"', 'Eastern Asia (fine); or '],
    ['filter: { region: ["East Asia"] }', 'Did you mean Eastern Asia?', 'Eastern Asia'],
    [
      'filter: { region: ["ASEAN"], country: ["JP"] }',
      'There is no region "ASEAN"',
      'Eastern Asia',
    ],
  ])('is none for a region that it does not have: %s', async (filter, message, accepted) => {
    const { errors } = await asked(`groupBy: [], ${filter}`);
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(message),
        extensions: { argument: 'filter.region', accepted: expect.stringContaining(accepted) },
      },
    ]);
  });

  it('has a region that countries are not grouped into', async () => {
    const { data } = await asked(
      'groupBy: [], filter: { region: ["ASEAN"] }',
      'tableCode total { in(scale: MILLION) }',
    );
    expect(data).toEqual({ exportFlows: { tableCode: 'part', total: { in: '1' } } });
  });

  it('tells countries apart where countries have lists of their own, or there is none', async () => {
    const ofJapan = async (args: string) =>
      service.execute({
        query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Country {
          exportFlows(${args}) { tableCode total { in(scale: MILLION) } } } } }`,
        variables: { of: [{ __typename: 'Country', code: 'JP' }] },
      });
    const { data } = await ofJapan('groupBy: [], filter: { region: ["Eastern Asia"] }');
    expect(data).toEqual({
      _entities: [{ exportFlows: { tableCode: 'fine', total: { in: '1' } } }],
    });
    const { errors } = await ofJapan('groupBy: [HS_CHAPTER]');
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('all of HS_CHAPTER, COUNTRY apart'),
        extensions: { code: 'BAD_USER_INPUT', argument: 'groupBy' },
      },
    ]);
  });

  it("is a publisher's rather than one's own, unless that alone has what is asked", async () => {
    await service.db.query(
      `INSERT INTO products.seed_rows (table_name, key) VALUES ('trade_tables', json_build_array('wide')::text)`,
    );
    const codes = [];
    for (const args of [
      'groupBy: [], filter: { fiscalYear: ["2021-22"] }',
      'groupBy: [], filter: { fiscalYear: ["2022-23"] }',
      'groupBy: [], filter: { origin: ["IN-UP"] }',
      'groupBy: [], filter: { table: "late" }',
    ]) {
      codes.push(
        (
          await ask<{ exportFlows: { tableCode: string } }>(
            service,
            `{ exportFlows(${args}) { tableCode } }`,
          )
        ).exportFlows.tableCode,
      );
    }
    await service.db.query(`DELETE FROM products.seed_rows WHERE table_name = 'trade_tables'`);
    expect(codes).toEqual(['wide', 'late', 'states', 'late']);
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

describe('several origins', () => {
  const states = (groupBy: string, more = ''): string =>
    `{ exportFlows(groupBy: [${groupBy}], filter: { table: "states", origin: ["IN-UP", "IN-JK"]${more} },
       orderBy: { field: NAME, direction: ASC }) {
       nodes { origin fiscalYear value { in(scale: MILLION) } previous { in(scale: MILLION) } growth cagr note(language: EN) } note(language: EN) } }`;

  it('each have the years before that they have themselves, and no growth otherwise', async () => {
    const { exportFlows } = await ask<{ exportFlows: { nodes: unknown } }>(
      service,
      states('ORIGIN, FISCAL_YEAR'),
    );
    const gap = (year: string): unknown =>
      expect.stringMatching(new RegExp(`^${year} is not on record`));
    expect(exportFlows.nodes).toEqual([
      {
        origin: 'IN-JK',
        fiscalYear: '2020-21',
        value: { in: '4' },
        previous: null,
        growth: null,
        cagr: null,
        note: gap('2019-20'),
      },
      {
        origin: 'IN-UP',
        fiscalYear: '2019-20',
        value: { in: '1' },
        previous: null,
        growth: null,
        cagr: expect.closeTo(73.2, 1),
        note: gap('2018-19'),
      },
      {
        origin: 'IN-UP',
        fiscalYear: '2020-21',
        value: { in: '1' },
        previous: { in: '1' },
        growth: 0,
        cagr: expect.closeTo(73.2, 1),
        note: null,
      },
      {
        origin: 'IN-UP',
        fiscalYear: '2021-22',
        value: { in: '3' },
        previous: { in: '1' },
        growth: 200,
        cagr: expect.closeTo(73.2, 1),
        note: null,
      },
    ]);
  });

  it('have no growth over years that one of them lacks', async () => {
    const { exportFlows } = await ask<{ exportFlows: { nodes: unknown } }>(
      service,
      states('ORIGIN'),
    );
    expect(exportFlows.nodes).toMatchObject([
      { origin: 'IN-JK', cagr: null },
      { origin: 'IN-UP', cagr: expect.closeTo(73.2, 1) },
    ]);
    const one = await ask<{ exportFlows: { nodes: unknown } }>(
      service,
      states('ORIGIN', ', fiscalYear: ["2020-21"]'),
    );
    expect(one.exportFlows.nodes).toMatchObject([
      { origin: 'IN-JK', value: { in: '4' }, previous: null, growth: null },
      { origin: 'IN-UP', value: { in: '1' }, previous: { in: '1' }, growth: 0 },
    ]);
  });

  it('are added up in the years that all of them have, and the note names the others', async () => {
    const { exportFlows } = await ask<{ exportFlows: unknown }>(service, states('FISCAL_YEAR'));
    expect(exportFlows).toMatchObject({
      nodes: [{ fiscalYear: '2020-21', value: { in: '5' }, growth: null, cagr: null }],
      note: '2019-20 is left out: it is not on record for all of the origins that are added up. 2021-22 is left out: it is not on record for all of the origins that are added up.',
    });
    const { exportFlows: whole } = await ask<{ exportFlows: unknown }>(service, states(''));
    expect(whole).toMatchObject({ nodes: [{ value: { in: '5' } }] });
  });
});

describe('the note', () => {
  it.each([
    [
      'table: "wide", fiscalYear: ["2020-21"]',
      '2020-21 is not on record; on record are 2018-19, 2019-20, 2021-22.',
    ],
    [
      'table: "wide", fiscalYear: ["2019-20", "2020-21"]',
      '2020-21 is not on record; on record are 2018-19, 2019-20, 2021-22.',
    ],
    [
      'table: "wide", fiscalYearFrom: "2012-13"',
      '2020-21 is not on record, so that no growth is known for the year after it. 2012-13 is not on record; on record are 2018-19, 2019-20, 2021-22.',
    ],
    ['table: "wide", origin: ["IN-UP"]', 'The table has nothing on record for IN-UP.'],
    ['table: "wide", fiscalYear: ["2019-20"]', null],
  ])('says what is not on record: %s', async (filter, note) => {
    const { data } = await asked(`groupBy: [], filter: { ${filter} }`, 'note(language: EN)');
    expect(data).toEqual({ exportFlows: { note } });
  });

  it.each([
    ['sector: ["lether"]', '"lether" in filter.sector is no code on record; nearest: leather.'],
    ['commodity: ["nope"]', '"nope" in filter.commodity is no code on record.'],
    [
      'origin: ["IN-XX"]',
      /^"IN-XX" in filter\.origin is no code on record; nearest: .*\. The table has nothing/,
    ],
    ['sector: ["leather", "lether"]', null],
  ])('names codes that stand for nothing where nothing was found: %s', async (filter, note) => {
    const { data } = await asked(
      `groupBy: [], filter: { ${filter}, table: "fine" }`,
      'note(language: EN)',
    );
    expect(data).toEqual({
      exportFlows: {
        note: typeof note === 'string' || note === null ? note : expect.stringMatching(note),
      },
    });
  });

  it('says so in Hindi', async () => {
    const { data } = await asked(
      'groupBy: [], filter: { table: "wide", fiscalYear: ["2020-21"] }',
      'note(language: HI)',
    );
    expect(data).toEqual({
      exportFlows: { note: '2020-21 अभिलेख में नहीं है; अभिलेख में ये वर्ष हैं: 2018-19, 2019-20, 2021-22।' },
    });
  });
});

describe('revealed comparative advantage', () => {
  it('is that of the commodity, though grouped by its sector too, of which it may have none', async () => {
    const rcas = async (groupBy: string) =>
      (
        await ask<{ exportFlows: { nodes: { rca: number | null }[] } }>(
          service,
          `{ exportFlows(groupBy: [${groupBy}], filter: { table: "loose" }) { nodes { rca } } }`,
        )
      ).exportFlows.nodes.map(({ rca }) => rca);
    await given(service, {
      commodities: [{ code: 'drugs', name: 'DRUGS', sector_code: null }],
      country_regions: [{ code: 'US', region: 'Northern America', name_en: 'United States' }],
    });
    await givenTable(
      service,
      { code: 'loose', dimensions: [...time, 'SECTOR', 'COMMODITY', 'COUNTRY', 'REGION'] },
      [
        { fiscalYear: '2021-22', commodityCode: 'drugs', countryCode: 'JP', value: '6' },
        {
          fiscalYear: '2021-22',
          commodityCode: 'footwear',
          sectorCode: 'leather',
          countryCode: 'JP',
          value: '2',
        },
        { fiscalYear: '2021-22', commodityCode: 'drugs', countryCode: 'US', value: '3' },
        {
          fiscalYear: '2021-22',
          commodityCode: 'footwear',
          sectorCode: 'leather',
          countryCode: 'US',
          value: '5',
        },
      ],
    );
    // 6 of 8 to Japan, 9 of 16 to all: (6 ÷ 9) ÷ (8 ÷ 16).
    expect(await rcas('COMMODITY, COUNTRY')).toEqual(
      [6, 5, 3, 2].map((value) => expect.closeTo(value / (value % 3 === 0 ? 9 : 7) / (8 / 16), 12)),
    );
    expect(await rcas('SECTOR, COMMODITY, COUNTRY')).toEqual(await rcas('COMMODITY, COUNTRY'));
    expect(await rcas('ORIGIN, FISCAL_YEAR, COMMODITY, COUNTRY')).toEqual(
      await rcas('COMMODITY, COUNTRY'),
    );
  });
});
