import { summaryLines } from '../../src/import/index.ts';
import { ask } from '../given-statistics.ts';
import { cellsOf, importInto, openOffice, stateOf } from './support.ts';

const office = openOffice();

const table = 'dgcis-commodity-partner';

/** A table of tea with rows for each value; the last is its total. */
const tea = (values: readonly string[], ...more: readonly string[]): string[] => [
  'COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)',
  ...values.map((value, i) => `TEA,${['JAPAN', 'U K', 'U S A'][i]},KGS,1,${value}`),
  ...more,
];

const versions = async (): Promise<{ version: string; note: string | null }[]> => {
  const { datasetVersions } = await ask<{
    datasetVersions: { version: string; note: string | null }[];
  }>(office.service, '{ datasetVersions { version note } }');
  return datasetVersions;
};

describe('the same file again', () => {
  it('changes nothing and says so, under another name too', async () => {
    await importInto(office.service, office.desk.fixture('commodities_202122.csv'));
    const before = await stateOf(office.service);
    const again = await importInto(
      office.service,
      office.desk.fixture('commodities_202122.csv', 'copy_2021-22.csv'),
    );
    expect(again).toMatchObject({
      outcome: 'unchanged',
      version: null,
      rows: { loaded: 0, unchanged: 8 },
    });
    expect(again.notes).toEqual([
      expect.stringMatching(
        /^The same file was imported on \d{4}-\d\d-\d\d: nothing was changed\.$/,
      ),
    ]);
    expect(await stateOf(office.service)).toEqual(before);
  });

  it('is another table under another year', async () => {
    await importInto(office.service, office.desk.fixture('commodities_202122.csv'));
    const other = await importInto(
      office.service,
      office.desk.fixture('commodities_202122.csv', 'commodities_2022-23.csv'),
    );
    expect(other).toMatchObject({ outcome: 'imported', parts: [{ year: '2022-23' }] });
  });

  it('says once more what was rejected when it came in', async () => {
    const path = office.desk.file('odd_2019-20.csv', tea(['1'], 'TEA,MARS,KGS,1,5'));
    await importInto(office.service, path, { maxRejects: 50 });
    const again = await importInto(office.service, path, { maxRejects: 50 });
    expect(again).toMatchObject({ outcome: 'unchanged', rows: { unchanged: 1, rejected: 1 } });
    expect(summaryLines(again)).toContain(
      '  1 row of it was rejected then, and still is: mend them in the whole file and import that.',
    );
  });
});

describe('a corrected file', () => {
  it('takes the place of the earlier one of its table and year, which stays on record with its cells', async () => {
    await importInto(office.service, office.desk.fixture('commodities_202122.csv'));
    const report = await importInto(
      office.service,
      office.desk.fixture('commodities_202122_corrected.csv'),
    );
    expect(report).toMatchObject({
      rows: { read: 3, loaded: 3 },
      cells: { unchanged: 2, altered: 0, added: 1, removed: 4 },
      parts: [
        {
          supersedes: { file: 'commodities_202122.csv', sum: '1344.225' },
          sum: '3.35',
          stated: '3.35',
        },
      ],
    });
    expect(await cellsOf(office.service, table)).toEqual([
      '2021-22 GB agriculture tea 2',
      '2021-22 JP agriculture tea 1.35',
      '2021-22 NA agriculture tea 0',
    ]);
    const imports = await office.service.db.query(
      `SELECT i.file_name, i.rows_loaded, i.value_sum, i.stated_total, s.file_name AS successor,
              (SELECT sum(value) FROM products.superseded_flows f WHERE f.import_id = i.id) AS kept
       FROM products.trade_imports i LEFT JOIN products.trade_imports s ON s.id = i.superseded_by ORDER BY i.id`,
    );
    expect(imports).toEqual([
      {
        file_name: 'commodities_202122.csv',
        rows_loaded: '8',
        value_sum: '1344.225',
        stated_total: '1344.25',
        successor: 'commodities_202122_corrected.csv',
        kept: '1344.225',
      },
      {
        file_name: 'commodities_202122_corrected.csv',
        rows_loaded: '3',
        value_sum: '3.35',
        stated_total: '3.35',
        successor: null,
        kept: null,
      },
    ]);
  });

  it('leaves other years and other tables alone', async () => {
    await importInto(office.service, office.desk.file('a_2019-20.csv', tea(['1', '2'])));
    await importInto(office.service, office.desk.file('b_2020-21.csv', tea(['3'])));
    await importInto(office.service, office.desk.fixture('leather_of_up.csv'));
    await importInto(office.service, office.desk.file('c_2020-21.csv', tea(['4'])));
    expect(await cellsOf(office.service, table)).toEqual([
      '2019-20 GB agriculture tea 2',
      '2019-20 JP agriculture tea 1',
      '2020-21 JP agriculture tea 4',
    ]);
    expect(await cellsOf(office.service, 'leather-of-up')).toHaveLength(3);
  });
});

describe('rows that cannot be taken', () => {
  it('go to a file in the columns of the input, each with its reason', async () => {
    const path = office.desk.fixture('commodities_201718_mistakes.csv');
    const report = await importInto(office.service, path, { maxRejects: 90 });
    expect(report).toMatchObject({
      rows: { read: 10, loaded: 2, rejected: 8 },
      parts: [{ sum: '3.5', stated: '3.50' }],
    });
    expect(office.desk.lines('commodities_201718_mistakes.rejects.csv')).toEqual([
      'COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million),reason',
      'SPORT GOODS,JAPAN,KGS,5,1.5,"the commodity ""SPORT GOODS"" is not known; nearest: SPORTS GOODS"',
      'TEA,JAPPAN,KGS,5,1.5,"the country ""JAPPAN"" is not known; nearest: JAPAN"',
      'TEA,NA,KGS,5,1.5,the country is not named',
      'TEA,U K,KGS,5,-1,"the value ""-1"" is no amount"',
      '"TEA, ""GREEN""",U K,KGS,5,NA,"the value ""NA"" is no amount"',
      'TEA,U K,,,,"it has 2 cells, not 5"',
      'TOTAL,JAPAN,,,1.5,it is a total of JAPAN: totals are never loaded',
      'TEA,JAPAN,KGS,5,1.5,it repeats line 2',
    ]);
  });

  it('abort the file where they are more than the share that is allowed, and it changes nothing', async () => {
    const path = office.desk.fixture('commodities_201718_mistakes.csv');
    const before = await stateOf(office.service);
    await expect(importInto(office.service, path)).rejects.toThrow(
      /^8 of 10 rows \(80\.0 %\) cannot be taken, more than 1 %: nothing was loaded\. The rows with the reasons are in .*\.rejects\.csv\.$/,
    );
    expect(await stateOf(office.service)).toEqual(before);
  });

  it('are one in a hundred at most unless another share is given', async () => {
    const countries: { code: string }[] = await office.service.db.query(
      'SELECT code FROM products.country_regions ORDER BY code LIMIT 99',
    );
    const rows = (bad: number): string[] => [
      'fiscal_year,country_code,value_usd_million',
      ...countries.map(({ code }) => `2021-22,${code},1`),
      ...Array.from({ length: bad }, (_, i) => `2021-${i},JP,1`),
    ];
    await expect(
      importInto(office.service, office.desk.file('share.csv', rows(2)), { table: 'share' }),
    ).rejects.toThrow('2 of 101 rows (2.0 %)');
    expect(
      await importInto(office.service, office.desk.file('share.csv', rows(1)), { table: 'share' }),
    ).toMatchObject({ rows: { loaded: 99, rejected: 1 } });
  });

  it('include a second total, and no total is ever a cell', async () => {
    const path = office.desk.file(
      'twice_2019-20.csv',
      tea(['1'], 'Total,NA,NA,NA,1', 'GRAND TOTAL,,,,1'),
    );
    const report = await importInto(office.service, path, { maxRejects: 50 });
    expect(report.rows).toMatchObject({ read: 2, loaded: 1, rejected: 1 });
    expect(await cellsOf(office.service, table)).toEqual(['2019-20 JP agriculture tea 1']);
  });

  it('are loaded once the crosswalk knows their names: the same file is then another one', async () => {
    const path = office.desk.file('new_2019-20.csv', tea(['1'], 'TEA,TEALAND,KGS,1,5'));
    expect(await importInto(office.service, path, { maxRejects: 50 })).toMatchObject({
      rows: { loaded: 1, rejected: 1 },
    });
    await office.service.db.query(
      `INSERT INTO products.country_names_dgcis (name, country_code) VALUES ('Tealand', 'LK')`,
    );
    try {
      expect(await importInto(office.service, path)).toMatchObject({
        outcome: 'imported',
        rows: { loaded: 2, rejected: 0 },
        cells: { unchanged: 1, added: 1 },
      });
    } finally {
      await office.service.db.query(
        `DELETE FROM products.country_names_dgcis WHERE name = 'Tealand'`,
      );
    }
  });
});

describe('a dry run', () => {
  it('reports all and changes nothing', async () => {
    const before = await stateOf(office.service);
    const report = await importInto(office.service, office.desk.fixture('commodities_202122.csv'), {
      dryRun: true,
    });
    expect(report).toMatchObject({ outcome: 'dry run', rows: { loaded: 8 } });
    expect(await stateOf(office.service)).toEqual(before);
  });
});

describe('an import that is interrupted', () => {
  it.each(['reading', 'loading'] as const)('while %s changes nothing and says so', async (when) => {
    const before = await stateOf(office.service);
    const countries: { code: string }[] = await office.service.db.query(
      'SELECT code FROM products.country_regions ORDER BY code LIMIT 200',
    );
    const rows = Array.from({ length: 30 }, (_, i) => String(1980 + i)).flatMap((year) =>
      countries.map(({ code }) => `${year},${code},1`),
    );
    const path = office.desk.file('cut.csv', [
      'calendar_year,country_code,value_usd_million',
      ...rows,
    ]);
    const interrupt = new AbortController();
    const importing = importInto(office.service, path, {
      signal: interrupt.signal,
      onProgress: ({ phase }) => {
        if (phase === when) interrupt.abort();
      },
    });
    await expect(importing).rejects.toThrow('It was interrupted: nothing was changed.');
    expect(await stateOf(office.service)).toEqual(before);
    expect(await importInto(office.service, path)).toMatchObject({ outcome: 'imported' });
  });
});

describe('two imports at the same time', () => {
  it('of one file load it once', async () => {
    const path = office.desk.fixture('commodities_202122.csv');
    const reports = await Promise.all([
      importInto(office.service, path),
      importInto(office.service, path),
    ]);
    expect(reports.map(({ outcome }) => outcome).sort()).toEqual(['imported', 'unchanged']);
    expect(await cellsOf(office.service, table)).toHaveLength(6);
  });
});

describe('the summary', () => {
  it('tells rows, sums and what the file states', async () => {
    const report = await importInto(office.service, office.desk.fixture('commodities_202122.csv'));
    expect(summaryLines(report)).toEqual([
      'commodities_202122.csv: principal commodities by country, 2021-22',
      '  8 rows read, 8 loaded, 0 rejected',
      '  6 cells: 0 unchanged, 0 altered, 6 new, 0 gone',
      '  2021-22: sum of the rows US$ 1,344.225 million, the file states US$ 1,344.25 million (0.025 more)',
      expect.stringMatching(/^ {2}version \d+ of the data$/),
    ]);
  });
});

describe('the summary of a copy with one altered value', () => {
  it('says that one cell was altered, also where several rows make a cell', async () => {
    const path = office.desk.fixture('commodities_202122.csv');
    await importInto(office.service, path);
    const lines = office.desk.lines('commodities_202122.csv');
    const altered = lines.map((line) => line.replace('571902,1.35', '571902,1.36'));
    const report = await importInto(office.service, office.desk.file('copy_2021-22.csv', altered));
    expect(summaryLines(report).slice(1, 3)).toEqual([
      '  8 rows read, 8 loaded, 0 rejected',
      '  6 cells: 5 unchanged, 1 altered, 0 new, 0 gone',
    ]);
    expect(
      await office.service.db.query(
        'SELECT rows_unchanged FROM products.trade_imports ORDER BY id',
      ),
    ).toEqual([{ rows_unchanged: '0' }, { rows_unchanged: '5' }]);
  });
});

describe('the versions of the data', () => {
  it('name no file, and tell origins apart, and what was in force before by its sum and its day', async () => {
    const rows = (value: number) => [
      'origin,fiscal_year,value_inr_crore',
      `IN,2021-22,${value}`,
      'IN-UP,2021-22,1',
    ];
    await importInto(office.service, office.desk.file('first.csv', rows(7)), { table: 'own-b' });
    await importInto(office.service, office.desk.file('second.csv', rows(8)), { table: 'own-b' });
    const [latest] = await versions();
    const today = new Date().toISOString().slice(0, 10);
    expect(latest?.note).toBe(
      `2 rows of own-b, the table own-b in the graph's own format, came in: IN 2021-22 ₹8 crore in place of ₹7 crore of ${today}; IN-UP 2021-22 ₹1 crore in place of ₹1 crore of ${today}.`,
    );
    const [registered]: { title_en: string }[] = await office.service.db.query(
      `SELECT title_en FROM products.trade_tables WHERE code = 'own-b'`,
    );
    expect(registered?.title_en).toBe('own-b');
  });

  it('rise by one with each import, newest first, and not with one that changes nothing', async () => {
    const [before] = await versions();
    const path = office.desk.fixture('commodities_202122.csv');
    const { version } = await importInto(office.service, path);
    await importInto(office.service, path);
    await importInto(office.service, path, { dryRun: true });
    const [latest, second] = await versions();
    expect(second).toEqual(before);
    expect(Number(latest?.version)).toBe(Number(before?.version) + 1);
    expect(latest).toEqual({
      version,
      note: '8 rows of dgcis-commodity-partner, principal commodities by country, 2021-22, came in: IN 2021-22 US$ 1,344.225 million.',
    });
  });

  it('are at most as many as asked for, 1 to 100', async () => {
    const { data } = await office.service.execute({
      query: '{ datasetVersions(first: 1) { version publishedAt } }',
    });
    expect(data?.datasetVersions).toHaveLength(1);
    const { errors } = await office.service.execute({
      query: '{ datasetVersions(first: 0) { version } }',
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
  });
});
