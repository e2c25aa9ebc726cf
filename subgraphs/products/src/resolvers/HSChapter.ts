import type { Complete } from '@niryat/kernel';
import type { HsChapterResolvers } from '../__generated__/resolvers.ts';
import type { HSChapterMapper } from '../mappers.ts';
import { referenced } from './records.ts';

/** The resolvers of `HSChapter`. */
export const HSChapter: Complete<HsChapterResolvers, HSChapterMapper> = {
  __resolveReference: ({ code }, { loaders }) => referenced('HSChapter', code, loaders.hsChapter),
  sectors: ({ code }, _args, { loaders }) =>
    loaders.sectorLists.load({ parent: code, args: 'chapter' }),
};
