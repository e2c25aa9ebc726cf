import type { ExportFigure } from '../entities/export-figure.ts';
import type { Decimal } from '../money/decimal.ts';
import { lastOverOn, yearsBefore } from './fiscal-year.ts';

/** An export value that a figure depends on, by what it is of. */
export interface Wanted
  extends Pick<
    ExportFigure,
    | 'origin'
    | 'districtCode'
    | 'sectorCode'
    | 'productCode'
    | 'subject'
    | 'countryCode'
    | 'fiscalYear'
    | 'period'
  > {}

/** How a figure follows from two export values. */
export interface Recipe {
  readonly kind: 'GROWTH' | 'SHARE';
  /** The later value of a growth; the part of a share. */
  readonly upper: Wanted;
  /** The earlier value of a growth; the whole of a share. */
  readonly lower: Wanted;
  /** The day of the source that the fiscal year was taken from; null where the source names the year. */
  readonly yearFrom: string | null;
}

/** Why a figure does not follow from others. */
export type NoRecipe = 'IS_A_VALUE' | 'IS_A_RANK' | 'NO_VALUES_OF_KIND' | 'NO_YEAR';

/** What the figures of products under ODOP are about, as `subject` has it. */
const odopProducts = 'odop-products';

/**
 * The values that a figure depends on, or why it depends on none.
 *
 * A growth whose source names no fiscal year is taken to end with the year that was over last on the day of
 * the source: "in two years" spoken in December 2020 is from 2017-18 to 2019-20.
 *
 * @param publishedOn the day of the figure's main source, where it bears one.
 */
export function recipeOf(figure: ExportFigure, publishedOn: string | null): Recipe | NoRecipe {
  switch (figure.measure) {
    case 'EXPORT_VALUE':
      return 'IS_A_VALUE';
    case 'RANK':
      return 'IS_A_RANK';
    case 'MSME_SHARE':
      return 'NO_VALUES_OF_KIND';
    case 'GROWTH':
      return growthRecipe(figure, publishedOn);
    case 'ODOP_SHARE':
      return shareRecipe(figure, { subject: odopProducts }, { subject: null });
    case 'SHARE_OF_NATIONAL':
      return shareRecipe(figure, {}, { origin: 'IN', districtCode: null });
  }
}

function growthRecipe(figure: ExportFigure, publishedOn: string | null): Recipe | NoRecipe {
  const yearFrom = figure.fiscalYear === null ? publishedOn : null;
  const fiscalYear = yearFrom === null ? figure.fiscalYear : lastOverOn(yearFrom);
  if (fiscalYear === null) return 'NO_YEAR';
  return {
    kind: 'GROWTH',
    upper: { ...figure, fiscalYear },
    lower: { ...figure, fiscalYear: yearsBefore(fiscalYear, figure.growthYears ?? 1) },
    yearFrom,
  };
}

function shareRecipe(
  figure: ExportFigure,
  part: Partial<Wanted>,
  whole: Partial<Wanted>,
): Recipe | NoRecipe {
  if (figure.fiscalYear === null) return 'NO_YEAR';
  return {
    kind: 'SHARE',
    upper: { ...figure, ...part },
    lower: { ...figure, ...whole },
    yearFrom: null,
  };
}

/** The result of a recipe in percent. */
export function percentOf(kind: Recipe['kind'], upper: Decimal, lower: Decimal): Decimal {
  const ratio = upper.div(lower);
  return (kind === 'GROWTH' ? ratio.minus(1) : ratio).times(100);
}

/** The two values that a figure is recomputed from. */
export interface Inputs {
  readonly upper: ExportFigure;
  readonly lower: ExportFigure;
  /** How many of the two share a source with the figure: 0 to 2. */
  readonly shared: number;
}

/** The fields by which a value is the one wanted. */
const aboutFields = [
  'origin',
  'districtCode',
  'sectorCode',
  'productCode',
  'subject',
  'countryCode',
  'fiscalYear',
  'period',
] as const satisfies readonly (keyof Wanted)[];

/** The values on record for what is wanted; several where sources differ. */
export function valuesFor(wanted: Wanted, values: readonly ExportFigure[]): ExportFigure[] {
  return values.filter((value) => aboutFields.every((field) => value[field] === wanted[field]));
}

/**
 * The two values to recompute a figure from, in one unit: those that its own sources state, both of them the main
 * one rather than each another; then preferred ones; then sums in rupees, the currency of the states' own figures; then the first by code.
 * Undefined where no two values in one unit are on record.
 */
export function chooseInputs(
  figure: ExportFigure,
  { upper, lower }: Recipe,
  values: readonly ExportFigure[],
): Inputs | undefined {
  const uppers = valuesFor(upper, values);
  const lowers = valuesFor(lower, values);
  const pairs = uppers
    .flatMap((a) => lowers.filter((b) => b.unit === a.unit).map((b) => [a, b] as const))
    .filter(([, b]) => Number(b.value) !== 0)
    .map(([a, b]) => {
      const places = [a, b].map((value) => placeOfSharedSource(figure, value));
      const shared = places.filter((place) => place !== undefined).length;
      const distance = places.reduce<number>(
        (sum, place) => sum + (place ?? figure.sourceCodes.length),
        0,
      );
      const preferred = [a, b].filter((value) => value.preferred).length;
      const rank = [-shared, distance, -preferred, a.unit === 'INR_CRORE' ? 0 : 1];
      return { upper: a, lower: b, shared, rank };
    });
  return pairs.sort(
    (a, b) =>
      compare(a.rank, b.rank) ||
      compareText(a.upper.code, b.upper.code) ||
      compareText(a.lower.code, b.lower.code),
  )[0];
}

/** The place, in the figure's list of sources, of the first one that also states the value. */
function placeOfSharedSource(figure: ExportFigure, value: ExportFigure): number | undefined {
  const place = figure.sourceCodes.findIndex((code) => value.sourceCodes.includes(code));
  return place < 0 ? undefined : place;
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((number, i) => number - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
