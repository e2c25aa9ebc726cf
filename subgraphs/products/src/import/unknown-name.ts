import { nearest } from '@niryat/kernel';
import type { Crosswalk } from './crosswalk.ts';

/** How many names are suggested. */
const most = 3;

/** A name as it is compared: letters and digits alone, in capitals and without diacritics. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Why a name or code is not accepted, with the nearest that are: it is never guessed. */
export function unknownName(what: string, given: string, known: Iterable<string>): string {
  const names = namesByFolding([...known].map((name) => [name, name]));
  return reason(what, given, suggestions(given, new Map(), names));
}

/** How a format writes countries: names or codes by the ISO 3166-1 alpha-2 code of the country. */
type CountryNotation = ReadonlyMap<string, readonly string[]>;

/** Countries as the graph's own format writes them: by their ISO 3166-1 alpha-2 codes. */
export const byAlpha2 = ({ countryCodes }: Crosswalk): CountryNotation =>
  new Map([...countryCodes].map((code) => [code, [code]]));

/** Countries as Comtrade writes them: by their ISO 3166-1 alpha-3 codes. */
export const byAlpha3 = ({ alpha3 }: Crosswalk): CountryNotation =>
  new Map([...alpha3].map(([long, code]) => [code, [long]]));

/** Countries as DGCI&S prints them: by names of its own. */
export function byPrintedName({ countries }: Crosswalk): CountryNotation {
  const written = new Map<string, string[]>();
  for (const [name, code] of countries) {
    if (code !== null) written.set(code, [...(written.get(code) ?? []), name]);
  }
  return written;
}

/**
 * Why a country is not accepted, with what the format calls those that are meant most likely: by its name in the format
 * or in English, by its codes, or by the initials of its name. It is never guessed.
 *
 * The English names are those of the Unicode CLDR in Node: they suggest, and decide nothing.
 */
export function unknownCountry(
  what: string,
  given: string,
  crosswalk: Crosswalk,
  notation: (crosswalk: Crosswalk) => CountryNotation,
): string {
  const { exact, names } = countryNames(crosswalk, notation);
  return reason(what, given, suggestions(given, exact, names));
}

/** What countries may be called, made once for a crosswalk: a file may have many rows that are rejected. */
const made = new WeakMap<Crosswalk, { readonly exact: Names; readonly names: Names }>();

function countryNames(crosswalk: Crosswalk, notation: (crosswalk: Crosswalk) => CountryNotation) {
  const before = made.get(crosswalk);
  if (before !== undefined) return before;
  const alpha3 = new Map([...crosswalk.alpha3].map(([long, code]) => [code, long]));
  const exact: [string, string][] = [];
  const names: [string, string][] = [];
  for (const [code, texts] of notation(crosswalk)) {
    const english = englishNames.of(code) ?? code;
    for (const text of texts) {
      names.push([text, text], [english, text]);
      exact.push([code, text], [alpha3.get(code) ?? code, text], [initials(english), text]);
    }
  }
  const all = { exact: namesByFolding(exact), names: namesByFolding(names) };
  made.set(crosswalk, all);
  return all;
}

const englishNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** `UAE` for `United Arab Emirates`. */
const initials = (name: string): string =>
  name
    .split(/[^\p{L}]+/u)
    .map((word) => word[0] ?? '')
    .join('');

/** What is accepted, by each of the ways in which it may be written. */
type Names = ReadonlyMap<string, ReadonlySet<string>>;

function namesByFolding(pairs: readonly (readonly [string, string])[]): Names {
  const names = new Map<string, Set<string>>();
  for (const [alias, name] of pairs) {
    const key = folded(alias);
    const known = names.get(key);
    if (known === undefined) names.set(key, new Set([name]));
    else known.add(name);
  }
  return names;
}

/**
 * What is nearest to a text: what is written so, then whose name it begins with, then what is spelt alike.
 *
 * @param exact what a text may be as a whole, such as a code: one that is spelt alike is another.
 */
function suggestions(given: string, exact: Names, names: Names): string[] {
  const wanted = folded(given);
  const longer = [...names.keys()].filter((name) => name.length >= 4 && wanted.startsWith(name));
  const keys = [
    ...longer.sort((a, b) => b.length - a.length),
    ...nearest(wanted, [...names.keys()]),
  ];
  const found = [
    ...(names.get(wanted) ?? []),
    ...(exact.get(wanted) ?? []),
    ...keys.flatMap((key) => [...(names.get(key) ?? [])]),
  ];
  return [...new Set(found)].slice(0, most);
}

function reason(what: string, given: string, near: readonly string[]): string {
  const shown = given.length > 80 ? `${given.slice(0, 80)}…` : given;
  return `${what} "${shown}" is not known${near.length > 0 ? `; nearest: ${near.join(', ')}` : ''}`;
}
