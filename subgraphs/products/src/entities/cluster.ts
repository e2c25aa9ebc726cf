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

/** A row of `clusters`. */
export interface Cluster {
  readonly code: string;
  readonly districtCode: string;
  readonly productCode: string;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  /** Since when, in the words of the sources. */
  readonly established: string | null;
  /** Workshops and firms, as last reported. */
  readonly units: number | null;
  /** People who work in it, as last reported. */
  readonly artisans: number | null;
  readonly noteEn: string | null;
  readonly noteHi: string | null;
  readonly sourceCodes: readonly string[];
}

/** The table `clusters`. */
export const ClusterEntity = new EntitySchema<Cluster>({
  name: 'Cluster',
  tableName: 'clusters',
  columns: {
    code: codeColumn('clusters'),
    districtCode: referenceColumn('clusters', 'district_code', 'District'),
    productCode: referenceColumn('clusters', 'product_code', 'Product'),
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    established: textColumn('established'),
    units: { type: 'integer', nullable: true },
    artisans: { type: 'integer', nullable: true },
    noteEn: textColumn('note_en'),
    noteHi: textColumn('note_hi'),
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Cluster>,
  checks: [
    textCheck('clusters', 'name'),
    check('clusters', 'counts', 'units >= 0 AND artisans >= 0'),
    sourcesCheck('clusters'),
  ],
  indices: [
    index('clusters', ['districtCode'], ['district_code']),
    index('clusters', ['productCode'], ['product_code']),
  ],
});
