import { distance } from 'fastest-levenshtein';

/**
 * The candidates nearest to a text, best first, at most three: those that begin with it, hold it, or differ
 * from it in up to a third of its letters (Levenshtein distance, two in short words and one in codes of up to
 * three letters; case ignored). Of equally near ones, those with the same first letter come first.
 */
export function nearest(text: string, candidates: readonly string[]): string[] {
  const wanted = text.toLowerCase();
  // A code of two or three letters is another one after two changes, whichever they are.
  const limit = wanted.length <= 3 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  const isAlike = (candidate: string): boolean => candidate[0]?.toLowerCase() === wanted[0];
  return candidates
    .map((candidate) => ({ candidate, score: score(wanted, candidate.toLowerCase()) }))
    .filter(({ score }) => score <= 1 + limit)
    .sort(
      (a, b) =>
        a.score - b.score ||
        Number(isAlike(b.candidate)) - Number(isAlike(a.candidate)) ||
        a.candidate.localeCompare(b.candidate, 'en'),
    )
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** A candidate that begins with the text is nearer than one that holds it, and both than a misspelt one. */
function score(wanted: string, candidate: string): number {
  if (wanted.length >= 3 && candidate.startsWith(wanted)) return 0;
  if (wanted.length >= 3 && candidate.includes(wanted)) return 1;
  return 1 + distance(wanted, candidate);
}
