import { noAmount, readAmount } from './amount.ts';
import type { Crosswalk } from './crosswalk.ts';
import { fiscalYearOf } from './fiscal-year-name.ts';
import { isNothing, type Layout, type Reading, rejected, toName } from './layout.ts';
import { dollarMillions, inRupees, tableIn, unitIn } from './published-unit.ts';
import { byPrintedName, unknownCountry, unknownName } from './unknown-name.ts';

/** Where the columns of a heading stand. */
const columns = {
  commodity: /^(principal )?commodity$/,
  country: /^country$/,
  unit: /^unit$/,
  value: /^value ?\(.+\)$/,
} as const;

/** The headings of values, in any case. */
const valueColumns = (heading: readonly string[]): string[] =>
  heading.filter((cell) => columns.value.test(cell.trim().toLowerCase()));

/** A total of everything; the country beside it is empty or `NA`. */
const isTotal = (name: string): boolean => /^(GRAND )?TOTAL$/.test(name);

/**
 * TradeStat, principal commodities by partner country: `COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)`, or in rupees:
 * `VALUE(₹ Crore)`, `VALUE(Rs. Lakh)`. Values in rupees are a table of their own, as none is converted. The fiscal year is in the file's name alone. `NA` in the columns of unit and quantity is 'not available'; quantities are not kept.
 */
export const tradestatCommodity: Layout = {
  format: 'tradestat-commodity',
  isHeading: (cells) =>
    Object.values(columns).every((name) => cells.some((cell) => name.test(cell))) &&
    unitIn(valueColumns(cells)) !== undefined,
  open: (heading, file, crosswalk) => {
    const year = fiscalYearOf(file.fileName, file.fiscalYear);
    const place = (name: RegExp): number =>
      heading.findIndex((cell) => name.test(cell.trim().toLowerCase()));
    const published = unitIn(valueColumns(heading)) ?? dollarMillions;
    const at = {
      commodity: place(columns.commodity),
      country: place(columns.country),
      unit: place(columns.unit),
      value: place(columns.value),
    };
    return {
      description: `principal commodities by country, ${year}${inRupees(published)}`,
      read: (cells) => readRow(cells, heading.length, at, year, published.shift, crosswalk),
      table: () => ({
        code: tableIn(published, 'dgcis-commodity-partner'),
        unit: published.unit,
        publishedUnit: published.code,
        period: 'FISCAL_YEAR',
      }),
    };
  },
};

function readRow(
  cells: readonly string[],
  width: number,
  at: Readonly<Record<keyof typeof columns, number>>,
  year: string,
  shift: number,
  crosswalk: Crosswalk,
): Reading {
  const { countries, commodities, sectorOf } = crosswalk;
  if (cells.length !== width) return rejected(`it has ${cells.length} cells, not ${width}`);
  const [commodity = '', country = '', unit = '', amount = ''] = [
    at.commodity,
    at.country,
    at.unit,
    at.value,
  ].map((i) => cells[i] ?? '');
  const [commodityName, countryName] = [toName(commodity), toName(country)];
  const value = readAmount(amount, shift);
  if (value === undefined) return rejected(noAmount('the value', amount.trim()));
  if (isTotal(commodityName)) {
    return isNothing(country)
      ? { kind: 'total', totals: new Map([[year, value]]) }
      : rejected(`it is a total of ${countryName}: totals are never loaded`);
  }
  const commodityCode = commodities.get(commodityName);
  if (commodityCode === undefined) {
    return rejected(unknownName('the commodity', commodityName, commodities.keys()));
  }
  // NA is 'not available' here, and Namibia's code in other files: DGCI&S prints names.
  if (isNothing(country)) return rejected('the country is not named');
  const countryCode = countries.get(countryName);
  if (countryCode === undefined) {
    return rejected(unknownCountry('the country', countryName, crosswalk, byPrintedName));
  }
  const cell = {
    origin: 'IN',
    year,
    countryCode,
    sectorCode: sectorOf.get(commodityCode) ?? null,
    commodityCode,
    hsChapter: null,
    region: null,
    value,
    // Two names of unspecified destinations are one cell of the cube and no repetition.
    detail: `${commodityName}|${countryName}|${toName(unit)}`,
    level: 0,
    ofWorld: false,
  };
  return { kind: 'cells', cells: [cell] };
}
