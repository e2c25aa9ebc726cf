import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import { check, codeColumn } from './columns.ts';

/** A row of `hs_chapters`: the first two digits of a code of the Harmonized System. */
export interface HsChapter {
  /** Two digits. */
  readonly code: string;
  /** In English, in words of our own. */
  readonly title: string;
}

/** The table `hs_chapters`. */
export const HsChapterEntity = new EntitySchema<HsChapter>({
  name: 'HsChapter',
  tableName: 'hs_chapters',
  columns: {
    code: codeColumn('hs_chapters'),
    title: { type: 'text' },
  } satisfies Columns<HsChapter>,
  checks: [check('hs_chapters', 'code', "code ~ '^[0-9]{2}$'")],
});
