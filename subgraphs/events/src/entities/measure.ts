import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  codeColumn,
  index,
  listColumn,
  listIndex,
  oneOfCheck,
  optionalReference,
  optionalText,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** What form a measure takes, as the schema's enum has it. */
export const measureKinds = [
  'SCHEME',
  'POLICY',
  'INFRASTRUCTURE',
  'FINANCE',
  'BRANDING',
  'CAPACITY_BUILDING',
  'DIGITAL',
  'INSTITUTION',
] as const;

/** How far a measure is, as the schema's enum has it. */
export const measureStatuses = ['DRAFT', 'PROPOSED', 'ACTIVE', 'CLOSED'] as const;

/** What an exporter can get help with, in the order of the schema's enum. */
export const supportTopics = [
  'STANDARDISATION',
  'CERTIFICATION',
  'QUALITY',
  'FINANCE',
  'INCENTIVES',
  'INSURANCE',
  'TRAINING',
  'SKILLED_LABOUR',
  'REGISTRATION',
  'AWARENESS',
  'HANDHOLDING',
  'MARKETING',
  'BRANDING',
  'LOGISTICS',
  'SUPPLY_CHAIN',
  'RAW_MATERIAL',
  'DESIGN',
  'PACKAGING',
  'EQUIPMENT',
  'PREMISES',
  'GRIEVANCE',
] as const;

/** A row of `measures`: a scheme, policy or institution that supports exporters. */
export interface Measure {
  readonly code: string;
  /** The state that it is of, `IN` for a national one. */
  readonly origin: string;
  readonly kind: (typeof measureKinds)[number];
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly launchedOn: string | null;
  /** The event at which it was launched. */
  readonly launchedAtCode: string | null;
  readonly status: (typeof measureStatuses)[number] | null;
  readonly summaryEn: string | null;
  readonly summaryHi: string | null;
  readonly beneficiariesEn: string | null;
  readonly beneficiariesHi: string | null;
  /** In no particular order. */
  readonly topics: readonly (typeof supportTopics)[number][];
  /** The organisation to turn to. */
  readonly providerCode: string | null;
  readonly districtCodes: readonly string[];
  readonly facilityCodes: readonly string[];
  readonly sourceCodes: readonly string[];
}

/** The table `measures`. */
export const MeasureEntity = new EntitySchema<Measure>({
  name: 'Measure',
  tableName: 'measures',
  columns: {
    code: codeColumn('measures'),
    origin: textColumn('origin'),
    kind: textColumn('kind'),
    nameEn: optionalText('name_en'),
    nameHi: optionalText('name_hi'),
    launchedOn: optionalText('launched_on'),
    launchedAtCode: optionalReference('measures', 'launched_at_code', 'Event'),
    status: optionalText('status'),
    summaryEn: optionalText('summary_en'),
    summaryHi: optionalText('summary_hi'),
    beneficiariesEn: optionalText('beneficiaries_en'),
    beneficiariesHi: optionalText('beneficiaries_hi'),
    topics: listColumn('topics'),
    providerCode: optionalText('provider_code'),
    districtCodes: listColumn('district_codes'),
    facilityCodes: listColumn('facility_codes'),
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Measure>,
  checks: [
    textCheck('measures', 'name'),
    oneOfCheck('measures', 'kind', measureKinds),
    oneOfCheck('measures', 'status', measureStatuses),
    sourcesCheck('measures'),
  ],
  indices: [
    index('measures', 'origin', 'origin'),
    index('measures', 'launchedAtCode', 'launched_at_code'),
    index('measures', 'providerCode', 'provider_code'),
    listIndex('measures', 'topics', 'topics'),
    listIndex('measures', 'districtCodes', 'district_codes'),
    listIndex('measures', 'facilityCodes', 'facility_codes'),
  ],
});
