import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  codeColumn,
  index,
  keyColumn,
  oneOfCheck,
  ownerColumn,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** What sort of facility it is. */
export const facilityKinds = [
  'DRY_PORT',
  'COMMON_FACILITY_CENTRE',
  'FLATTED_FACTORY',
  'INLAND_CONTAINER_DEPOT',
  'AIR_CARGO',
  'TESTING_LAB',
] as const;

/** One of `facilityKinds`, as the schema's enum names it. */
export type FacilityKind = (typeof facilityKinds)[number];

/** How far a facility has come to be. */
export const facilityStatuses = ['PLANNED', 'UNDER_CONSTRUCTION', 'OPERATIONAL'] as const;

/** One of `facilityStatuses`, as the schema's enum names it. */
export type FacilityStatus = (typeof facilityStatuses)[number];

/** A row of `facilities`. */
export interface Facility {
  readonly code: string;
  readonly stateCode: string;
  readonly districtCode: string | null;
  readonly kind: FacilityKind;
  /** As of the latest source. */
  readonly status: FacilityStatus | null;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  readonly purposeEn: string | null;
  readonly purposeHi: string | null;
  readonly noteEn: string | null;
  readonly noteHi: string | null;
  readonly sourceCodes: readonly string[];
}

/** The table `facilities`. */
export const FacilityEntity = new EntitySchema<Facility>({
  name: 'Facility',
  tableName: 'facilities',
  columns: {
    code: codeColumn('facilities'),
    stateCode: referenceColumn('facilities', 'state_code', 'State'),
    districtCode: { ...referenceColumn('facilities', 'district_code', 'District'), nullable: true },
    kind: { type: 'text' },
    status: textColumn('status'),
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    purposeEn: textColumn('purpose_en'),
    purposeHi: textColumn('purpose_hi'),
    noteEn: textColumn('note_en'),
    noteHi: textColumn('note_hi'),
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Facility>,
  checks: [
    oneOfCheck('facilities', 'kind', facilityKinds),
    oneOfCheck('facilities', 'status', facilityStatuses),
    textCheck('facilities', 'name'),
    sourcesCheck('facilities'),
  ],
  indices: [
    index('facilities', ['stateCode'], ['state_code']),
    index('facilities', ['districtCode'], ['district_code']),
  ],
});

/** A row of `facility_clusters`: that a facility serves a cluster. */
export interface FacilityCluster {
  readonly facilityCode: string;
  readonly clusterCode: string;
  /** The place in the list of the file, from 1. */
  readonly position: number;
}

/** The table `facility_clusters`. */
export const FacilityClusterEntity = new EntitySchema<FacilityCluster>({
  name: 'FacilityCluster',
  tableName: 'facility_clusters',
  columns: {
    facilityCode: ownerColumn('facility_clusters', 'facility_code', 'Facility'),
    clusterCode: keyColumn(
      'facility_clusters',
      'cluster_code',
      referenceColumn('facility_clusters', 'cluster_code', 'Cluster'),
    ),
    position: { type: 'integer' },
  } satisfies Columns<FacilityCluster>,
  indices: [index('facility_clusters', ['clusterCode'], ['cluster_code'])],
});
