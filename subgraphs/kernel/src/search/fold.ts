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

/** A word of a text, in the two forms in which search compares it. */
export interface Word {
  /** As it is written: lower case, without diacritics, in its own script. */
  readonly plain: string;
  /**
   * As it sounds: in Latin letters where it is in Latin or Devanagari ones, and alike for spellings that are
   * likely to mean the same word. The plain word where no more than a letter would be left of it.
   */
  readonly folded: string;
}

/**
 * The words of a text, in order. `भदोही`, `Bhadohi` and `bhadoi` are all `badoi` when folded.
 *
 * Single letters tell nothing and are left out, but for those of an abbreviation: `J&K`, `U.P.` and `U K` are words.
 */
export function foldWords(text: string): Word[] {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]|\u200c|\u200d|['’]/gu, '')
    .replace(/[ßæœøłđðþı]/gu, (letter) => ligatures[letter] ?? letter)
    .replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - 0x0966))
    .replace(/(?<![\p{L}\p{M}\p{N}])(\p{L})[.&\s]+(?=\p{L}(?![\p{L}\p{M}\p{N}]))/gu, '$1');
  const words = plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.flatMap((word) => {
    const latin = isDevanagari(word) ? toLatin(word) : word;
    return /^[a-z]?$/.test(latin) ? [] : [{ plain: word, folded: foldWord(word, latin) }];
  });
}

function foldWord(plain: string, latin: string): string {
  if (!/^[a-z]+$/.test(latin)) return latin;
  const folded = rules.reduce((word, [spelling, common]) => word.replace(spelling, common), latin);
  return folded.length > 1 ? folded : plain;
}

/**
 * How near two words are of which one is written as the other sounds: `jute` and `joote` (shoes) sound alike. So far
 * below 1 that a short title does not make up for it.
 */
const sounded = 0.9;

/** A form of a word, and how near it is to the word itself (0 to 1). */
export interface WordForm {
  readonly word: string;
  readonly closeness: number;
}

/** The forms of a word: as it is written, and as it sounds where that differs. */
export function formsOf({ plain, folded }: Word): WordForm[] {
  const written = { word: plain, closeness: 1 };
  return plain === folded ? [written] : [written, { word: folded, closeness: sounded }];
}

/** Neighbouring words written as one, as they sound: `hand loom` is to find `handloom`. */
export function joinedPairs(words: readonly Word[]): string[] {
  return words.slice(1).map(({ folded }, i) => `${words[i]?.folded}${folded}`);
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
