import type { Language } from '@niryat/kernel';
import { Decimal, plain } from './decimal.ts';
import { type NumberScale, powerOfTen, scaleWord } from './scale.ts';

/** The units in which sums of money are published and stored. */
export const moneyUnits = ['INR_CRORE', 'USD_MILLION'] as const;

/** One of `moneyUnits`. */
export type MoneyUnit = (typeof moneyUnits)[number];

/** A currency of the graph, by its ISO 4217 code. */
export type Currency = 'INR' | 'USD';

/** A sum of money as its source states it: `stated` counts in `scale`, digit for digit. */
export interface Money {
  readonly stated: string;
  readonly scale: NumberScale;
  readonly currency: Currency;
}

/** The currency of a unit, and the scale in which it counts. */
const units: Readonly<Record<MoneyUnit, { readonly currency: Currency; scale: NumberScale }>> = {
  INR_CRORE: { currency: 'INR', scale: 'CRORE' },
  USD_MILLION: { currency: 'USD', scale: 'MILLION' },
};

/** The currency that a unit counts in. */
export const currencyOf = (unit: MoneyUnit): Currency => units[unit].currency;

/** True for a unit of money; percents, ranks and counts are none. */
export function isMoneyUnit(unit: string): unit is MoneyUnit {
  return moneyUnits.some((known) => known === unit);
}

/** A number in its unit as money; null where the unit is none of money. */
export function toMoney(stated: string, unit: string): Money | null {
  return isMoneyUnit(unit) ? { stated, ...units[unit] } : null;
}

/** The sum in units of its currency, exact: `1400000000000` for 140000 crore rupees. */
export function amountOf(money: Money): string {
  return amount(money).toFixed();
}

/** The sum counted in a scale, exact: `1.40` lakh crore. A fraction has two digits at least, a whole number none. */
export function inScale(money: Money, scale: NumberScale): string {
  return plain(counted(money, scale));
}

function amount({ stated, scale }: Money): Decimal {
  return shifted(new Decimal(stated), powerOfTen[scale]);
}

function counted(money: Money, scale: NumberScale): Decimal {
  return shifted(amount(money), -powerOfTen[scale]);
}

function shifted(value: Decimal, places: number): Decimal {
  return value.times(new Decimal(10).pow(places));
}

/** How a currency is written: its sign, and the locale whose grouping its readers expect (1,40,000 or 140,000). */
const writing = {
  INR: { sign: '₹', grouping: 'en-IN' },
  USD: { sign: 'US$ ', grouping: 'en-US' },
} as const;

/**
 * The sum as a reader expects it: `₹1.40 lakh crore`, `₹1.40 लाख करोड़`, `US$ 422.00 million`. Rupees are
 * grouped the Indian way, dollars by thousands, in Latin digits in both languages.
 *
 * @param scale counts in it and shows two decimals, half a hundredth rounded away from zero; a sum that would
 *   vanish so shows its first two digits. Single units are exact. Left out, the digits of the source stand as published, in its scale.
 */
export function formatMoney(money: Money, language: Language, scale?: NumberScale | null): string {
  const digits = scale ? shown(counted(money, scale), scale) : money.stated;
  const { sign, grouping } = writing[money.currency];
  const word = scaleWord[scale ?? money.scale][language];
  const minus = digits.startsWith('-') ? '-' : '';
  const number = grouped(digits.slice(minus.length), grouping);
  return `${minus}${sign}${number} ${word}`.trim();
}

function shown(value: Decimal, scale: NumberScale): string {
  if (scale === 'UNIT') return plain(value);
  const rounded = value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  const vanishes = rounded.isZero() && !value.isZero();
  return vanishes
    ? value.toSignificantDigits(2, Decimal.ROUND_HALF_UP).toFixed()
    : rounded.toFixed(2);
}

/** The whole part with the separators of a locale; the fraction stays as it stands. */
function grouped(digits: string, locale: string): string {
  const [whole = '0', fraction] = digits.split('.');
  const groups = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).format(BigInt(whole));
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
