import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import { codeColumn, index, referenceColumn } from './columns.ts';

/** A row of `commodities`: a principal commodity of DGCI&S. */
export interface Commodity {
  /** Made of the printed name: lower case, hyphens for all that is no letter or digit. */
  readonly code: string;
  /** As the tables print it, abbreviations included. */
  readonly name: string;
  /** Null where it belongs to none of the graph's sectors. */
  readonly sectorCode: string | null;
}

/** The table `commodities`. */
export const CommodityEntity = new EntitySchema<Commodity>({
  name: 'Commodity',
  tableName: 'commodities',
  columns: {
    code: codeColumn('commodities'),
    name: { type: 'text' },
    sectorCode: { ...referenceColumn('commodities', 'sector_code', 'Sector'), nullable: true },
  } satisfies Columns<Commodity>,
  indices: [index('commodities', ['sectorCode'], ['sector_code'])],
});
