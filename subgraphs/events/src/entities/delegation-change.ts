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
import { type Delegation, delegationStatuses } from './delegation.ts';

/** A row of `delegation_changes`: one change of a delegation's status or window. */
export interface DelegationChange {
  readonly delegationCode: string;
  /** The revision of the delegation that the change led to. */
  readonly revision: number;
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly fromStatus: Delegation['status'] | null;
  readonly toStatus: Delegation['status'];
  readonly windowStartBefore: string | null;
  readonly windowStartAfter: string | null;
  readonly windowEndBefore: string | null;
  readonly windowEndAfter: string | null;
  readonly reason: string;
  /** The role or service that made the change. */
  readonly actor: string;
  /** The code of a source. */
  readonly evidenceCode: string | null;
}

/** The table `delegation_changes`. */
export const DelegationChangeEntity = new EntitySchema<DelegationChange>({
  name: 'DelegationChange',
  tableName: 'delegation_changes',
  columns: {
    delegationCode: {
      ...referenceColumn('delegation_changes', 'delegation_code', 'Delegation'),
      primary: true,
      primaryKeyConstraintName: 'delegation_changes_pkey',
    },
    revision: {
      type: 'integer',
      primary: true,
      primaryKeyConstraintName: 'delegation_changes_pkey',
    },
    at: { type: 'timestamptz' },
    fromStatus: optionalText('from_status'),
    toStatus: textColumn('to_status'),
    windowStartBefore: optionalDate('window_start_before'),
    windowStartAfter: optionalDate('window_start_after'),
    windowEndBefore: optionalDate('window_end_before'),
    windowEndAfter: optionalDate('window_end_after'),
    reason: textColumn('reason'),
    actor: textColumn('actor'),
    evidenceCode: optionalText('evidence_code'),
  } satisfies Columns<DelegationChange>,
  checks: [
    oneOfCheck('delegation_changes', 'from_status', delegationStatuses),
    oneOfCheck('delegation_changes', 'to_status', delegationStatuses),
    check('delegation_changes', 'revision', 'revision >= 1'),
  ],
});
