/** The calendar year in which a fiscal year begins: 2021 for `2021-22`. */
export const startOf = (fiscalYear: string): number => Number(fiscalYear.slice(0, 4));

/** The fiscal year that begins in April of a calendar year: `2021-22` for 2021. */
export const fiscalYearFrom = (start: number): string =>
  `${start}-${String((start + 1) % 100).padStart(2, '0')}`;

/** How a table writes the year that begins in a calendar year: `2021-22`, or `2021` where its years are calendar years. */
export const yearName = (period: 'FISCAL_YEAR' | 'CALENDAR_YEAR', start: number): string =>
  period === 'CALENDAR_YEAR' ? String(start) : fiscalYearFrom(start);

/** The fiscal year that lies a number of years before another. */
export const yearsBefore = (fiscalYear: string, years: number): string =>
  fiscalYearFrom(startOf(fiscalYear) - years);

/** The last day of a fiscal year, 31 March. */
export const lastDayOf = (fiscalYear: string): string => `${startOf(fiscalYear) + 1}-03-31`;

/** The fiscal year that was over last on a day (`2020-12-16`), month or year: `2019-20`. A year counts as its first day. */
export function lastOverOn(date: string): string {
  const [year = '', month = '01'] = date.split('-');
  return fiscalYearFrom(Number(year) - (Number(month) >= 4 ? 1 : 2));
}

/**
 * The last day of a horizon: of a fiscal year (`2018-19`), a year, a month, or the day itself.
 *
 * A text that can be read as a fiscal year and as a month, such as `2009-10`, is taken for the fiscal year.
 */
export function lastDayOfHorizon(due: string): string {
  const [year = '', month, day] = due.split('-');
  if (day !== undefined) return due;
  if (month === undefined) return `${year}-12-31`;
  if (fiscalYearFrom(Number(year)) === due) return lastDayOf(due);
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** The years between two days, in years of 365.25 days; negative where the second comes first. */
export function yearsBetween(from: string, to: string): number {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return days / 365.25;
}
