/** Digits, or groups of them in the Indian or the western manner; a decimal fraction; an exponent, as spreadsheets write. */
const pattern = /^(\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(\.\d+)?(?:e([+-]?\d{1,2}))?$/i;

/**
 * A value of exports as exact decimal digits, shifted by a power of ten; undefined for a text that is none. Values
 * are not negative.
 *
 * @param shift 0 leaves it as it is, -6 makes millions of units.
 */
export function readAmount(text: string, shift = 0): string | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const places = shift + Number(exponent);
  const digits = whole.replaceAll(',', '');
  return places === 0 ? `${digits}${fraction}` : shifted(digits, fraction.slice(1), places);
}

function shifted(whole: string, fraction: string, places: number): string {
  const digits = whole + fraction;
  const point = whole.length + places;
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
