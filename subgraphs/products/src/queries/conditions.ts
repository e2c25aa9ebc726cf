import type { Condition } from '@niryat/kernel';

export { holdsText } from '@niryat/kernel';

/** Values of a filter's field: null, a field left out and an empty list narrow nothing. */
export type Alternatives = readonly string[] | null | undefined;

/** True for a list that narrows something. */
export function isGiven(values: Alternatives): values is readonly string[] {
  return values !== null && values !== undefined && values.length > 0;
}

/** That an expression is one of the values; no condition where none is given. */
export function isOneOf(sql: string, values: Alternatives): Condition[] {
  if (!isGiven(values)) return [];
  return [{ sql: `${sql} = ANY($1::text[])`, values: [values] }];
}

/** That a row exists in `from` for which all conditions hold. */
export function exists(from: string, conditions: readonly Condition[]): Condition {
  const values: unknown[] = [];
  const parts = conditions.map((condition) => {
    const bound = values.length;
    values.push(...condition.values);
    return condition.sql.replace(/\$(\d+)/g, (_, n: string) => `$${bound + Number(n)}`);
  });
  return { sql: `EXISTS (SELECT FROM ${from} WHERE (${parts.join(') AND (')}))`, values };
}

/** The contrary of a condition. */
export function not({ sql, values }: Condition): Condition {
  return { sql: `NOT (${sql})`, values };
}

/** A condition without parameters. */
export function holds(sql: string): Condition {
  return { sql, values: [] };
}
