import { columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { HsChapterEntity } from '../entities/hs-chapter.ts';
import { SectorEntity } from '../entities/sector.ts';
import { byCode, byEnglish } from './order.ts';

/** All sectors, or those that draw on a chapter; by name. */
export function sectorList(db: DataSource, of: 'chapter' | null): ListQuery {
  const list = {
    select: columnsOf(db, SectorEntity, 's'),
    from: 'products.sectors s',
    where: [],
    order: [byEnglish('s.name_en'), byCode('s.code')],
  };
  if (of === null) return list;
  const from = `${list.from} JOIN products.sector_hs_chapters h ON h.sector_code = s.code`;
  return { ...list, from, parent: 'h.chapter_code' };
}

/** All chapters of the Harmonized System, or those that a sector draws on; by code. */
export function chapterList(db: DataSource, of: 'sector' | null): ListQuery {
  const list = {
    select: columnsOf(db, HsChapterEntity, 'c'),
    from: 'products.hs_chapters c',
    where: [],
    order: [byCode('c.code')],
  };
  if (of === null) return list;
  const from = `${list.from} JOIN products.sector_hs_chapters h ON h.chapter_code = c.code`;
  return { ...list, from, parent: 'h.sector_code' };
}
