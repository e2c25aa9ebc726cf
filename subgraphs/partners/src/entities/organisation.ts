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
  textCheck,
  textColumn,
} from './columns.ts';

/** The sorts of bodies. */
export const organisationKinds = [
  'GOVERNMENT',
  'GOVERNMENT_DEPARTMENT',
  'EXPORT_PROMOTION_COUNCIL',
  'TRADE_PROMOTION_BODY',
  'CHAMBER',
  'BANK',
  'INSURER',
  'E_COMMERCE_PLATFORM',
  'DIGITAL_NETWORK',
  'EXPORT_CELL',
  'STOCK_EXCHANGE',
  'STANDARDS_BODY',
  'DISTRICT_COMMITTEE',
  'EVENT_ORGANISER',
] as const;

/** One of `organisationKinds`, as the schema's enum names it. */
export type OrganisationKind = (typeof organisationKinds)[number];

/** A row of `organisations`. One without `stateCode` and `countryCode` is of India as a whole. */
export interface Organisation {
  readonly code: string;
  readonly kind: OrganisationKind;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  /** The Indian state that it belongs to. */
  readonly stateCode: string | null;
  /** The partner country that it belongs to. */
  readonly countryCode: string | null;
  readonly city: string | null;
  readonly website: string | null;
  readonly roleEn: string | null;
  readonly roleHi: string | null;
  /** Empty: it serves every sector. */
  readonly sectorCodes: readonly string[];
  readonly sourceCodes: readonly string[];
}

/** The table `organisations`. */
export const OrganisationEntity = new EntitySchema<Organisation>({
  name: 'Organisation',
  tableName: 'organisations',
  columns: {
    code: codeColumn('organisations'),
    kind: { type: 'text' },
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    stateCode: textColumn('state_code'),
    countryCode: {
      ...referenceColumn('organisations', 'country_code', 'Country'),
      nullable: true,
    },
    city: textColumn('city'),
    website: textColumn('website'),
    roleEn: textColumn('role_en'),
    roleHi: textColumn('role_hi'),
    sectorCodes: listColumn('sector_codes'),
    sourceCodes: listColumn('source_codes'),
  } satisfies Columns<Organisation>,
  checks: [
    oneOfCheck('organisations', 'kind', organisationKinds),
    textCheck('organisations', 'name'),
    check('organisations', 'jurisdiction', 'num_nonnulls(state_code, country_code) <= 1'),
    sourcesCheck('organisations'),
  ],
  indices: [
    index('organisations', 'stateCode', 'state_code'),
    index('organisations', 'countryCode', 'country_code'),
    listIndex('organisations', 'sectorCodes', 'sector_codes'),
  ],
});

/** A row of `state_contacts`: the single point of contact between a state's government and its exporters. */
export interface StateContact {
  readonly stateCode: string;
  readonly organisationCode: string;
  readonly sourceCodes: readonly string[];
}

/** The table `state_contacts`. */
export const StateContactEntity = new EntitySchema<StateContact>({
  name: 'StateContact',
  tableName: 'state_contacts',
  columns: {
    stateCode: { name: 'state_code', ...codeColumn('state_contacts') },
    organisationCode: referenceColumn('state_contacts', 'organisation_code', 'Organisation'),
    sourceCodes: listColumn('source_codes'),
  } satisfies Columns<StateContact>,
  checks: [sourcesCheck('state_contacts')],
  indices: [index('state_contacts', 'organisationCode', 'organisation_code')],
});
