import type { FigureQualifier } from '../entities/export-figure.ts';
import { Decimal } from '../money/decimal.ts';

/** What a number can be, both ends included. */
export interface Range {
  readonly low: Decimal;
  readonly high: Decimal;
}

/** A number as a source states it. */
export interface Stated {
  readonly value: string;
  readonly qualifier: FigureQualifier | null;
}

/** Zeros at the end of a whole number count as stated up to this many digits: 140000 is 1.40 lakh crore, not 1.4. */
const digitsOfRoundNumbers = 3;

/**
 * One of the last place that a number is stated to: 0.01 for 15.68, 1 for 30, 1000 for 140000.
 *
 * Of a round number nobody can tell which zeros were counted; published sums of this size are given to three
 * digits at least.
 */
function lastPlace(value: string): Decimal {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  if (fraction !== '') return new Decimal(10).pow(-fraction.length);
  const digits = Math.max(whole.replace(/0+$/, '').length, digitsOfRoundNumbers);
  return new Decimal(10).pow(Math.max(0, whole.length - digits));
}

/**
 * What can stand behind a stated number: half of its last place on either side; one whole place above it where
 * it is more than that number, below it where it is almost that, and on either side where it is about that.
 */
export function statedRange({ value, qualifier }: Stated): Range {
  const place = lastPlace(value);
  const number = new Decimal(value);
  switch (qualifier) {
    case 'OVER':
      return { low: number, high: number.plus(place) };
    case 'ALMOST':
      return { low: number.minus(place), high: number };
    case 'ABOUT':
      return { low: number.minus(place), high: number.plus(place) };
    default:
      return { low: number.minus(place.div(2)), high: number.plus(place.div(2)) };
  }
}

/** True where two ranges have a number in common. */
export const overlap = (a: Range, b: Range): boolean => a.low.lte(b.high) && b.low.lte(a.high);

/** True where a number lies in a range. */
export const holds = ({ low, high }: Range, value: Decimal): boolean =>
  value.gte(low) && value.lte(high);
