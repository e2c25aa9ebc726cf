import { join } from 'node:path';
import { summaryLines } from '../../src/import/index.ts';
import { cellsOf, importInto, openOffice } from './support.ts';
import { type Sheets, writeWorkbook } from './workbook.ts';

const office = openOffice();

const workbook = (name: string, sheets: Sheets): string =>
  writeWorkbook(join(office.desk.file(name, []), '..', name), sheets);

const commodityHeading = ['COMMODITY', 'COUNTRY', 'UNIT', 'QUANTITY', 'VALUE(US$ million)'];

describe('a row that does not end', () => {
  const start = ['COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)', '"TEA",JAPAN,KGS,1,1'];

  it.each([
    [
      'a megabyte',
      30_000,
      'The row that begins on line 4 holds more than 1 MiB of text: no table of trade has such a row. Is a quotation mark there not closed?',
    ],
    ['a few rows', 3, 'It is no CSV file: the row that begins on line 4 is none: Quote Not Closed'],
  ])('is named by the line where it begins: %s', async (_, rows, message) => {
    const path = office.desk.file('open_2021-22.csv', [
      ...start,
      'TEA,U K,KGS,1,1',
      '"TEA,U S A,KGS,1,1',
      ...Array<string>(rows).fill('COFFEE,JAPAN,KGS,1,1 and some more text'),
    ]);
    await expect(importInto(office.service, path)).rejects.toThrow(message);
  });

  it('is named in a spreadsheet too, be it a cell or many', async () => {
    const long = 'x'.repeat(3_000_000);
    const message = 'Its row 2 holds more than 1 MiB of text: no table of trade has such a row.';
    await expect(
      importInto(
        office.service,
        workbook('a_2021-22.xlsx', { one: [commodityHeading, ['TEA', long]] }),
      ),
    ).rejects.toThrow(message);
    const many = Array<string>(30).fill('x'.repeat(60_000));
    await expect(
      importInto(office.service, workbook('b_2021-22.xlsx', { one: [commodityHeading, many] })),
    ).rejects.toThrow(message);
  });
});

describe('a spreadsheet', () => {
  it('may have empty cells behind the last column, or leave them out', async () => {
    const sheet = [
      [...commodityHeading, null],
      ['TEA', 'JAPAN', 'KGS', 1, 1.5, null, null],
      ['TOTAL', null, null, null, 1.5, null],
    ];
    await importInto(office.service, workbook('tea_2021-22.xlsx', { one: sheet }));
    expect(await cellsOf(office.service, 'dgcis-commodity-partner')).toEqual([
      '2021-22 JP agriculture tea 1.5',
    ]);
    const own = [
      ['fiscal_year', 'value_usd_million', 'hs_chapter', 'country_code', null],
      ['2021-22', 2, 1, 'JP'],
      ['2021-22', 3, 57],
      ['2021-22', 4],
    ];
    await importInto(office.service, workbook('own.xlsx', { one: own }));
    expect(await cellsOf(office.service, 'own')).toEqual([
      '2021-22 4',
      '2021-22 57 3',
      '2021-22 JP 01 2',
    ]);
  });

  it('may have several sheets: the first that has a known heading is read, and the others are named', async () => {
    const path = workbook('tea_2021-22.xlsx', {
      Notes: [['Read me']],
      Data: [commodityHeading, ['TEA', 'JAPAN', 'KGS', 1, 1.5], ['TEA', 'JAPAN', 'KGS', 1, 1.5]],
      Old: [commodityHeading, ['TEA', 'JAPAN', 'KGS', 1, 9]],
    });
    const report = await importInto(office.service, path, { maxRejects: 50 });
    expect(summaryLines(report)).toContain('  the sheet "Data" was read, and not "Notes", "Old"');
    expect(await cellsOf(office.service, 'dgcis-commodity-partner')).toEqual([
      '2021-22 JP agriculture tea 1.5',
    ]);
    expect(office.desk.lines('tea_2021-22.rejects.csv')[1]).toBe(
      'TEA,JAPAN,KGS,1,1.5,it repeats line 2',
    );
  });
});
