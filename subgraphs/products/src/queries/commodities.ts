import { columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { CommodityEntity } from '../entities/commodity.ts';
import { type Alternatives, holdsText, isOneOf } from './conditions.ts';
import { byCode, byEnglish } from './order.ts';

/** How principal commodities are asked for. */
export interface CommodityQuery {
  readonly of?: 'sector' | undefined;
  readonly filter?:
    | { readonly sector?: Alternatives; readonly text?: string | null | undefined }
    | null
    | undefined;
}

/** Principal commodities, by name. */
export function commodityList(db: DataSource, { of, filter }: CommodityQuery): ListQuery {
  return {
    select: columnsOf(db, CommodityEntity, 'c'),
    from: 'products.commodities c',
    where: [...isOneOf('c.sector_code', filter?.sector), ...holdsText(['c.name'], filter?.text)],
    order: [byEnglish('c.name'), byCode('c.code')],
    ...(of === 'sector' ? { parent: 'c.sector_code' } : {}),
  };
}
