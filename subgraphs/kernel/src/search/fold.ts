import { isDevanagari, toLatin } from './devanagari.ts';

/** Latin letters that no normalisation form takes apart. */
const ligatures: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
};

/**
 * What spellings of one word have in common, rule after rule. They are those in which Hindi typed in Latin
 * letters, names of places and people, and English and Indian spellings of trade words differ: long vowels,
 * aspirates, doubled letters, `sh` and `s`, `w` and `v`, `z` and `j`.
 */
const rules: readonly (readonly [RegExp, string])[] = [
  // English plurals.
  [/^(.{2,})ies$/, '$1y'],
  [/^(.+(?:ch|sh|ss|x|z))es$/, '$1'],
  [/^(.{2,}[^s])s$/, '$1'],
  // Consonants of one sound. `C` stands for the sound of `ch` until all other `c` are gone.
  [/t?ch+/g, 'C'],
  [/ph/g, 'f'],
  [/c(?=[eiy])/g, 's'],
  [/ck|c|q/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 'j'],
  // Vowels of one sound; `eh` is how Hindi speaks a short `a` ahead of `h`.
  [/eh(?=[^aeiou])/g, 'ah'],
  [/ee/g, 'i'],
  [/oo/g, 'u'],
  [/ai|ae|ei|[ae]y(?![aeiou])/g, 'e'],
  [/au|ou|[ao]w(?![aeiou])/g, 'o'],
  [/w/g, 'v'],
  [/y/g, 'i'],
  // A breath that is not at the beginning is left out as often as not: `bhadohi`, `bhadoi`.
  [/(?<=.)h/g, ''],
  [/(\p{L})\1+/gu, '$1'],
  // A short vowel behind two consonants is spoken or not: `chandra`, `chandr`.
  [/(?<=.[^aeiou][^aeiou])a$/, ''],
  [/C/g, 'c'],
];

/**
 * The words of a text as they are compared in search, in order: lower case, without diacritics, in Latin
 * letters where they are in Latin or Devanagari ones, and alike for spellings that are likely to mean the
 * same word. `भदोही`, `Bhadohi` and `bhadoi` are all `badoi`.
 *
 * Single letters tell nothing and are left out, but for those of an abbreviation: `J&K` and `U.P.` are words.
 */
export function foldWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]|\u200c|\u200d|['’]/gu, '')
    .replace(/[ßæœøłđðþı]/gu, (letter) => ligatures[letter] ?? letter)
    .replace(/(?<![\p{L}\p{M}])(\p{L})[.&](?=\p{L}(?![\p{L}\p{M}]))/gu, '$1');
  const words = plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map(foldWord).filter((word) => word.length > 1 || /[^a-z]/.test(word));
}

function foldWord(word: string): string {
  const digits = word.replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
  const latin = isDevanagari(digits) ? toLatin(digits) : digits;
  if (!/^[a-z]+$/.test(latin)) return latin;
  return rules.reduce((folded, [spelling, common]) => folded.replace(spelling, common), latin);
}

/** Neighbouring words written as one: `hand loom` is to find `handloom`. */
export function joinedPairs(words: readonly string[]): string[] {
  return words.slice(1).map((word, i) => `${words[i]}${word}`);
}

/** The shortest word whose typing mistakes are forgiven: a change makes another word of a shorter one. */
const shortestForgiven = 4;

/**
 * The word and all that is left of it when one letter is left out. Two words with one of these in common
 * differ by a letter that was dropped, added, mistaken, swapped with its neighbour or moved (the deletion
 * neighbourhoods of Mor and Fraenkel, A hash code method for detecting and correcting spelling errors, 1982).
 *
 * Empty for short words, and for words with a digit, which are other numbers after any change.
 */
export function spellingsOf(word: string): string[] {
  const letters = [...word];
  if (letters.length < shortestForgiven || /\p{N}/u.test(word)) return [];
  const shortened = letters.map((_, i) => letters.toSpliced(i, 1).join(''));
  return [...new Set([word, ...shortened])];
}
