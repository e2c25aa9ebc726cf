import type { SortKey } from '@niryat/kernel';

/** How a list is ordered: the field by the schema's name of it, and the direction. */
export interface Order<Field extends string> {
  readonly field: Field;
  readonly direction: 'ASC' | 'DESC';
}

/** By an English text, as English readers sort it, whatever the collation of the database. */
export const byEnglish = (sql: string): SortKey => ({
  sql: `${sql} COLLATE "en-x-icu"`,
  type: 'text',
});

/** By a code or keyword, by its bytes, whatever the collation of the database. */
export const byCode = (sql: string): SortKey => ({ sql: `${sql} COLLATE "C"`, type: 'text' });

/** The keys of an order that was asked for, or the list's own where none was; the code breaks ties. */
export function orderKeys<Field extends string>(
  orderBy: Order<Field> | null | undefined,
  fields: Readonly<Record<Field, SortKey>>,
  own: readonly SortKey[],
  code: SortKey,
): SortKey[] {
  if (!orderBy) return [...own, code];
  return [{ ...fields[orderBy.field], descending: orderBy.direction === 'DESC' }, code];
}
