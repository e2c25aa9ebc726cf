import {
  fiscalYearFrom,
  lastDayOf,
  lastDayOfHorizon,
  lastOverOn,
  startOf,
  yearsBefore,
  yearsBetween,
} from './fiscal-year.ts';

describe('a fiscal year', () => {
  it('is named by the two calendar years that it lies in', () => {
    expect([fiscalYearFrom(2021), fiscalYearFrom(1999), startOf('1999-00')]).toEqual([
      '2021-22',
      '1999-00',
      1999,
    ]);
    expect(yearsBefore('2001-02', 2)).toBe('1999-00');
  });

  it('ends on 31 March', () => {
    expect(lastDayOf('2021-22')).toBe('2022-03-31');
  });

  it.each([
    ['2020-12-16', '2019-20'],
    ['2020-04-01', '2019-20'],
    ['2020-03-31', '2018-19'],
    ['2020-12', '2019-20'],
    ['2020', '2018-19'],
  ])('was over last on %s: %s', (day, fiscalYear) => {
    expect(lastOverOn(day)).toBe(fiscalYear);
  });
});

describe('a horizon', () => {
  it.each([
    ['2027-08-03', '2027-08-03'],
    ['2028-02', '2028-02-29'],
    ['2030', '2030-12-31'],
    ['2018-19', '2019-03-31'],
    ['2009-10', '2010-03-31'],
  ])('%s ends on %s', (due, day) => {
    expect(lastDayOfHorizon(due)).toBe(day);
  });

  it('lies a number of years of 365.25 days away', () => {
    expect(yearsBetween('2024-03-31', '2028-03-31')).toBe(4);
    expect(yearsBetween('2028-03-31', '2024-03-31')).toBe(-4);
  });
});
