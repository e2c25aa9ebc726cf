import type { MoneyUnit } from '../money/money.ts';
import { noAmount, readAmount } from './amount.ts';
import type { Crosswalk } from './crosswalk.ts';
import { ImportError } from './error.ts';
import {
  fiscalYearOf,
  isCalendarYear,
  possibleYears,
  readFiscalYear,
  refuseOtherYear,
} from './fiscal-year-name.ts';
import { chapterOf, type Layout, type Reading, rejected } from './layout.ts';
import { byAlpha2, unknownCountry, unknownName } from './unknown-name.ts';

/** The columns of values, one of which a file has. */
const values: Readonly<Record<string, MoneyUnit>> = {
  value_usd_million: 'USD_MILLION',
  value_inr_crore: 'INR_CRORE',
};

/** The other columns, any of which a file may have. */
const dimensions = {
  origin: 'ORIGIN',
  fiscal_year: 'FISCAL_YEAR',
  calendar_year: 'CALENDAR_YEAR',
  sector_code: 'SECTOR',
  commodity_code: 'COMMODITY',
  hs_chapter: 'HS_CHAPTER',
  country_code: 'COUNTRY',
} as const;

/**
 * The project's own layout: a column of values, `value_usd_million` or `value_inr_crore`, and any of `origin` (all of
 * India where there is none), `fiscal_year` or `calendar_year`, `sector_code` or `commodity_code`, `hs_chapter` and
 * `country_code`, in any order. Codes are those of the graph; in `country_code`, `NA` is Namibia. An empty cell is
 * 'unspecified'. A row is one cell: the same codes twice are a mistake. There is no row of totals.
 */
export const niryat: Layout = {
  format: 'niryat',
  isHeading: (cells) => isOwn(cells) && unknownColumns(cells).length === 0,
  open: (heading, file, crosswalk) => {
    const columns = heading.map((cell) => cell.trim().toLowerCase());
    const value = valueColumn(columns);
    const isCalendar = columns.includes('calendar_year');
    const yearColumn = isCalendar ? 'calendar_year' : 'fiscal_year';
    if (isCalendar && file.fiscalYear !== undefined) {
      throw new ImportError(
        `--fiscal-year says ${file.fiscalYear}, and the heading calendar_year: leave the option out.`,
      );
    }
    const yearOf = isCalendar ? calendarYear : yearReader(file.fiscalYear);
    const fixedYear = columns.includes(yearColumn)
      ? undefined
      : fiscalYearOf(file.fileName, file.fiscalYear);
    const places = new Map(columns.map((column, i) => [column, i]));
    const code = file.table ?? codeOf(file.fileName);
    return {
      description: `the table ${code} in the graph's own format`,
      read: (cells) => {
        if (cells.length !== columns.length) {
          return rejected(`it has ${cells.length} cells, not ${columns.length}`);
        }
        const get = (column: string): string | undefined => {
          const place = places.get(column);
          return place === undefined ? undefined : (cells[place] ?? '').trim();
        };
        const year = fixedYear ?? yearOf(get(yearColumn) ?? '');
        if (year === undefined) return rejected(noYear(get(yearColumn) ?? '', isCalendar));
        return readRow(get, value, year, crosswalk);
      },
      table: () => ({
        code,
        unit: values[value] ?? 'USD_MILLION',
        period: isCalendar ? 'CALENDAR_YEAR' : 'FISCAL_YEAR',
        own: {
          title: file.title ?? code,
          sourceCode: file.source ?? 'own-table',
          dimensions: dimensionsOf(columns, isCalendar),
        },
      }),
    };
  },
};

const isOwn = (cells: readonly string[]): boolean =>
  cells.some((cell) => Object.hasOwn(values, cell));

/** The columns of a heading in the project's own layout that it does not know; none of any other heading. */
export const unknownColumns = (cells: readonly string[]): string[] =>
  isOwn(cells)
    ? cells.filter((cell) => !Object.hasOwn(values, cell) && !Object.hasOwn(dimensions, cell))
    : [];

/** @throws {ImportError} where columns exclude each other. */
function valueColumn(columns: readonly string[]): string {
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined) throw new ImportError(`The heading names ${twice} twice.`);
  for (const [one, other] of [
    ['value_usd_million', 'value_inr_crore'],
    ['fiscal_year', 'calendar_year'],
    ['sector_code', 'commodity_code'],
  ] as const) {
    if (columns.includes(one) && columns.includes(other)) {
      throw new ImportError(`The heading has ${one} and ${other}: keep one of them.`);
    }
  }
  return columns.find((column) => column in values) ?? '';
}

/** The code of a table by its file's name, without years: `exports-of-up` for `exports_of_up_2021-22.csv`. */
function codeOf(fileName: string): string {
  const code = fileName
    .toLowerCase()
    .replace(/\.[a-z]+$/, '')
    .replace(/\d{4}[-_ ]?\d{2,4}/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (code === '') throw new ImportError(`${fileName} gives the table no name: add --table CODE.`);
  return code;
}

function dimensionsOf(columns: readonly string[], isCalendar: boolean): string[] {
  return [
    'ORIGIN',
    isCalendar ? 'CALENDAR_YEAR' : 'FISCAL_YEAR',
    ...(columns.includes('commodity_code') ? ['SECTOR'] : []),
    ...Object.entries(dimensions)
      .filter(([column]) => columns.includes(column))
      .map(([, dimension]) => dimension)
      .filter((dimension) => !['ORIGIN', 'FISCAL_YEAR', 'CALENDAR_YEAR'].includes(dimension)),
    ...(columns.includes('country_code') ? ['REGION'] : []),
  ];
}

/** A calendar year that can be; undefined for a text that is none. */
const calendarYear = (text: string): string | undefined =>
  isCalendarYear(text) ? text : undefined;

/**
 * Reads the fiscal years of rows. A file has few, and each is read once.
 *
 * @param option what `--fiscal-year` says: a row of another year is an error of the command, not of the row.
 */
function yearReader(option: string | undefined): (text: string) => string | undefined {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const year = readFiscalYear(text);
    if (year === undefined) return undefined;
    refuseOtherYear(option, 'its column fiscal_year', year);
    known.set(text, year);
    return year;
  };
}

const noYear = (text: string, isCalendar: boolean): string =>
  isCalendar
    ? `the year "${text}" is none such as 2021, of ${possibleYears.CALENDAR_YEAR}`
    : `the year "${text}" is none such as 2021-22, of ${possibleYears.FISCAL_YEAR}`;

function readRow(
  get: (column: string) => string | undefined,
  valueColumn: string,
  year: string,
  crosswalk: Crosswalk,
): Reading {
  const value = readAmount(get(valueColumn) ?? '');
  if (value === undefined) return rejected(noAmount('the value', get(valueColumn) ?? ''));
  const origin = get('origin') || 'IN';
  if (!crosswalk.origins.has(origin)) {
    return rejected(unknownName('the origin', origin, crosswalk.origins));
  }
  const countryCode = get('country_code') || null;
  if (countryCode !== null && !crosswalk.countryCodes.has(countryCode)) {
    return rejected(unknownCountry('the country_code', countryCode, crosswalk, byAlpha2));
  }
  const hsChapter = chapterOf(get('hs_chapter') ?? '');
  const codes: readonly (readonly [
    string,
    { has(code: string): boolean; keys(): Iterable<string> },
  ])[] = [
    ['sector_code', crosswalk.sectorCodes],
    ['commodity_code', crosswalk.sectorOf],
    ['hs_chapter', crosswalk.chapters],
  ];
  for (const [column, known] of codes) {
    const code = column === 'hs_chapter' ? hsChapter : get(column);
    if (code && !known.has(code)) return rejected(unknownName(`the ${column}`, code, known.keys()));
  }
  const commodityCode = get('commodity_code') || null;
  const cell = {
    origin,
    year,
    countryCode,
    sectorCode: commodityCode
      ? (crosswalk.sectorOf.get(commodityCode) ?? null)
      : get('sector_code') || null,
    commodityCode,
    hsChapter: hsChapter || null,
    region: null,
    value,
    detail: '',
    level: 0,
    ofWorld: false,
  };
  return { kind: 'cells', cells: [cell] };
}
