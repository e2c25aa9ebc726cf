import { columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { BestSellerEntity } from '../entities/best-seller.ts';
import { OriginMarkEntity } from '../entities/origin-mark.ts';
import { byCode, byEnglish } from './order.ts';

/** The marks of origin of a state, by name. */
export const marksOfStates = (db: DataSource): ListQuery => ({
  select: columnsOf(db, OriginMarkEntity, 'm'),
  from: 'products.origin_marks m',
  where: [],
  order: [byEnglish('m.name_en'), byCode('m.code')],
  parent: 'm.state_code',
});

/** The best sellers of a state, or the lists that name a product: latest source first, then in its order. */
export const bestSellerList = (db: DataSource, of: 'state' | 'product'): ListQuery => ({
  select: columnsOf(db, BestSellerEntity, 'b'),
  from: 'products.best_sellers b',
  where: [],
  order: [
    { sql: 'b.as_of', type: 'date', descending: true },
    { sql: 'b.position', type: 'integer' },
    byCode('b.code'),
  ],
  parent: of === 'state' ? 'b.state_code' : 'b.product_code',
});
