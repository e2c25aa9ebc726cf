import { join } from 'node:path';
import type { SeedDefinition } from '@niryat/kernel';
import { finishStatistics, statisticsSeedTables } from '../statistics.ts';
import { catalogueSeedTables } from './catalogue.ts';

/** The seed of the products subgraph. */
export const seed: SeedDefinition = {
  folder: join(import.meta.dirname, '..', '..', 'seed'),
  tables: [...catalogueSeedTables, ...statisticsSeedTables],
  version: 1,
  finish: finishStatistics,
};
