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
    ['codes_9998-99.csv', []],
  ])('%s: %j', (name, expected) => {
    expect(fiscalYearsIn(name)).toEqual(expected);
  });
});

describe('the fiscal year of a file', () => {
  it.each([
    ['exports.csv', '2021-22'],
    ['exports.csv', '2021-2022'],
    ['exports_2021-22.csv', '2021-22'],
    ['exports_2020-21_2021-22.csv', '2021-22'],
  ])('is the option where the name of %s does not say otherwise: %s', (name, option) => {
    expect(fiscalYearOf(name, option)).toBe('2021-22');
  });

  it('is refused where name and option differ, and both are named', () => {
    expect(() => fiscalYearOf('exports_2020-21.csv', '2021-22')).toThrow(
      '--fiscal-year says 2021-22, and the name of exports_2020-21.csv 2020-21: leave the option out, or rename the file.',
    );
  });

  it('is not guessed of several', () => {
    expect(() => fiscalYearOf('2020-21_2021-22.csv', undefined)).toThrow(
      'its name tells several (2020-21, 2021-22)',
    );
  });

  it.each(['2021', 'from 2021-22 on', '9998-99', '1946-47', '2021-2023'])(
    'is refused as an option that is none: %j',
    (option) => {
      expect(() => fiscalYearOf('a.csv', option)).toThrow(
        /^--fiscal-year must be a fiscal year such as 2021-22, of 1947-48 to \d{4}-\d\d, got "/,
      );
    },
  );
});
