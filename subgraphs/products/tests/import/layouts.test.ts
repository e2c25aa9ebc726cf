import { writeFileSync } from 'node:fs';
import { cellsOf, forgetImports, importInto, openOffice } from './support.ts';

const office = openOffice();

const commodityTable = 'dgcis-commodity-partner';

describe('a TradeStat table of principal commodities by country', () => {
  it('becomes a cell for each commodity and country, its total apart', async () => {
    const report = await importInto(office.service, office.desk.fixture('commodities_202122.csv'));
    expect(report).toMatchObject({
      format: 'tradestat-commodity',
      table: commodityTable,
      outcome: 'imported',
      rows: { read: 8, loaded: 8, rejected: 0, repeated: 0 },
      parts: [{ year: '2021-22', cells: 6, sum: '1344.225', stated: '1344.25' }],
      rejects: null,
    });
    expect(await cellsOf(office.service, commodityTable)).toEqual([
      '2021-22 CN handicrafts handcrfs-excl-handmade-crpts 7.125',
      '2021-22 JP agriculture tea 1.35',
      '2021-22 NA agriculture tea 0',
      '2021-22 US carpets carpet-excl-silk-handmade 100.5',
      '2021-22 US handicrafts handcrfs-excl-handmade-crpts 1234.5',
      // Two unspecified destinations, one of them a country that is no more.
      '2021-22 agriculture tea 0.75',
    ]);
  });

  it('is the same as a spreadsheet, also below a title and with numbers as binary fractions', async () => {
    const report = await importInto(office.service, office.desk.fixture('commodities_201819.xlsx'));
    expect(report).toMatchObject({
      rows: { read: 2, loaded: 2 },
      parts: [{ year: '2018-19', stated: '1234.87' }],
    });
    expect(await cellsOf(office.service, commodityTable)).toEqual([
      '2018-19 JP agriculture tea 0.3',
      '2018-19 NA handicrafts handcrfs-excl-handmade-crpts 1234.567',
    ]);
  });

  it('is the same as a spreadsheet with prefixed names, texts in its cells and no places', async () => {
    await importInto(office.service, office.desk.fixture('commodities_201920.xlsx'));
    expect(await cellsOf(office.service, commodityTable)).toEqual([
      '2019-20 US agriculture tea 2.5',
    ]);
  });

  it('takes its year from the option where the name tells none, and refuses one without a year', async () => {
    const path = office.desk.fixture('commodities_202122.csv', 'latest.csv');
    await expect(importInto(office.service, path)).rejects.toThrow(
      'latest.csv holds one fiscal year and its name tells no fiscal year: say which with --fiscal-year 2021-22.',
    );
    expect(await importInto(office.service, path, { fiscalYear: '2022-23' })).toMatchObject({
      parts: [{ year: '2022-23' }],
    });
  });
});

describe('a TradeStat table of chapters', () => {
  const table = 'dgcis-chapter-region';

  it('becomes a cell for each chapter and year that it states, ragged rows included', async () => {
    const report = await importInto(
      office.service,
      office.desk.fixture('export_2021-22_ne-asia.csv'),
    );
    expect(report).toMatchObject({
      format: 'tradestat-chapter',
      rows: { read: 3, loaded: 3, rejected: 0 },
      parts: [
        { year: '2020-21', region: 'Eastern Asia', cells: 2, sum: '10.5', stated: '10.5' },
        { year: '2021-22', region: 'Eastern Asia', cells: 3, sum: '13.36', stated: '13.4' },
      ],
    });
    expect(await cellsOf(office.service, table)).toEqual([
      '2020-21 01 Eastern Asia 0.0',
      '2020-21 57 Eastern Asia 10.5',
      '2021-22 01 Eastern Asia 0.0',
      '2021-22 57 Eastern Asia 12.25',
      '2021-22 98 Eastern Asia 1.11',
    ]);
  });

  it('gives way in the year before its own to the file of that year, whichever comes first', async () => {
    const own = ['2020-21 57 Eastern Asia 10.75'];
    const expected = ['2019-20 57 Eastern Asia 9', ...own];
    await importInto(office.service, office.desk.fixture('export_2021-22_ne-asia.csv'));
    const second = await importInto(
      office.service,
      office.desk.fixture('export_2020-21_ne-asia.csv'),
    );
    expect(second.parts).toMatchObject([
      { year: '2019-20', supersedes: null },
      { year: '2020-21', supersedes: { file: 'export_2021-22_ne-asia.csv' } },
    ]);
    expect((await cellsOf(office.service, table)).slice(0, 2)).toEqual(expected);
    await forgetImports(office.service);
    await importInto(office.service, office.desk.fixture('export_2020-21_ne-asia.csv'));
    const later = await importInto(
      office.service,
      office.desk.fixture('export_2021-22_ne-asia.csv'),
    );
    expect(later.parts[0]).toMatchObject({
      year: '2020-21',
      givesWayTo: 'export_2020-21_ne-asia.csv',
    });
    expect((await cellsOf(office.service, table)).slice(0, 2)).toEqual(expected);
  });

  it('is the same as a spreadsheet, whose codes have lost their zeros', async () => {
    await importInto(office.service, office.desk.fixture('export_2018-19_ne-asia.xlsx'));
    expect(await cellsOf(office.service, table)).toEqual([
      '2017-18 01 Eastern Asia 0',
      '2017-18 57 Eastern Asia 10',
      '2018-19 01 Eastern Asia 0.5',
      '2018-19 57 Eastern Asia 12.5',
    ]);
  });

  it('is refused where its region is not known, with the nearest', async () => {
    const path = office.desk.fixture('export_2021-22_ne-asia.csv', 'export_2021-22_ne-asya.csv');
    await expect(importInto(office.service, path)).rejects.toThrow(
      /the region "ne asya" is not known; nearest: NE ASIA.*--region/,
    );
    expect(await importInto(office.service, path, { region: 'NE Asia' })).toMatchObject({
      outcome: 'imported',
    });
  });
});

describe('a TradeStat table in rupees', () => {
  const commodities = (unit: string, value: string): string[] => [
    `COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(${unit})`,
    `TEA,JAPAN,KGS,1,${value}`,
    `TOTAL,,,,${value}`,
  ];

  it.each([
    ['₹ Crore', '12.34', '12.34', 'INR_CRORE'],
    ['INR crore', '12.34', '12.34', 'INR_CRORE'],
    ['Rs. Crores', '12.34', '12.34', 'INR_CRORE'],
    ['Rs. Lakh', '1234.5', '12.345', 'INR_LAKH'],
    ['Rs Lacs', '1234.5', '12.345', 'INR_LAKH'],
    ['₹ lakhs', '5', '0.05', 'INR_LAKH'],
  ])(
    'is taken in crores, exactly, and its own unit kept: %s',
    async (unit, value, crores, code) => {
      const path = office.desk.file('tea_2021-22.csv', commodities(unit, value));
      const report = await importInto(office.service, path);
      expect(report).toMatchObject({
        table: 'dgcis-commodity-partner-inr',
        unit: 'INR_CRORE',
        parts: [{ sum: crores, stated: crores }],
      });
      expect(await cellsOf(office.service, 'dgcis-commodity-partner-inr')).toEqual([
        `2021-22 JP agriculture tea ${crores}`,
      ]);
      expect(
        await office.service.db.query('SELECT published_unit FROM products.trade_imports'),
      ).toEqual([{ published_unit: code }]);
    },
  );

  it('stands beside the one in dollars: each answers in its currency, and none is converted', async () => {
    const rupees = commodities('Rs. Lakh', '1,23,400');
    await importInto(
      office.service,
      office.desk.file('rupees_2021-22.csv', [rupees[0] ?? '', 'TEA,JAPAN,KGS,1,123400']),
    );
    const ask = async (currency: string) => {
      const { data, errors } = await office.service.execute({
        query: `{ exportFlows(filter: { commodity: "tea" }, groupBy: [FISCAL_YEAR], currency: ${currency}) {
          tableCode total { formatted } sources { code } } }`,
      });
      return data?.exportFlows ?? errors?.[0]?.extensions?.argument;
    };
    // In dollars no table tells commodities yet, and rupees are not made into them.
    expect(await ask('USD')).toBe('filter.commodity');
    await importInto(
      office.service,
      office.desk.file('dollars_2021-22.csv', commodities('US$ million', '165.5')),
    );
    expect([await ask('INR'), await ask('USD')]).toEqual([
      {
        tableCode: 'dgcis-commodity-partner-inr',
        total: { formatted: '₹1,234 crore' },
        sources: [{ code: 'dgcis-principal-commodity' }],
      },
      {
        tableCode: commodityTable,
        total: { formatted: 'US$ 165.50 million' },
        sources: [{ code: 'dgcis-principal-commodity' }],
      },
    ]);
  });

  it.each([
    ['a title', ['Values in Rs. Lakhs', 'S.No.,HSCode,Commodity,2020-2021,2021-2022,%Growth']],
    ['the columns', ['S.No.,HSCode,Commodity,2020-2021 (Rs. Lakh),2021-2022 (Rs. Lakh),%Growth']],
  ])('may be of chapters, with the unit in %s', async (_, heading) => {
    const path = office.desk.file('export_2021-22_ne-asia.csv', [
      ...heading,
      '1,57,CARPETS,1050,1225.5,16.7',
      ',,Total,1050,1225.5,',
    ]);
    expect(await importInto(office.service, path)).toMatchObject({
      table: 'dgcis-chapter-region-inr',
      description: expect.stringMatching(/, in lakhs of rupees$/),
      parts: [
        { year: '2020-21', sum: '10.5', stated: '10.50' },
        { year: '2021-22', sum: '12.255', stated: '12.255' },
      ],
    });
    expect(await cellsOf(office.service, 'dgcis-chapter-region-inr')).toEqual([
      '2020-21 57 Eastern Asia 10.50',
      '2021-22 57 Eastern Asia 12.255',
    ]);
  });

  it('is refused where its heading has two units, or one that is not known', async () => {
    const both = 'COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million),VALUE(Rs. Lakh)';
    await expect(
      importInto(
        office.service,
        office.desk.file('both_2021-22.csv', [both, 'TEA,JAPAN,KGS,1,1,80']),
      ),
    ).rejects.toThrow(
      'It states values in millions of dollars and in lakhs of rupees: keep one of them in a file.',
    );
    await expect(
      importInto(
        office.service,
        office.desk.file('yen_2021-22.csv', commodities('JPY million', '1')),
      ),
    ).rejects.toThrow('It has no heading of the format');
  });
});

describe('a table of UN Comtrade', () => {
  it('is loaded at the coarsest of its levels, in calendar years and millions of dollars', async () => {
    const report = await importInto(office.service, office.desk.fixture('comtrade_legacy.csv'));
    expect(report).toMatchObject({
      format: 'comtrade',
      table: 'comtrade-chapter-world',
      levels: [2],
      rows: { read: 5, loaded: 2, rejected: 0, repeated: 3 },
      parts: [{ year: '2018', sum: '3700.000001', stated: '3700.000002' }],
    });
    expect(await cellsOf(office.service, 'comtrade-chapter-world')).toEqual([
      '2018 57 1700.000001',
      '2018 64 2000.000000',
    ]);
  });

  it('has its current column names read too; partners go before the world, parts are not counted again', async () => {
    const report = await importInto(office.service, office.desk.fixture('comtrade_current.csv'));
    expect(report).toMatchObject({
      table: 'comtrade-chapter-partner',
      levels: [6],
      rows: { read: 6, loaded: 4, rejected: 0, repeated: 2 },
      parts: [{ year: '2019', sum: '0.0005', stated: '0.000500' }],
    });
    expect(await cellsOf(office.service, 'comtrade-chapter-partner')).toEqual([
      '2019 64 0.0000495',
      '2019 JP 57 0.0002505',
      '2019 NA 64 0.000200',
    ]);
  });

  it('is refused where it is of another reporter', async () => {
    const path = office.desk.fixture('comtrade_legacy.csv');
    const other = office.desk
      .lines('comtrade_legacy.csv')
      .map((line) => line.replace(',IND,', ',CHN,'));
    office.desk.file('comtrade_legacy.csv', other);
    await expect(importInto(office.service, path)).rejects.toThrow(
      /more than 1 %: nothing was loaded/,
    );
    expect(office.desk.lines('comtrade_legacy.rejects.csv')[1]).toContain(
      'the reporter is CHN; exports of India (IND) are accepted',
    );
  });
});

describe("a table in the graph's own format", () => {
  it('makes a table of its own, in which NA is Namibia', async () => {
    const report = await importInto(office.service, office.desk.fixture('leather_of_up.csv'));
    expect(report).toMatchObject({
      format: 'niryat',
      table: 'leather-of-up',
      unit: 'INR_CRORE',
      parts: [
        { origin: 'IN-UP', year: '2021-22', sum: '13', stated: null },
        { origin: 'IN-UP', year: '2022-23', sum: '7' },
      ],
    });
    expect(await cellsOf(office.service, 'leather-of-up')).toEqual([
      'IN-UP 2021-22 64 0.5',
      'IN-UP 2021-22 NA 64 12.5',
      'IN-UP 2022-23 JP 42 7',
    ]);
  });

  it('can be a spreadsheet', async () => {
    await importInto(office.service, office.desk.fixture('chapters_of_jk.xlsx'));
    expect(await cellsOf(office.service, 'chapters-of-jk')).toEqual([
      'IN-JK 2021-22 57 99.25',
      'IN-JK 2021-22 58 1',
    ]);
  });

  it('gives a commodity the sector of the crosswalk, and calendar years a table of those', async () => {
    const path = office.desk.file('trial.csv', [
      'calendar_year,commodity_code,value_usd_million',
      '2020,tea,1e1',
    ]);
    await importInto(office.service, path, { table: 'trial-2020', title: 'A trial' });
    expect(await cellsOf(office.service, 'trial-2020')).toEqual(['2020 agriculture tea 10']);
  });

  it.each([
    [{ table: 'dgcis-commodity-partner' }, 'belongs to a publisher'],
    [{ table: 'own', source: 'own-tabel' }, 'no source "own-tabel".*nearest: own-table'],
    [{ table: 'leather-of-up' }, 'The table leather-of-up holds INR_CRORE by .*and the file USD'],
  ])('is refused as %j', async (options, message) => {
    await importInto(office.service, office.desk.fixture('leather_of_up.csv'));
    const path = office.desk.file('own.csv', ['fiscal_year,value_usd_million', '2021-22,1']);
    await expect(importInto(office.service, path, options)).rejects.toThrow(new RegExp(message));
  });

  it.each([
    [
      'fiscal_year,calendar_year,value_usd_million',
      'The heading has fiscal_year and calendar_year',
    ],
    [
      'sector_code,commodity_code,value_usd_million',
      'The heading has sector_code and commodity_code',
    ],
    ['value_inr_crore,value_inr_crore', 'The heading names value_inr_crore twice'],
  ])('is refused with the heading %s', async (heading, message) => {
    const path = office.desk.file('own.csv', [heading, '1,2,3']);
    await expect(importInto(office.service, path, { fiscalYear: '2021-22' })).rejects.toThrow(
      message,
    );
  });
});

describe('a file that is no table of trade', () => {
  it.each([
    ['notes.csv', ['a,b', '1,2'], 'It has no heading of the format one of tradestat-commodity'],
    ['empty.csv', [], 'It is empty.'],
    ['quotes.csv', ['COMMODITY,"COUN'], 'It is no CSV file'],
    ['text.xlsx', ['a,b'], 'It is no XLSX file'],
    [
      'mended.csv',
      ['COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million),reason', 'TEA,JAPAN,KGS,1,1,'],
      'Its last column is "reason": it holds rejected rows, and would take the place of the whole table. Put the mended rows into the whole file',
    ],
    [
      'semicolons.csv',
      ['COMMODITY;COUNTRY;UNIT;QUANTITY;VALUE(US$ million)', 'TEA;JAPAN;KGS;1;1'],
      'Its columns are separated by semicolons: save it with commas.',
    ],
    ['tabs.csv', ['fiscal_year\tvalue_usd_million'], 'Its columns are separated by tabs'],
    [
      'columns.csv',
      ['fiscal_year,county,value_usd_million', '2021-22,JP,1'],
      `Its heading has columns that the graph's own format does not know: "county".`,
    ],
  ])('is refused: %s', async (name, lines, message) => {
    await expect(importInto(office.service, office.desk.file(name, lines))).rejects.toThrow(
      message,
    );
  });

  it.each([
    ['d0cf11e0a1b1', 'It is an old Excel file (.xls)'],
    ['504b0304', 'call it .xlsx'],
    ['feff0043', 'It is in UTF-16 (big-endian)'],
  ])('is refused by how it begins: %s', async (bytes, message) => {
    const path = office.desk.file('table_2021-22.csv', []);
    writeFileSync(path, Buffer.from(bytes, 'hex'));
    await expect(importInto(office.service, path)).rejects.toThrow(message);
  });

  it('is refused where no row of it can be taken, however many may be rejected', async () => {
    const path = office.desk.file('own.csv', ['fiscal_year,value_usd_million', '2021-22,x']);
    await expect(importInto(office.service, path, { maxRejects: 100 })).rejects.toThrow(
      /^It has no row that can be loaded\. The rows with the reasons are in .*own\.rejects\.csv\.$/,
    );
  });

  it('is refused where another format is asked for', async () => {
    const path = office.desk.fixture('commodities_202122.csv');
    await expect(importInto(office.service, path, { format: 'comtrade' })).rejects.toThrow(
      /no heading of the format comtrade .*the first is "COMMODITY,COUNTRY/,
    );
  });

  it('is refused where there is none', async () => {
    await expect(importInto(office.service, '/no/such/file.csv')).rejects.toThrow(
      '/no/such/file.csv cannot be read',
    );
  });
});
