/** A country's names in one language, as the Unicode CLDR has them. */
export interface CountryNames {
  /** The name that is shown: `United Kingdom`, `Hong Kong`. */
  readonly shown: string;
  /** CLDR's other form, by which it is found as well: `UK`, `Hong Kong SAR China`. The same for most countries. */
  readonly other: string;
}

const displayNames = (language: 'en' | 'hi', style: 'short' | 'long') =>
  new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });

const names = {
  en: { short: displayNames('en', 'short'), usual: displayNames('en', 'long') },
  hi: { short: displayNames('hi', 'short'), usual: displayNames('hi', 'long') },
};

/**
 * A name with an addition in brackets or an administrative status: `Myanmar (Burma)`, `Hong Kong SAR China`.
 * CLDR's short form leaves the addition out; elsewhere it is an abbreviation such as `UK`, which no reader
 * wants for a name.
 */
const hasAddition = (name: string): boolean => /\(|\bSAR\b/.test(name);

/**
 * The names of a country from the CLDR data of the runtime (its ICU), or undefined for a code that names no
 * country. Their spelling can change with the version of Node.js.
 */
export function countryNames(code: string, language: 'en' | 'hi'): CountryNames | undefined {
  const short = names[language].short.of(code)?.normalize('NFC');
  const usual = names[language].usual.of(code)?.normalize('NFC');
  if (short === undefined || usual === undefined) return undefined;
  return hasAddition(usual) ? { shown: short, other: usual } : { shown: usual, other: short };
}
