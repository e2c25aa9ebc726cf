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

/** Whether goods carry a mark. */
export const originMarkStatuses = ['PLANNED', 'IN_USE'] as const;

/** One of `originMarkStatuses`, as the schema's enum names it. */
export type OriginMarkStatus = (typeof originMarkStatuses)[number];

/** A row of `origin_marks`. */
export interface OriginMark {
  readonly code: string;
  readonly stateCode: string;
  readonly status: OriginMarkStatus;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  readonly purposeEn: string | null;
  readonly purposeHi: string | null;
  readonly eligibilityEn: string | null;
  readonly eligibilityHi: string | null;
  readonly sourceCodes: readonly string[];
}

/** The table `origin_marks`. */
export const OriginMarkEntity = new EntitySchema<OriginMark>({
  name: 'OriginMark',
  tableName: 'origin_marks',
  columns: {
    code: codeColumn('origin_marks'),
    stateCode: referenceColumn('origin_marks', 'state_code', 'State'),
    status: { type: 'text' },
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    purposeEn: textColumn('purpose_en'),
    purposeHi: textColumn('purpose_hi'),
    eligibilityEn: textColumn('eligibility_en'),
    eligibilityHi: textColumn('eligibility_hi'),
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<OriginMark>,
  checks: [
    oneOfCheck('origin_marks', 'status', originMarkStatuses),
    textCheck('origin_marks', 'name'),
    sourcesCheck('origin_marks'),
  ],
  indices: [index('origin_marks', ['stateCode'], ['state_code'])],
});

/** A row of `origin_mark_products`: a product that is known to carry a mark. */
export interface OriginMarkProduct {
  readonly markCode: string;
  readonly productCode: string;
  /** The place in the list of the file, from 1. */
  readonly position: number;
}

/** The table `origin_mark_products`. */
export const OriginMarkProductEntity = new EntitySchema<OriginMarkProduct>({
  name: 'OriginMarkProduct',
  tableName: 'origin_mark_products',
  columns: {
    markCode: ownerColumn('origin_mark_products', 'mark_code', 'OriginMark'),
    productCode: keyColumn(
      'origin_mark_products',
      'product_code',
      referenceColumn('origin_mark_products', 'product_code', 'Product'),
    ),
    position: { type: 'integer' },
  } satisfies Columns<OriginMarkProduct>,
  indices: [index('origin_mark_products', ['productCode'], ['product_code'])],
});
