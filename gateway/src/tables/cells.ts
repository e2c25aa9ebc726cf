import type { Column } from './shape.ts';

/** A plain number: it stays one for a spreadsheet, also with a minus ahead. */
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** What a spreadsheet takes for the beginning of a formula, and blanks that some of them skip ahead of one. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** What stands at the end of a column's path: one value, or all of the lists on the way. */
interface Values {
  readonly values: readonly unknown[];
  readonly isList: boolean;
}

/** The values of a column in an object. A value that is missing on the way, also within a list, is null. */
function valuesAt(from: unknown, path: Column): Values {
  let values: unknown[] = [from];
  let isList = false;
  const spread = (): void => {
    while (values.some(Array.isArray)) {
      isList = true;
      values = values.flat();
    }
  };
  for (const key of path) {
    values = values.map((value) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : null,
    );
    spread();
  }
  return { values, isList };
}

/**
 * The text of a cell: empty for null, the items of lists between `|` (one that holds `|` or a backslash has a backslash
 * ahead of it). A text that a spreadsheet would run as a formula gets an apostrophe ahead; numbers stay as they are.
 */
export function cellText(from: unknown, column: Column): string {
  const { values, isList } = valuesAt(from, column);
  const texts = values.map(textOf);
  return harmless(
    isList ? texts.map((text) => text.replace(/[\\|]/g, '\\$&')).join('|') : (texts[0] ?? ''),
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const harmless = (text: string): string =>
  FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
