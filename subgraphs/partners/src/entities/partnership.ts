import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  codeColumn,
  index,
  listColumn,
  listIndex,
  oneOfCheck,
  referenceColumn,
  sourcesCheck,
  textColumn,
} from './columns.ts';

/** What a partnership can be for. */
export const partnershipKinds = [
  'MARKETING',
  'FINANCE',
  'DIPLOMATIC_PROMOTION',
  'E_COMMERCE',
  'DIGITAL_COMMERCE',
  'ADVISORY',
] as const;

/** One of `partnershipKinds`, as the schema's enum names it. */
export type PartnershipKind = (typeof partnershipKinds)[number];

/** How far a partnership can be. */
export const partnershipStatuses = ['ACTIVE', 'PLANNED', 'ENDED'] as const;

/** One of `partnershipStatuses`, as the schema's enum names it. */
export type PartnershipStatus = (typeof partnershipStatuses)[number];

/** A row of `partnerships`. Exactly one of country, mission and organisation is the partner. */
export interface Partnership {
  readonly code: string;
  readonly stateCode: string;
  readonly kind: PartnershipKind;
  readonly status: PartnershipStatus;
  /** A year, a month or a day. */
  readonly since: string | null;
  readonly countryCode: string | null;
  readonly missionCode: string | null;
  readonly organisationCode: string | null;
  readonly goodsEn: string | null;
  readonly goodsHi: string | null;
  /** Empty where it names none. */
  readonly sectorCodes: readonly string[];
  readonly noteEn: string | null;
  readonly noteHi: string | null;
  readonly sourceCodes: readonly string[];
}

const partnerColumn = (name: string, target: string) => ({
  ...referenceColumn('partnerships', name, target),
  nullable: true,
});

/** The table `partnerships`. */
export const PartnershipEntity = new EntitySchema<Partnership>({
  name: 'Partnership',
  tableName: 'partnerships',
  columns: {
    code: codeColumn('partnerships'),
    stateCode: { name: 'state_code', type: 'text' },
    kind: { type: 'text' },
    status: { type: 'text' },
    since: textColumn('since'),
    countryCode: partnerColumn('country_code', 'Country'),
    missionCode: partnerColumn('mission_code', 'Mission'),
    organisationCode: partnerColumn('organisation_code', 'Organisation'),
    goodsEn: textColumn('goods_en'),
    goodsHi: textColumn('goods_hi'),
    sectorCodes: listColumn('sector_codes'),
    noteEn: textColumn('note_en'),
    noteHi: textColumn('note_hi'),
    sourceCodes: listColumn('source_codes'),
  } satisfies Columns<Partnership>,
  checks: [
    oneOfCheck('partnerships', 'kind', partnershipKinds),
    oneOfCheck('partnerships', 'status', partnershipStatuses),
    check('partnerships', 'since', "since ~ '^[0-9]{4}(-[0-9]{2}){0,2}$'"),
    check(
      'partnerships',
      'partner',
      'num_nonnulls(country_code, mission_code, organisation_code) = 1',
    ),
    sourcesCheck('partnerships'),
  ],
  indices: [
    index('partnerships', 'stateCode', 'state_code'),
    index('partnerships', 'countryCode', 'country_code'),
    index('partnerships', 'missionCode', 'mission_code'),
    index('partnerships', 'organisationCode', 'organisation_code'),
    listIndex('partnerships', 'sectorCodes', 'sector_codes'),
  ],
});
