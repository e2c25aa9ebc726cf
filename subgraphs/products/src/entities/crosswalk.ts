import type { Columns } from '@niryat/kernel';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { referenceColumn, textColumn } from './columns.ts';

const nameColumn = (table: string): EntitySchemaColumnOptions => ({
  type: 'text',
  primary: true,
  primaryKeyConstraintName: `${table}_pkey`,
});

/** A row of `country_names_dgcis`: a country by the name that DGCI&S prints. */
export interface DgcisCountryName {
  readonly name: string;
  /** ISO 3166-1 alpha-2, or `unspecified` for a name that is no country of today. */
  readonly countryCode: string;
  /** Why it is unspecified. */
  readonly note: string | null;
}

/** The table `country_names_dgcis`. */
export const DgcisCountryNameEntity = new EntitySchema<DgcisCountryName>({
  name: 'DgcisCountryName',
  tableName: 'country_names_dgcis',
  columns: {
    name: nameColumn('country_names_dgcis'),
    countryCode: { name: 'country_code', type: 'text' },
    note: textColumn('note'),
  } satisfies Columns<DgcisCountryName>,
});

/** A row of `commodity_names_dgcis`: a principal commodity by a name that DGCI&S prints; its name changes over the years. */
export interface DgcisCommodityName {
  readonly name: string;
  readonly commodityCode: string;
}

/** The table `commodity_names_dgcis`. */
export const DgcisCommodityNameEntity = new EntitySchema<DgcisCommodityName>({
  name: 'DgcisCommodityName',
  tableName: 'commodity_names_dgcis',
  columns: {
    name: nameColumn('commodity_names_dgcis'),
    commodityCode: referenceColumn('commodity_names_dgcis', 'commodity_code', 'Commodity'),
  } satisfies Columns<DgcisCommodityName>,
});

/** A row of `regions_dgcis`: a region of DGCI&S's data bank. */
export interface DgcisRegion {
  /** As its menu prints it. */
  readonly name: string;
  /** What the cube calls it: a region of the United Nations geoscheme where both are of the same countries. */
  readonly region: string;
  readonly note: string | null;
}

/** The table `regions_dgcis`. */
export const DgcisRegionEntity = new EntitySchema<DgcisRegion>({
  name: 'DgcisRegion',
  tableName: 'regions_dgcis',
  columns: {
    name: nameColumn('regions_dgcis'),
    region: { type: 'text' },
    note: textColumn('note'),
  } satisfies Columns<DgcisRegion>,
});
