import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  codeColumn,
  index,
  listColumn,
  listIndex,
  oneOfCheck,
  optionalDate,
  optionalReference,
  optionalText,
  positionColumn,
  referenceColumn,
  revisionColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** What a commitment is about, as the schema's enum has it. */
export const commitmentKinds = [
  'COOPERATION',
  'EVENT_SUPPORT',
  'DELEGATION',
  'CERTIFICATION_ADVICE',
  'INVESTMENT',
  'INFRASTRUCTURE',
  'FINANCE',
  'BRANDING',
  'CAPACITY_BUILDING',
  'INSTITUTION',
] as const;

/** The natures that bind the one who said it: promises. */
export const bindingNatures = [
  'AGREEMENT',
  'DECISION',
  'INSTRUCTION',
  'ASSURANCE',
  'INTENTION',
  'OFFER',
  'UNDERWAY',
] as const;

/** How far words bind, as the schema's enum has it; the last three bind nobody. */
export const commitmentNatures = [...bindingNatures, 'ADVICE', 'DISCUSSION', 'WELCOME'] as const;

/** What is kept of a status. That a due date is past is derived on the day of asking and never kept. */
export const recordedStatuses = ['OPEN', 'FULFILLED', 'WITHDRAWN'] as const;

/** Where a commitment stands, as the schema's enum has it. */
export type CommitmentStatus = (typeof recordedStatuses)[number] | 'DUE_PASSED_NO_EVIDENCE';

/** A row of `commitments`: what somebody undertook at an event. */
export interface Commitment {
  readonly code: string;
  readonly eventCode: string;
  readonly kind: (typeof commitmentKinds)[number];
  readonly nature: (typeof commitmentNatures)[number];
  readonly status: CommitmentStatus;
  readonly summaryEn: string | null;
  readonly summaryHi: string | null;
  readonly madeByEn: string | null;
  readonly madeByHi: string | null;
  /** Who made it; at most one of the two is set. */
  readonly personCode: string | null;
  readonly organisationCode: string | null;
  /** The organisation that it was made to. */
  readonly counterpartCode: string | null;
  /** The countries that it concerns, in no particular order. */
  readonly countryCodes: readonly string[];
  readonly measureCode: string | null;
  readonly delegationCode: string | null;
  readonly dueTextEn: string | null;
  readonly dueTextHi: string | null;
  /** `YYYY-MM-DD`. */
  readonly dueBy: string | null;
  /** The event that shows that it was kept. */
  readonly fulfilledByCode: string | null;
  readonly position: number;
  readonly revision: number;
  /** When it came to be on record: ISO 8601, in UTC. */
  readonly recordedAt: string;
  readonly sourceCodes: readonly string[];
}

/** The table `commitments`. */
export const CommitmentEntity = new EntitySchema<Commitment>({
  name: 'Commitment',
  tableName: 'commitments',
  columns: {
    code: codeColumn('commitments'),
    eventCode: referenceColumn('commitments', 'event_code', 'Event'),
    kind: textColumn('kind'),
    nature: textColumn('nature'),
    status: textColumn('status'),
    summaryEn: optionalText('summary_en'),
    summaryHi: optionalText('summary_hi'),
    madeByEn: optionalText('made_by_en'),
    madeByHi: optionalText('made_by_hi'),
    personCode: optionalReference('commitments', 'person_code', 'Person'),
    organisationCode: optionalText('organisation_code'),
    counterpartCode: optionalText('counterpart_code'),
    countryCodes: listColumn('country_codes'),
    measureCode: optionalReference('commitments', 'measure_code', 'Measure'),
    delegationCode: optionalReference('commitments', 'delegation_code', 'Delegation'),
    dueTextEn: optionalText('due_text_en'),
    dueTextHi: optionalText('due_text_hi'),
    dueBy: optionalDate('due_by'),
    fulfilledByCode: optionalReference('commitments', 'fulfilled_by_code', 'Event'),
    position: positionColumn,
    revision: revisionColumn,
    recordedAt: { name: 'recorded_at', type: 'timestamptz', default: () => 'now()' },
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Commitment>,
  checks: [
    textCheck('commitments', 'summary'),
    textCheck('commitments', 'made_by'),
    oneOfCheck('commitments', 'kind', commitmentKinds),
    oneOfCheck('commitments', 'nature', commitmentNatures),
    oneOfCheck('commitments', 'status', recordedStatuses),
    check('commitments', 'maker', 'num_nonnulls(person_code, organisation_code) <= 1'),
    check('commitments', 'fulfilled', "fulfilled_by_code IS NULL OR status = 'FULFILLED'"),
    check('commitments', 'revision', 'revision >= 1'),
    sourcesCheck('commitments'),
  ],
  indices: [
    index('commitments', 'eventCode', 'event_code'),
    index('commitments', 'personCode', 'person_code'),
    index('commitments', 'organisationCode', 'organisation_code'),
    index('commitments', 'counterpartCode', 'counterpart_code'),
    listIndex('commitments', 'countryCodes', 'country_codes'),
    index('commitments', 'measureCode', 'measure_code'),
    index('commitments', 'delegationCode', 'delegation_code'),
    index('commitments', 'dueBy', 'due_by'),
    index('commitments', 'fulfilledByCode', 'fulfilled_by_code'),
  ],
});
