import type { SortKey } from '@niryat/kernel';

/** The order of a text as a reader of English expects it, whatever the database's own collation is. */
export function byText(column: string, descending = false): SortKey {
  return { sql: `${column} COLLATE "en-x-icu"`, type: 'text', descending };
}

/** The last key of every order. */
export function byCode(column: string): SortKey {
  return { sql: column, type: 'text' };
}

/** The rows for which the expression is true before the others. */
export function firstWhere(expression: string): SortKey {
  return { sql: `(${expression})`, type: 'boolean', descending: true };
}
