import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  codeColumn,
  index,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** A row of `products`. */
export interface Product {
  readonly code: string;
  readonly sectorCode: string;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  readonly descriptionEn: string | null;
  readonly descriptionHi: string | null;
  /** Codes of 2 to 8 digits, ascending; empty for a service. */
  readonly hsCodes: readonly string[];
  readonly sourceCodes: readonly string[];
}

/** The table `products`. */
export const ProductEntity = new EntitySchema<Product>({
  name: 'Product',
  tableName: 'products',
  columns: {
    code: codeColumn('products'),
    sectorCode: referenceColumn('products', 'sector_code', 'Sector'),
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    descriptionEn: textColumn('description_en'),
    descriptionHi: textColumn('description_hi'),
    hsCodes: { name: 'hs_codes', type: 'text', array: true },
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Product>,
  checks: [textCheck('products', 'name'), sourcesCheck('products')],
  indices: [index('products', ['sectorCode'], ['sector_code'])],
});
