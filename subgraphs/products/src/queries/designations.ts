import { columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { DesignationEntity, type DesignationScheme } from '../entities/designation.ts';
import { isOneOf } from './conditions.ts';
import { byCode, byEnglish } from './order.ts';

/** How designations are asked for. */
export interface DesignationQuery {
  readonly of: keyof typeof parentages;
  readonly scheme?: DesignationScheme | null | undefined;
}

const parentages = { district: 'g.district_code', product: 'g.product_code' } as const;

/** The designations of a district by scheme and product, those of a product by scheme and district. */
export function designationList(db: DataSource, { of, scheme }: DesignationQuery): ListQuery {
  return {
    select: columnsOf(db, DesignationEntity, 'g'),
    from: `products.designations g
           JOIN products.products p ON p.code = g.product_code
           JOIN products.districts d ON d.code = g.district_code`,
    where: isOneOf('g.scheme', scheme ? [scheme] : null),
    order: [
      // ODOP goes first: it is the older scheme, and the one that districts are known by.
      { sql: "g.scheme = 'ODOP'", type: 'boolean', descending: true },
      byCode('g.scheme'),
      byEnglish(of === 'district' ? 'p.name_en' : 'd.name_en'),
      byCode('g.district_code'),
      byCode('g.product_code'),
    ],
    parent: parentages[of],
  };
}
