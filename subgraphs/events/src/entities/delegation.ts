import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  codeColumn,
  index,
  oneOfCheck,
  optionalDate,
  optionalReference,
  optionalText,
  revisionColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** Which way a delegation travels, as the schema's enum has it. */
export const delegationDirections = ['OUTBOUND', 'INBOUND'] as const;

/** How far a delegation is, as the schema's enum has it. */
export const delegationStatuses = ['PROPOSED', 'PLANNED', 'COMPLETED', 'CANCELLED'] as const;

/** A row of `delegations`. */
export interface Delegation {
  readonly code: string;
  readonly direction: (typeof delegationDirections)[number];
  /** The state that sends or receives it. */
  readonly stateCode: string | null;
  /** The country that it goes to or comes from. */
  readonly countryCode: string | null;
  readonly status: (typeof delegationStatuses)[number];
  /** The first day of the window, `YYYY-MM-DD`. */
  readonly windowStart: string | null;
  /** The last day of the window, itself included. */
  readonly windowEnd: string | null;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  readonly leadEn: string | null;
  readonly leadHi: string | null;
  readonly purposeEn: string | null;
  readonly purposeHi: string | null;
  readonly originatingEventCode: string | null;
  readonly revision: number;
  readonly sourceCodes: readonly string[];
}

/** The table `delegations`. */
export const DelegationEntity = new EntitySchema<Delegation>({
  name: 'Delegation',
  tableName: 'delegations',
  columns: {
    code: codeColumn('delegations'),
    direction: textColumn('direction'),
    stateCode: optionalText('state_code'),
    countryCode: optionalText('country_code'),
    status: textColumn('status'),
    windowStart: optionalDate('window_start'),
    windowEnd: optionalDate('window_end'),
    nameEn: optionalText('name_en'),
    nameHi: optionalText('name_hi'),
    leadEn: optionalText('lead_en'),
    leadHi: optionalText('lead_hi'),
    purposeEn: optionalText('purpose_en'),
    purposeHi: optionalText('purpose_hi'),
    originatingEventCode: optionalReference('delegations', 'originating_event_code', 'Event'),
    revision: revisionColumn,
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Delegation>,
  checks: [
    textCheck('delegations', 'name'),
    oneOfCheck('delegations', 'direction', delegationDirections),
    oneOfCheck('delegations', 'status', delegationStatuses),
    check('delegations', 'window', 'window_start <= window_end'),
    check('delegations', 'revision', 'revision >= 1'),
    sourcesCheck('delegations'),
  ],
  indices: [
    index('delegations', 'stateCode', 'state_code'),
    index('delegations', 'countryCode', 'country_code'),
    index('delegations', 'originatingEventCode', 'originating_event_code'),
  ],
});
