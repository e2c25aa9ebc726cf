import type { EntityManager } from 'typeorm';
import type { ChangeAction } from './entity.ts';

/** A change to tell of. */
export interface NewChange {
  readonly action: ChangeAction;
  /** The record's type in the schema: one with an id. */
  readonly typeName: string;
  readonly code: string;
  /** The GraphQL fields that changed; left out unless UPDATED. */
  readonly fields?: readonly string[];
  /** Why, in a sentence; left out for an import and for the seed. */
  readonly reason?: string;
}

/**
 * Writes changes to the feed of a subgraph, in the order given, in one statement.
 *
 * Call it in the transaction that makes the changes, once and at its end: the feed then holds them if and only if
 * the transaction is committed, and other writers wait at the feed no longer than the commit takes. A writer that
 * goes on to lock rows of other tables behind it can run into a deadlock with one that locked them first.
 */
export async function recordChanges(
  manager: EntityManager,
  schema: string,
  changes: readonly NewChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ action, typeName, code, fields = [], reason = null }, place) => ({
    place,
    action,
    type_name: typeName,
    code,
    fields,
    reason,
  }));
  await manager.query(
    `INSERT INTO ${schema}.changes (action, type_name, code, fields, reason)
     SELECT action, type_name, code, fields, reason
     FROM jsonb_to_recordset($1::jsonb)
       AS c(place integer, action text, type_name text, code text, fields text[], reason text)
     ORDER BY place`,
    [JSON.stringify(rows)],
  );
}
