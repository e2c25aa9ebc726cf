import { Decimal as Base } from 'decimal.js';

/**
 * Decimal numbers with 60 significant digits, written without an exponent.
 *
 * Sums and powers of ten of published numbers are exact at this precision; quotients and roots are as exact
 * as any reader can use.
 */
export const Decimal = Base.clone({ precision: 60, toExpNeg: -9e15, toExpPos: 9e15 });

/** A number of `Decimal`. */
export type Decimal = Base;

/** A number in plain notation with all its digits: a fraction has two at least (`1.40`), a whole number none (`3`). */
export function plain(value: Decimal): string {
  return value.isInteger() ? value.toFixed() : value.toFixed(Math.max(2, value.decimalPlaces()));
}
