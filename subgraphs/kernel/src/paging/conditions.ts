import type { Condition } from './list-query.ts';

/**
 * That one of the columns holds a text, case ignored; no condition for an empty one.
 *
 * Stored texts are in normalisation form C, so the text is brought to it: Devanagari letters with a nukta can
 * be typed in two ways.
 */
export function holdsText(
  columns: readonly string[],
  text: string | null | undefined,
): Condition[] {
  if (!text) return [];
  const pattern = `%${text.normalize('NFC').replace(/[\\%_]/g, '\\$&')}%`;
  return [{ sql: columns.map((column) => `${column} ILIKE $1`).join(' OR '), values: [pattern] }];
}
