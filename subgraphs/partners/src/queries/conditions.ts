import type { Condition } from '@niryat/kernel';

export { holdsText } from '@niryat/kernel';

/** The values of a filter's field, one of which must hold. Null, left out and empty narrow nothing. */
export type OneOf<Value extends string = string> = readonly Value[] | null | undefined;

/** A filter's field of a single value. Null and left out narrow nothing. */
export type Maybe<Value> = Value | null | undefined;

/** A condition that takes the values as `$1`, a list of texts; none where there are no values. */
export function givenAny(values: OneOf, sql: string): Condition[] {
  return values && values.length > 0 ? [{ sql, values: [values] }] : [];
}

/** That a column has one of the values. */
export function isAnyOf(column: string, values: OneOf): Condition[] {
  return givenAny(values, `${column} = ANY($1::text[])`);
}

/** That a list has one of the values in it. */
export function holdsAnyOf(column: string, values: OneOf): Condition[] {
  return givenAny(values, `${column} && $1::text[]`);
}

/** That an expression is as true or false as asked; an expression that is null is neither. */
export function isTruth(expression: string, wanted: Maybe<boolean>): Condition[] {
  return typeof wanted === 'boolean'
    ? [{ sql: `(${expression}) = $1::boolean`, values: [wanted] }]
    : [];
}
