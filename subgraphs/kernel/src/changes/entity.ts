import { EntitySchema } from 'typeorm';
import type { Columns } from '../database/columns.ts';

/** What can happen to a record, as the schema's enum has it. */
export const changeActions = ['CREATED', 'UPDATED', 'RETRACTED'] as const;

/** What happened to a record. */
export type ChangeAction = (typeof changeActions)[number];

/** A row of `changes`: one change to one record. */
export interface Change {
  /** Where it lies in the feed: rises in the order in which transactions are committed. */
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly action: ChangeAction;
  /** The record's type in the schema. */
  readonly typeName: string;
  readonly code: string;
  /** The GraphQL fields that changed; empty but for UPDATED. */
  readonly fields: readonly string[];
  /** Null for a change that came with an import or with the seed. */
  readonly reason: string | null;
}

/** The outbox of a subgraph: what changed, written in the transaction that changes it. */
export const ChangeEntity = new EntitySchema<Change>({
  name: 'Change',
  tableName: 'changes',
  columns: {
    id: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'changes_pkey',
      generated: 'increment',
    },
    at: { type: 'timestamptz', default: () => 'clock_timestamp()' },
    action: { type: 'text' },
    typeName: { name: 'type_name', type: 'text' },
    code: { type: 'text' },
    fields: { type: 'text', array: true },
    reason: { type: 'text', nullable: true },
  } satisfies Columns<Change>,
  checks: [
    {
      name: 'changes_action_check',
      expression: `action IN (${changeActions.map((action) => `'${action}'`).join(', ')})`,
    },
  ],
  indices: [{ name: 'changes_type_name_code_idx', columns: ['typeName', 'code'] }],
});
