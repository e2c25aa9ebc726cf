import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  index,
  keyColumn,
  oneOfCheck,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
} from './columns.ts';

/** The schemes that name products for districts. */
export const designationSchemes = ['ODOP', 'DISTRICT_AS_EXPORT_HUB'] as const;

/** One of `designationSchemes`, as the schema's enum names it. */
export type DesignationScheme = (typeof designationSchemes)[number];

/** A row of `designations`: that a scheme names a product for a district. */
export interface Designation {
  readonly districtCode: string;
  readonly productCode: string;
  readonly scheme: DesignationScheme;
  /** The calendar year in which the product was named. */
  readonly since: number | null;
  readonly sourceCodes: readonly string[];
}

/** The table `designations`. */
export const DesignationEntity = new EntitySchema<Designation>({
  name: 'Designation',
  tableName: 'designations',
  columns: {
    districtCode: keyColumn(
      'designations',
      'district_code',
      referenceColumn('designations', 'district_code', 'District'),
    ),
    productCode: keyColumn(
      'designations',
      'product_code',
      referenceColumn('designations', 'product_code', 'Product'),
    ),
    scheme: keyColumn('designations', 'scheme'),
    since: { type: 'integer', nullable: true },
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Designation>,
  checks: [oneOfCheck('designations', 'scheme', designationSchemes), sourcesCheck('designations')],
  indices: [index('designations', ['productCode'], ['product_code'])],
});
