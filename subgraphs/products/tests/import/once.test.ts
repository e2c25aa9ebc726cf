import { startTestService, type TestService } from '@niryat/kernel/testing';
import { summaryLines } from '../../src/import/index.ts';
import { products } from '../../src/subgraph.ts';
import { ask } from '../given-statistics.ts';
import { cellsOf, type Desk, forgetImports, importInto, openDesk, stateOf } from './support.ts';

let service: TestService;
let desk: Desk;

beforeAll(async () => {
  service = await startTestService(products, { loadSeed: true });
});

afterAll(() => service.stop());

beforeEach(() => {
  desk = openDesk();
});

afterEach(async () => {
  desk.clear();
  await forgetImports(service);
});

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
  }>(service, '{ datasetVersions { version note } }');
  return datasetVersions;
};

describe('the same file again', () => {
  it('changes nothing and says so, under another name too', async () => {
    await importInto(service, desk.fixture('commodities_202122.csv'));
    const before = await stateOf(service);
    const again = await importInto(
      service,
      desk.fixture('commodities_202122.csv', 'copy_2021-22.csv'),
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
    expect(await stateOf(service)).toEqual(before);
  });

  it('is another table under another year', async () => {
    await importInto(service, desk.fixture('commodities_202122.csv'));
    const other = await importInto(
      service,
      desk.fixture('commodities_202122.csv', 'commodities_2022-23.csv'),
    );
    expect(other).toMatchObject({ outcome: 'imported', parts: [{ year: '2022-23' }] });
  });

  it('changes nothing and names the one that took its place, once it is superseded', async () => {
    const first = desk.fixture('commodities_202122.csv');
    await importInto(service, first);
    await importInto(service, desk.fixture('commodities_202122_corrected.csv'));
    const before = await stateOf(service);
    const { outcome, notes } = await importInto(service, first);
    expect([outcome, notes]).toEqual([
      'unchanged',
      [expect.stringContaining('commodities_202122_corrected.csv has taken its place since')],
    ]);
    expect(await stateOf(service)).toEqual(before);
  });
});

describe('a corrected file', () => {
  it('takes the place of the earlier one of its table and year, which stays on record with its cells', async () => {
    await importInto(service, desk.fixture('commodities_202122.csv'));
    const report = await importInto(service, desk.fixture('commodities_202122_corrected.csv'));
    expect(report).toMatchObject({
      rows: { read: 3, loaded: 3, unchanged: 2 },
      parts: [{ supersedes: 'commodities_202122.csv', sum: '3.35', stated: '3.35' }],
    });
    expect(await cellsOf(service, table)).toEqual([
      '2021-22 GB agriculture tea 2',
      '2021-22 JP agriculture tea 1.35',
      '2021-22 NA agriculture tea 0',
    ]);
    const imports = await service.db.query(
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
    await importInto(service, desk.file('a_2019-20.csv', tea(['1', '2'])));
    await importInto(service, desk.file('b_2020-21.csv', tea(['3'])));
    await importInto(service, desk.fixture('leather_of_up.csv'));
    await importInto(service, desk.file('c_2020-21.csv', tea(['4'])));
    expect(await cellsOf(service, table)).toEqual([
      '2019-20 GB agriculture tea 2',
      '2019-20 JP agriculture tea 1',
      '2020-21 JP agriculture tea 4',
    ]);
    expect(await cellsOf(service, 'leather-of-up')).toHaveLength(3);
  });
});

describe('rows that cannot be taken', () => {
  it('go to a file in the columns of the input, each with its reason', async () => {
    const path = desk.fixture('commodities_201718_mistakes.csv');
    const report = await importInto(service, path, { maxRejects: 90 });
    expect(report).toMatchObject({
      rows: { read: 10, loaded: 2, rejected: 8 },
      parts: [{ sum: '3.5', stated: '3.50' }],
    });
    expect(desk.lines('commodities_201718_mistakes.rejects.csv')).toEqual([
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
    const path = desk.fixture('commodities_201718_mistakes.csv');
    const before = await stateOf(service);
    await expect(importInto(service, path)).rejects.toThrow(
      /^8 of 10 rows \(80\.0 %\) cannot be taken, more than 1 %: nothing was loaded\. The rows with the reasons are in .*\.rejects\.csv\.$/,
    );
    expect(await stateOf(service)).toEqual(before);
  });

  it('are one in a hundred at most unless another share is given', async () => {
    const good = Array.from(
      { length: 99 },
      (_, i) => `${2000 + i}-${String((i + 1) % 100).padStart(2, '0')},1`,
    );
    const rows = (bad: number): string[] => [
      'fiscal_year,value_usd_million',
      ...good,
      ...Array.from({ length: bad }, (_, i) => `2021-${i},1`),
    ];
    await expect(
      importInto(service, desk.file('share.csv', rows(2)), { table: 'share' }),
    ).rejects.toThrow('2 of 101 rows (2.0 %)');
    expect(
      await importInto(service, desk.file('share.csv', rows(1)), { table: 'share' }),
    ).toMatchObject({ rows: { loaded: 99, rejected: 1 } });
  });

  it('include a second total, and no total is ever a cell', async () => {
    const path = desk.file('twice_2019-20.csv', tea(['1'], 'Total,NA,NA,NA,1', 'GRAND TOTAL,,,,1'));
    const report = await importInto(service, path, { maxRejects: 50 });
    expect(report.rows).toMatchObject({ read: 2, loaded: 1, rejected: 1 });
    expect(await cellsOf(service, table)).toEqual(['2019-20 JP agriculture tea 1']);
  });

  it('are loaded once the crosswalk knows their names: the same file is then another one', async () => {
    const path = desk.file('new_2019-20.csv', tea(['1'], 'TEA,TEALAND,KGS,1,5'));
    expect(await importInto(service, path, { maxRejects: 50 })).toMatchObject({
      rows: { loaded: 1, rejected: 1 },
    });
    await service.db.query(
      `INSERT INTO products.country_names_dgcis (name, country_code) VALUES ('Tealand', 'LK')`,
    );
    try {
      expect(await importInto(service, path)).toMatchObject({
        outcome: 'imported',
        rows: { loaded: 2, rejected: 0, unchanged: 1 },
      });
    } finally {
      await service.db.query(`DELETE FROM products.country_names_dgcis WHERE name = 'Tealand'`);
    }
  });
});

describe('a dry run', () => {
  it('reports all and changes nothing', async () => {
    const before = await stateOf(service);
    const report = await importInto(service, desk.fixture('commodities_202122.csv'), {
      dryRun: true,
    });
    expect(report).toMatchObject({ outcome: 'dry run', rows: { loaded: 8 } });
    expect(await stateOf(service)).toEqual(before);
  });
});

describe('two imports at the same time', () => {
  it('of one file load it once', async () => {
    const path = desk.fixture('commodities_202122.csv');
    const reports = await Promise.all([importInto(service, path), importInto(service, path)]);
    expect(reports.map(({ outcome }) => outcome).sort()).toEqual(['imported', 'unchanged']);
    expect(await cellsOf(service, table)).toHaveLength(6);
  });
});

describe('the summary', () => {
  it('tells rows, sums and what the file states', async () => {
    const report = await importInto(service, desk.fixture('commodities_202122.csv'));
    expect(summaryLines(report)).toEqual([
      'commodities_202122.csv: principal commodities by country, 2021-22',
      '  8 rows read, 8 loaded, 0 rejected, 0 unchanged',
      '  2021-22: sum of the rows US$ 1,344.225 million, the file states US$ 1,344.25 million (0.025 more)',
      expect.stringMatching(/^ {2}version \d+ of the data$/),
    ]);
  });
});

describe('the versions of the data', () => {
  it('rise by one with each import, newest first, and not with one that changes nothing', async () => {
    const [before] = await versions();
    const path = desk.fixture('commodities_202122.csv');
    const { version } = await importInto(service, path);
    await importInto(service, path);
    await importInto(service, path, { dryRun: true });
    const [latest, second] = await versions();
    expect(second).toEqual(before);
    expect(Number(latest?.version)).toBe(Number(before?.version) + 1);
    expect(latest).toEqual({
      version,
      note: '8 rows of commodities_202122.csv, principal commodities by country, 2021-22, came in: 2021-22 US$ 1,344.225 million.',
    });
  });

  it('are at most as many as asked for, 1 to 100', async () => {
    const { data } = await service.execute({
      query: '{ datasetVersions(first: 1) { version publishedAt } }',
    });
    expect(data?.datasetVersions).toHaveLength(1);
    const { errors } = await service.execute({
      query: '{ datasetVersions(first: 0) { version } }',
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
  });
});
