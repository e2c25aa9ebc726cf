import { type Complete, languagesOnRecord, toNodeId } from '@niryat/kernel';
import type { SectorResolvers } from '../__generated__/resolvers.ts';
import type { SectorMapper } from '../mappers.ts';
import { connectionOf } from './pages.ts';
import { referenced } from './records.ts';
import { nameOf, nameText } from './text.ts';

/** The resolvers of `Sector`. */
export const Sector: Complete<SectorResolvers, SectorMapper> = {
  __resolveReference: ({ code }, { loaders }) => referenced('Sector', code, loaders.sector),
  id: ({ code }) => toNodeId('Sector', code),
  name: nameOf,
  hsChapters: ({ code }, _args, { loaders }) =>
    loaders.chapterLists.load({ parent: code, args: 'sector' }),
  commodities: ({ code }, _args, { loaders }) =>
    loaders.commodityLists.load({ parent: code, args: { of: 'sector' } }),
  products: ({ code }, args, { loaders }) => {
    const { filter, orderBy } = args;
    return connectionOf('Sector.products', args, (page) =>
      loaders.productPages.load({ parent: code, args: { of: 'sector', filter, orderBy, page } }),
    );
  },
  clusters: ({ code }, args, { loaders }) =>
    connectionOf('Sector.clusters', args, (page) =>
      loaders.clusterPages.load({ parent: code, args: { of: 'sector', page } }),
    ),
  languages: (sector) => languagesOnRecord(nameText(sector)),
};
