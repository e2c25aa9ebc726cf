import type { Column } from './shape.ts';

/** A plain number: it stays one for a spreadsheet, also with a minus ahead. */
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * What a spreadsheet takes for the beginning of a formula, and blanks that some of them skip ahead of one. Some read the
 * full-width signs of East Asian keyboards as the plain ones.
 */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;

/** The value at a path, null where something on the way is missing; within lists, the lists of values. */
export function valueAt(from: unknown, [key, ...rest]: Column): unknown {
  if (key === undefined) return from;
  if (Array.isArray(from)) return from.map((item) => valueAt(item, [key, ...rest]));
  if (typeof from !== 'object' || from === null) return null;
  return valueAt((from as Record<string, unknown>)[key] ?? null, rest);
}

/**
 * The text of a cell: empty for null, the items of a list between `|`. An item that is a list has one place as any other:
 * its own items stand between `;`, and so do those of lists within it, where an empty one has an empty place. An item
 * that holds one of these signs, as far as they are in use, or a backslash has a backslash ahead of it.
 *
 * A text that a spreadsheet would run as a formula gets an apostrophe ahead; numbers stay as they are.
 */
export function cellText(from: unknown, column: Column): string {
  const value = valueAt(from, column);
  if (!Array.isArray(value)) return harmless(textOf(value));
  const signs = value.some(Array.isArray) ? /[\\|;]/g : /[\\|]/g;
  const itemText = (item: unknown): string => textOf(item).replace(signs, '\\$&');
  const places = value.map((item) =>
    Array.isArray(item) ? itemsOf(item).map(itemText).join(';') : itemText(item),
  );
  return harmless(places.join('|'));
}

/** The items of a list and of the lists within it; null for one of these that is empty. */
const itemsOf = (list: readonly unknown[]): readonly unknown[] =>
  list.flatMap((item) => {
    if (!Array.isArray(item)) return [item];
    return item.length === 0 ? [null] : itemsOf(item);
  });

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const harmless = (text: string): string =>
  FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
