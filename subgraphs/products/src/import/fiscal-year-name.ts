import { fiscalYearFrom } from '../metrics/fiscal-year.ts';
import { ImportError } from './error.ts';

/** Four digits, then two or four, with or without a sign between: `2021-22`, `202122`, `2021_2022`. */
const pattern = /(?<!\d)(\d{4})[-_ ]?(\d{4}|\d{2})(?!\d)/g;

/**
 * The fiscal years that a text names, each once: `2021-22` for `…_202122.csv`, `2021-2022`. Two years that do not
 * follow each other, such as those of a date, are none.
 */
export function fiscalYearsIn(text: string): string[] {
  const years = [...text.matchAll(pattern)].flatMap(([, first = '', second = '']) => {
    const year = fiscalYearFrom(Number(first));
    const isNext =
      second.length === 2 ? year.endsWith(second) : Number(second) === Number(first) + 1;
    return isNext ? [year] : [];
  });
  return [...new Set(years)];
}

/**
 * The fiscal year of a file: the option where it is given, else the one in the file's name.
 *
 * @throws {ImportError} where the option is no fiscal year, or the name tells none or several.
 */
export function fiscalYearOf(fileName: string, option: string | undefined): string {
  const [named, ...others] = fiscalYearsIn(option ?? fileName);
  if (named !== undefined && others.length === 0) return named;
  if (option !== undefined) {
    throw new ImportError(`--fiscal-year must be a fiscal year such as 2021-22, got "${option}".`);
  }
  const found =
    named === undefined ? 'no fiscal year' : `several (${[named, ...others].join(', ')})`;
  throw new ImportError(
    `${fileName} holds one fiscal year and its name tells ${found}: say which with --fiscal-year 2021-22.`,
  );
}
