import { fiscalYearOf, fiscalYearsIn } from './fiscal-year-name.ts';

describe('the fiscal years in a name', () => {
  it.each([
    ['principal_commodity_export_202122.csv', ['2021-22']],
    ['export_2021-22_ne-asia.csv', ['2021-22']],
    ['exports 2021-2022.xlsx', ['2021-22']],
    ['1999_00.csv', ['1999-00']],
    ['2020-21 and 2021-22.csv', ['2020-21', '2021-22']],
    ['exports_2021-22_202122.csv', ['2021-22']],
    ['download_20211130.csv', []],
    ['2021-23.csv', []],
    ['year2021.csv', []],
  ])('%s: %j', (name, expected) => {
    expect(fiscalYearsIn(name)).toEqual(expected);
  });
});

describe('the fiscal year of a file', () => {
  it('is the option where one is given', () => {
    expect(fiscalYearOf('exports_2020-21.csv', '2021-22')).toBe('2021-22');
  });

  it('is not guessed of several', () => {
    expect(() => fiscalYearOf('2020-21_2021-22.csv', undefined)).toThrow(
      'its name tells several (2020-21, 2021-22)',
    );
  });

  it('is refused as an option that is none', () => {
    expect(() => fiscalYearOf('a.csv', '2021')).toThrow(
      '--fiscal-year must be a fiscal year such as 2021-22, got "2021".',
    );
  });
});
