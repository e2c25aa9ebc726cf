import { foldWords, type Word } from './fold.ts';

/** Words that hold sentences together and tell no record from another, in either script. */
const functionWords = new Set(
  foldWords(
    'of in the and or for to from by with on at an ka ki ke ko se par evam tatha का के की को से और पर एवं तथा',
  ).map(({ plain }) => plain),
);

/** The words of a text that tell something; all of them where none does, as in the codes `IN`, `TO` and `AND`. */
export function tellingWords(text: string): Word[] {
  const all = foldWords(text);
  const telling = all.filter(({ plain }) => !functionWords.has(plain));
  return telling.length > 0 ? telling : all;
}

/**
 * A whole name as one word of the index, by which a record whose very name is asked for is known. The order
 * of its words does not count. No word of a text looks like it.
 */
export function wholeName(words: readonly Word[]): string {
  return `=${[...new Set(words.map(({ plain }) => plain))].sort().join(' ')}`;
}

/** What a name is when it is asked for whole: `One District One Product (ODOP)` is also each of its two parts. */
export function wholeNames(name: string): string[] {
  const [, before = '', within = ''] = /^(.+?)\s*\((.+)\)\s*$/u.exec(name) ?? [];
  return [name, before, within]
    .map(tellingWords)
    .filter((words) => words.length > 0)
    .map(wholeName);
}
