import { join } from 'node:path';
import { type SeedDefinition, searchAliasSeed } from '@niryat/kernel';
import { rebuildProductsSearch, searchSources } from '../search.ts';
import { finishStatistics, statisticsSeedTables } from '../statistics.ts';
import { catalogueSeedTables } from './catalogue.ts';
import { finishMarketAccess, marketAccessFiles } from './market-access.ts';

/** The seed of the products subgraph. */
export const seed: SeedDefinition = {
  folder: join(import.meta.dirname, '..', '..', 'seed'),
  tables: [
    ...catalogueSeedTables,
    ...statisticsSeedTables,
    searchAliasSeed(...Object.keys(searchSources)),
  ],
  version: 4,
  borrows: marketAccessFiles,
  // Versions of the data are published here, and they rise with every correction in the graph.
  followsSiblings: true,
  finish: async (manager, borrowed, load) => {
    await finishStatistics(manager, load);
    await finishMarketAccess(manager, borrowed);
    await rebuildProductsSearch(manager);
  },
};
