import { columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { StateEntity } from '../entities/state.ts';
import { byCode, byEnglish } from './order.ts';

/** All states, by name. */
export const stateList = (db: DataSource): ListQuery => ({
  select: columnsOf(db, StateEntity, 's'),
  from: 'products.states s',
  where: [],
  order: [byEnglish('s.name_en'), byCode('s.code')],
});
