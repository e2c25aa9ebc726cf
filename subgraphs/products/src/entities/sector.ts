import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  codeColumn,
  index,
  keyColumn,
  ownerColumn,
  referenceColumn,
  textCheck,
  textColumn,
} from './columns.ts';

/** A row of `sectors`. */
export interface Sector {
  readonly code: string;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
}

/** The table `sectors`. */
export const SectorEntity = new EntitySchema<Sector>({
  name: 'Sector',
  tableName: 'sectors',
  columns: {
    code: codeColumn('sectors'),
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
  } satisfies Columns<Sector>,
  checks: [textCheck('sectors', 'name')],
});

/** A row of `sector_hs_chapters`: a chapter that a sector draws on; chapters may stand in several. */
export interface SectorHsChapter {
  readonly sectorCode: string;
  readonly chapterCode: string;
  /** The place in the list of the file, from 1. */
  readonly position: number;
}

/** The table `sector_hs_chapters`. */
export const SectorHsChapterEntity = new EntitySchema<SectorHsChapter>({
  name: 'SectorHsChapter',
  tableName: 'sector_hs_chapters',
  columns: {
    sectorCode: ownerColumn('sector_hs_chapters', 'sector_code', 'Sector'),
    chapterCode: keyColumn(
      'sector_hs_chapters',
      'chapter_code',
      referenceColumn('sector_hs_chapters', 'chapter_code', 'HsChapter'),
    ),
    position: { type: 'integer' },
  } satisfies Columns<SectorHsChapter>,
  indices: [index('sector_hs_chapters', ['chapterCode'], ['chapter_code'])],
});
