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

/** A row of `best_sellers`: what a source counts among a state's best sellers. */
export interface BestSeller {
  readonly code: string;
  readonly stateCode: string;
  /** The place in the list of the source, from 1. */
  readonly position: number;
  readonly sectorCode: string | null;
  /** Null where the source names a whole sector. */
  readonly productCode: string | null;
  readonly statedNameEn: string | null;
  readonly statedNameHi: string | null;
  /** The day of the statement, `YYYY-MM-DD`. */
  readonly asOf: string | null;
  readonly sourceCodes: readonly string[];
}

/** The table `best_sellers`. */
export const BestSellerEntity = new EntitySchema<BestSeller>({
  name: 'BestSeller',
  tableName: 'best_sellers',
  columns: {
    code: codeColumn('best_sellers'),
    stateCode: referenceColumn('best_sellers', 'state_code', 'State'),
    position: { type: 'integer' },
    sectorCode: { ...referenceColumn('best_sellers', 'sector_code', 'Sector'), nullable: true },
    productCode: { ...referenceColumn('best_sellers', 'product_code', 'Product'), nullable: true },
    statedNameEn: textColumn('stated_name_en'),
    statedNameHi: textColumn('stated_name_hi'),
    asOf: { name: 'as_of', type: 'date', nullable: true },
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<BestSeller>,
  checks: [
    textCheck('best_sellers', 'stated_name'),
    check('best_sellers', 'position', 'position > 0'),
    sourcesCheck('best_sellers'),
  ],
  indices: [
    index('best_sellers', ['stateCode'], ['state_code']),
    index('best_sellers', ['sectorCode'], ['sector_code']),
    index('best_sellers', ['productCode'], ['product_code']),
  ],
});
