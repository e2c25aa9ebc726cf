import { fiscalYearFrom, startOf } from '../metrics/fiscal-year.ts';
import { ImportError } from './error.ts';

/** Four digits, then two or four, with or without a sign between: `2021-22`, `202122`, `2021_2022`. */
const pattern = /(?<!\d)(\d{4})[-_ ]?(\d{4}|\d{2})(?!\d)/g;

/** A fiscal year alone, as it is written: `2021-22`, `2021-2022`. */
const written = /^(\d{4})-(\d{4}|\d{2})$/;

/** India has exports of her own since then. */
const firstYear = 1947;

/** The year after the present one: what is later is a slip of the pen. */
const lastYear = new Date().getUTCFullYear() + 1;

/** The years that a table can be of, for people. */
export const possibleYears = {
  FISCAL_YEAR: `${fiscalYearFrom(firstYear)} to ${fiscalYearFrom(lastYear)}`,
  CALENDAR_YEAR: `${firstYear} to ${lastYear}`,
} as const;

const isPossible = (year: number): boolean => year >= firstYear && year <= lastYear;

/** Whether a text is a calendar year that a table can be of. */
export const isCalendarYear = (text: string): boolean =>
  /^\d{4}$/.test(text) && isPossible(Number(text));

/** The fiscal year of two numbers such as 2021 and 22 or 2022; undefined where the second does not follow the first. */
function yearOf(first: string, second: string): string | undefined {
  const year = fiscalYearFrom(Number(first));
  const isNext = second.length === 2 ? year.endsWith(second) : Number(second) === Number(first) + 1;
  return isNext && isPossible(startOf(year)) ? year : undefined;
}

/** A fiscal year as the graph writes it, `2021-22` for `2021-2022` too; undefined for a text that is none. */
export function readFiscalYear(text: string): string | undefined {
  const [, first, second] = written.exec(text.trim()) ?? [];
  return first === undefined || second === undefined ? undefined : yearOf(first, second);
}

/**
 * The fiscal years that a text names, each once: `2021-22` for `…_202122.csv`, `2021-2022`. Two years that do not
 * follow each other, such as those of a date, are none.
 */
export function fiscalYearsIn(text: string): string[] {
  const years = [...text.matchAll(pattern)].flatMap(
    ([, first = '', second = '']) => yearOf(first, second) ?? [],
  );
  return [...new Set(years)];
}

/**
 * The fiscal year that `--fiscal-year` says; undefined where it is left out.
 *
 * @throws {ImportError} where it is no fiscal year.
 */
export function optionYear(option: string | undefined): string | undefined {
  if (option === undefined) return undefined;
  const year = readFiscalYear(option);
  if (year !== undefined) return year;
  throw new ImportError(
    `--fiscal-year must be a fiscal year such as 2021-22, of ${possibleYears.FISCAL_YEAR}, got "${option}".`,
  );
}

/**
 * Sees to it that `--fiscal-year` says what the file says itself.
 *
 * @param where what of the file says so: `its heading`.
 * @throws {ImportError} where it is no fiscal year, or another one.
 */
export function refuseOtherYear(option: string | undefined, where: string, said: string): void {
  const year = optionYear(option);
  if (year === undefined || year === said) return;
  throw new ImportError(
    `--fiscal-year says ${year}, and ${where} ${said}: leave the option out, or correct the file.`,
  );
}

/**
 * The fiscal year of a file: the one in the file's name, else the option, which also says which of several it is.
 *
 * @throws {ImportError} where the option is no fiscal year or none that the name tells, or none is told, or several.
 */
export function fiscalYearOf(fileName: string, option: string | undefined): string {
  const given = optionYear(option);
  const named = fiscalYearsIn(fileName);
  const [only] = named;
  if (given !== undefined) {
    if (named.length === 0 || named.includes(given)) return given;
    throw new ImportError(
      `--fiscal-year says ${given}, and the name of ${fileName} ${named.join(' and ')}: leave the option out, or rename the file.`,
    );
  }
  if (only !== undefined && named.length === 1) return only;
  const found = only === undefined ? 'no fiscal year' : `several (${named.join(', ')})`;
  throw new ImportError(
    `${fileName} holds one fiscal year and its name tells ${found}: say which with --fiscal-year 2021-22.`,
  );
}
