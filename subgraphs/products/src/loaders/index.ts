import { searchLoader } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { statisticsLoaders } from '../statistics.ts';
import { catalogueLoaders } from './catalogue.ts';

/** The loaders of one request. */
export const createLoaders = (db: DataSource) => ({
  ...catalogueLoaders(db),
  ...statisticsLoaders(db),
  search: searchLoader(db, 'products'),
});

/** What `createLoaders` makes. */
export type Loaders = ReturnType<typeof createLoaders>;
