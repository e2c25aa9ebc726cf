import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  oneOfCheck,
  optionalDate,
  optionalText,
  referenceColumn,
  textColumn,
} from './columns.ts';
import { recordedStatuses } from './commitment.ts';

/** A row of `commitment_changes`: one change of a commitment's status or due date. */
export interface CommitmentChange {
  readonly commitmentCode: string;
  /** The revision of the commitment that the change led to. */
  readonly revision: number;
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly fromStatus: (typeof recordedStatuses)[number] | null;
  readonly toStatus: (typeof recordedStatuses)[number];
  readonly dueByBefore: string | null;
  readonly dueByAfter: string | null;
  readonly reason: string;
  /** The role or service that made the change. */
  readonly actor: string;
  /** The code of a source. */
  readonly evidenceCode: string | null;
}

/** The table `commitment_changes`. */
export const CommitmentChangeEntity = new EntitySchema<CommitmentChange>({
  name: 'CommitmentChange',
  tableName: 'commitment_changes',
  columns: {
    commitmentCode: {
      ...referenceColumn('commitment_changes', 'commitment_code', 'Commitment'),
      primary: true,
      primaryKeyConstraintName: 'commitment_changes_pkey',
    },
    revision: {
      type: 'integer',
      primary: true,
      primaryKeyConstraintName: 'commitment_changes_pkey',
    },
    at: { type: 'timestamptz' },
    fromStatus: optionalText('from_status'),
    toStatus: textColumn('to_status'),
    dueByBefore: optionalDate('due_by_before'),
    dueByAfter: optionalDate('due_by_after'),
    reason: textColumn('reason'),
    actor: textColumn('actor'),
    evidenceCode: optionalText('evidence_code'),
  } satisfies Columns<CommitmentChange>,
  checks: [
    oneOfCheck('commitment_changes', 'from_status', recordedStatuses),
    oneOfCheck('commitment_changes', 'to_status', recordedStatuses),
    check('commitment_changes', 'revision', 'revision >= 1'),
  ],
});
