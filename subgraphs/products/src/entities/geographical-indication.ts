import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  codeColumn,
  index,
  keyColumn,
  ownerColumn,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textColumn,
} from './columns.ts';

/** A row of `geographical_indications`. */
export interface GeographicalIndication {
  /** Made of the name; not public, since the schema knows an indication by its name. */
  readonly code: string;
  readonly name: string;
  readonly productCode: string;
  /** The registry's number. */
  readonly applicationNumber: number | null;
  /** A year, a month or a day. */
  readonly registeredOn: string | null;
  /** Classes of the Nice classification, ascending. */
  readonly niceClasses: readonly number[];
  readonly sourceCodes: readonly string[];
}

/** The table `geographical_indications`. */
export const GeographicalIndicationEntity = new EntitySchema<GeographicalIndication>({
  name: 'GeographicalIndication',
  tableName: 'geographical_indications',
  columns: {
    code: codeColumn('geographical_indications'),
    name: { type: 'text' },
    productCode: referenceColumn('geographical_indications', 'product_code', 'Product'),
    applicationNumber: { name: 'application_number', type: 'integer', nullable: true },
    registeredOn: textColumn('registered_on'),
    niceClasses: { name: 'nice_classes', type: 'integer', array: true },
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<GeographicalIndication>,
  checks: [sourcesCheck('geographical_indications')],
  indices: [index('geographical_indications', ['productCode'], ['product_code'])],
});

/** A row of `geographical_indication_districts`: a district in the area of an indication. */
export interface GeographicalIndicationDistrict {
  readonly indicationCode: string;
  readonly districtCode: string;
  /** The place in the list of the file, from 1. */
  readonly position: number;
}

/** The table `geographical_indication_districts`. */
export const GeographicalIndicationDistrictEntity =
  new EntitySchema<GeographicalIndicationDistrict>({
    name: 'GeographicalIndicationDistrict',
    tableName: 'geographical_indication_districts',
    columns: {
      indicationCode: ownerColumn(
        'geographical_indication_districts',
        'indication_code',
        'GeographicalIndication',
      ),
      districtCode: keyColumn(
        'geographical_indication_districts',
        'district_code',
        referenceColumn('geographical_indication_districts', 'district_code', 'District'),
      ),
      position: { type: 'integer' },
    } satisfies Columns<GeographicalIndicationDistrict>,
    indices: [index('geographical_indication_districts', ['districtCode'], ['district_code'])],
  });
