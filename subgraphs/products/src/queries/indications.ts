import { columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { GeographicalIndicationEntity } from '../entities/geographical-indication.ts';
import { byCode, byEnglish } from './order.ts';

/** The indications of a product, or those whose area takes in a district; by name. */
export function indicationList(db: DataSource, of: 'product' | 'district'): ListQuery {
  const ofDistrict = of === 'district';
  return {
    select: columnsOf(db, GeographicalIndicationEntity, 'g'),
    from: `products.geographical_indications g ${
      ofDistrict
        ? 'JOIN products.geographical_indication_districts a ON a.indication_code = g.code'
        : ''
    }`,
    where: [],
    order: [byEnglish('g.name'), byCode('g.code')],
    parent: ofDistrict ? 'a.district_code' : 'g.product_code',
  };
}
