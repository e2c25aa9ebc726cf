/** Digits, or groups of them in the Indian or the western manner; a decimal fraction; an exponent, as spreadsheets write. */
const pattern = /^(\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.(\d*))?(?:e([+-]?\d{1,2}))?$/i;

/** The digits of an amount before its point: the exports of the world in dollars have fourteen. */
const mostWhole = 15;

/** The digits behind it: spreadsheets write up to 17 of a binary fraction. */
const mostFraction = 40;

/** The digits of an amount, and the power of ten that it is shifted by. */
interface Digits {
  readonly whole: string;
  readonly fraction: string;
  readonly exponent: number;
}

function digitsOf(text: string): Digits | undefined {
  const [, whole = '', fraction = '', exponent = '0'] = pattern.exec(text.trim()) ?? [];
  if (whole === '' && fraction === '') return undefined;
  return { whole: whole.replaceAll(',', '') || '0', fraction, exponent: Number(exponent) };
}

/** Whether an amount is one that exports can have. A nought has no digits, however many of them are written. */
function isPossible({ whole, fraction, exponent }: Digits): boolean {
  // As nearly all are.
  if (exponent === 0 && whole.length <= mostWhole && fraction.length <= mostFraction) return true;
  const digits = whole.replace(/^0+/, '');
  const leading = digits === '' ? -(/^0*/.exec(fraction)?.[0].length ?? 0) : digits.length;
  const isNought = digits === '' && /^0*$/.test(fraction);
  return (
    (isNought || leading + exponent <= mostWhole) && fraction.length - exponent <= mostFraction
  );
}

/**
 * A value of exports as exact decimal digits, shifted by a power of ten; undefined for a text that is none, or that has
 * more digits than exports can have. Values are not negative.
 *
 * @param shift 0 leaves it as it is, -6 makes millions of units.
 */
export function readAmount(text: string, shift = 0): string | undefined {
  const digits = digitsOf(text);
  if (digits === undefined || !isPossible(digits)) return undefined;
  const { whole, fraction, exponent } = digits;
  const places = shift + exponent;
  if (places !== 0) return shifted(whole, fraction, places);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** Why a text is not taken for an amount. */
export function noAmount(what: string, text: string): string {
  const shown = `${what} "${text.trim()}"`;
  return digitsOf(text) === undefined
    ? `${shown} is no amount`
    : `${shown} has more than ${mostWhole} digits before its point or ${mostFraction} behind it: no exports have`;
}

function shifted(whole: string, fraction: string, places: number): string {
  const digits = whole + fraction;
  const point = whole.length + places;
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
