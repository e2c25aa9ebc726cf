import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  codeColumn,
  index,
  itemColumn,
  listColumn,
  oneOfCheck,
  ownerColumn,
  referenceColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** The ranks of a mission. */
export const missionKinds = [
  'EMBASSY',
  'HIGH_COMMISSION',
  'CONSULATE_GENERAL',
  'PERMANENT_MISSION',
  'TRADE_OFFICE',
] as const;

/** One of `missionKinds`, as the schema's enum names it. */
export type MissionKind = (typeof missionKinds)[number];

/** A row of `missions`. */
export interface Mission {
  readonly code: string;
  /** The country it lies in. */
  readonly countryCode: string;
  readonly kind: MissionKind;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  readonly cityEn: string | null;
  readonly cityHi: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly website: string | null;
  /** Null where no source tells. */
  readonly hasCommercialWing: boolean | null;
  readonly sourceCodes: readonly string[];
}

/** The table `missions`. */
export const MissionEntity = new EntitySchema<Mission>({
  name: 'Mission',
  tableName: 'missions',
  columns: {
    code: codeColumn('missions'),
    countryCode: referenceColumn('missions', 'country_code', 'Country'),
    kind: { type: 'text' },
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    cityEn: textColumn('city_en'),
    cityHi: textColumn('city_hi'),
    latitude: { type: 'double precision', nullable: true },
    longitude: { type: 'double precision', nullable: true },
    website: textColumn('website'),
    hasCommercialWing: { name: 'has_commercial_wing', type: 'boolean', nullable: true },
    sourceCodes: listColumn('source_codes'),
  } satisfies Columns<Mission>,
  checks: [
    oneOfCheck('missions', 'kind', missionKinds),
    textCheck('missions', 'name'),
    textCheck('missions', 'city'),
    check(
      'missions',
      'location',
      '(latitude IS NULL) = (longitude IS NULL) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180',
    ),
    sourcesCheck('missions'),
  ],
  indices: [index('missions', 'countryCode', 'country_code')],
});

/** A row of `mission_accreditations`: a further country that a mission is in charge of. */
export interface MissionAccreditation {
  readonly missionCode: string;
  readonly countryCode: string;
  /** The place in the list of the seed file, from 1. */
  readonly position: number;
}

/** The table `mission_accreditations`. */
export const MissionAccreditationEntity = new EntitySchema<MissionAccreditation>({
  name: 'MissionAccreditation',
  tableName: 'mission_accreditations',
  columns: {
    missionCode: ownerColumn('mission_accreditations', 'mission_code', 'Mission'),
    countryCode: itemColumn('mission_accreditations', 'country_code', 'Country'),
    position: { type: 'integer' },
  } satisfies Columns<MissionAccreditation>,
  indices: [index('mission_accreditations', 'countryCode', 'country_code')],
});
