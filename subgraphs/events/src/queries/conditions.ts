import type { Condition } from '@niryat/kernel';

export { holdsText } from '@niryat/kernel';

/** The values that a field of a filter takes in. None, null and an empty list narrow nothing. */
export type Alternatives = readonly string[] | null | undefined;

/** The condition of a field of a filter: `sql` with the values as `$1`; none where the field narrows nothing. */
export function among(sql: string, values: Alternatives): Condition[] {
  return values && values.length > 0 ? [{ sql, values: [values] }] : [];
}

/** The condition of a field of one value; none where it is not given. */
export function given(sql: string, value: string | null | undefined): Condition[] {
  return value === null || value === undefined ? [] : [{ sql, values: [value] }];
}
