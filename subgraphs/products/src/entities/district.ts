import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  codeColumn,
  index,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** A row of `districts`. */
export interface District {
  readonly code: string;
  readonly stateCode: string;
  /** Local Government Directory code. */
  readonly lgdCode: string | null;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  readonly divisionEn: string | null;
  readonly divisionHi: string | null;
  /** Of the headquarters town, in degrees of WGS 84; null together with `longitude`. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly sourceCodes: readonly string[];
}

/** The table `districts`. */
export const DistrictEntity = new EntitySchema<District>({
  name: 'District',
  tableName: 'districts',
  columns: {
    code: codeColumn('districts'),
    stateCode: referenceColumn('districts', 'state_code', 'State'),
    lgdCode: textColumn('lgd_code'),
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    divisionEn: textColumn('division_en'),
    divisionHi: textColumn('division_hi'),
    latitude: { type: 'double precision', nullable: true },
    longitude: { type: 'double precision', nullable: true },
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<District>,
  checks: [
    textCheck('districts', 'name'),
    check(
      'districts',
      'location',
      '(latitude IS NULL) = (longitude IS NULL) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180',
    ),
    sourcesCheck('districts'),
  ],
  indices: [index('districts', ['stateCode'], ['state_code'])],
});
