import { isFiscalYear, isOriginCode } from '@niryat/kernel';
import type { MoneyUnit } from '../money/money.ts';
import { readAmount } from './amount.ts';
import { type Crosswalk, unknownName } from './crosswalk.ts';
import { ImportError } from './error.ts';
import { fiscalYearOf } from './fiscal-year-name.ts';
import { type Layout, type Reading, rejected } from './layout.ts';

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
  isHeading: (cells) => {
    const known = [...Object.keys(values), ...Object.keys(dimensions)];
    return cells.some((cell) => cell in values) && cells.every((cell) => known.includes(cell));
  },
  open: (heading, file, crosswalk) => {
    const columns = heading.map((cell) => cell.trim().toLowerCase());
    const value = valueColumn(columns);
    const isCalendar = columns.includes('calendar_year');
    const yearColumn = isCalendar ? 'calendar_year' : 'fiscal_year';
    const year = columns.includes(yearColumn)
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
        return readRow(get, value, yearColumn, year, crosswalk);
      },
      table: () => ({
        code,
        unit: values[value] ?? 'USD_MILLION',
        period: isCalendar ? 'CALENDAR_YEAR' : 'FISCAL_YEAR',
        own: {
          title: file.title ?? file.fileName,
          sourceCode: file.source ?? 'own-table',
          dimensions: dimensionsOf(columns, isCalendar),
        },
      }),
    };
  },
};

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

function readRow(
  get: (column: string) => string | undefined,
  valueColumn: string,
  yearColumn: string,
  fixedYear: string | undefined,
  crosswalk: Crosswalk,
): Reading {
  const value = readAmount(get(valueColumn) ?? '');
  if (value === undefined) return rejected(`the value "${get(valueColumn)}" is no amount`);
  const origin = get('origin') || 'IN';
  if (!isOriginCode(origin)) return rejected(`the origin "${origin}" is no code such as IN-UP`);
  const year = fixedYear ?? get(yearColumn) ?? '';
  const isYear = yearColumn === 'calendar_year' ? /^[12]\d{3}$/.test(year) : isFiscalYear(year);
  if (!isYear)
    return rejected(
      `the year "${year}" is none such as ${yearColumn === 'calendar_year' ? '2021' : '2021-22'}`,
    );
  const codes: readonly (readonly [
    string,
    { has(code: string): boolean; keys(): Iterable<string> },
  ])[] = [
    ['country_code', crosswalk.countryCodes],
    ['sector_code', crosswalk.sectorCodes],
    ['commodity_code', crosswalk.sectorOf],
    ['hs_chapter', crosswalk.chapters],
  ];
  for (const [column, known] of codes) {
    const code = get(column);
    if (code && !known.has(code)) return rejected(unknownName(`the ${column}`, code, known.keys()));
  }
  const commodityCode = get('commodity_code') || null;
  const cell = {
    origin,
    year,
    countryCode: get('country_code') || null,
    sectorCode: commodityCode
      ? (crosswalk.sectorOf.get(commodityCode) ?? null)
      : get('sector_code') || null,
    commodityCode,
    hsChapter: get('hs_chapter') || null,
    region: null,
    value,
    detail: '',
    level: 0,
    ofWorld: false,
  };
  return { kind: 'cells', cells: [cell] };
}
