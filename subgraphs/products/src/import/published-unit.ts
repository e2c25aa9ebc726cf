import type { MoneyUnit } from '../money/money.ts';
import { ImportError } from './error.ts';

/** A unit in which a publisher states values, and how it becomes one of those in which the cube holds them. */
export interface PublishedUnit {
  /** As it stands on record beside the import. */
  readonly code: 'USD' | 'USD_MILLION' | 'INR_CRORE' | 'INR_LAKH';
  /** The unit of the cube. Currencies are never converted. */
  readonly unit: MoneyUnit;
  /** The power of ten from the one to the other: a hundred lakh are a crore. */
  readonly shift: number;
  /** For people: `in lakhs of rupees`. */
  readonly words: string;
}

/** Dollars, as UN Comtrade states values. */
export const dollars: PublishedUnit = {
  code: 'USD',
  unit: 'USD_MILLION',
  shift: -6,
  words: 'in dollars',
};

/** Millions of dollars, as TradeStat states values unless it is asked for rupees. */
export const dollarMillions: PublishedUnit = {
  code: 'USD_MILLION',
  unit: 'USD_MILLION',
  shift: 0,
  words: 'in millions of dollars',
};

/** Rupees as TradeStat states them: crores in the data bank of today, lakhs in the one before it. */
const rupees = String.raw`(?:₹|\b(?:rs|inr|rupees?)\b)\.?\s*(?:in\s*)?`;

/** How units are written in headings and titles. */
const spellings: readonly (readonly [RegExp, PublishedUnit])[] = [
  [/(?:\bus ?\$|\$|\busd\b)\s*(?:in\s*)?(?:million|mn)/i, dollarMillions],
  [
    new RegExp(`${rupees}(?:crores?|cr)(?![a-z])`, 'i'),
    { code: 'INR_CRORE', unit: 'INR_CRORE', shift: 0, words: 'in crores of rupees' },
  ],
  [
    new RegExp(`${rupees}(?:lakhs?|lacs?)(?![a-z])`, 'i'),
    { code: 'INR_LAKH', unit: 'INR_CRORE', shift: -2, words: 'in lakhs of rupees' },
  ],
];

/**
 * The one unit that texts name: `US$ million`, `Values in ₹ Crore`, `Rs. Lakhs`; undefined where they name none.
 *
 * @throws {ImportError} where they name two: values of a file are in one unit.
 */
export function unitIn(texts: readonly string[]): PublishedUnit | undefined {
  const found = spellings.filter(([pattern]) => texts.some((text) => pattern.test(text)));
  const [first, second] = found.map(([, unit]) => unit);
  if (first === undefined || second === undefined) return first;
  throw new ImportError(
    `It states values ${first.words} and ${second.words}: keep one of them in a file.`,
  );
}

/** The table of values in a unit: those in rupees are a body of statistics of their own. */
export const tableIn = ({ unit }: PublishedUnit, code: string): string =>
  unit === 'INR_CRORE' ? `${code}-inr` : code;

/** What is added to a description of a file in rupees. */
export const inRupees = ({ unit, words }: PublishedUnit): string =>
  unit === 'INR_CRORE' ? `, ${words}` : '';
