import { join } from 'node:path';
import {
  baseMigration,
  ChangeEntity,
  changesMigration,
  SeedLoadEntity,
  SeedRowEntity,
  SourceEntity,
  type Subgraph,
  searchEntities,
  searchMigration,
} from '@niryat/kernel';
import type { Context } from './context.ts';
import { catalogueEntities } from './entities/index.ts';
import { createLoaders } from './loaders/index.ts';
import { CreateCatalogue1700000001000 } from './migrations/1700000001000-create-catalogue.ts';
import { resolvers } from './resolvers/index.ts';
import { seed } from './seed/index.ts';
import { statisticsEntities, statisticsMigrations } from './statistics.ts';

/** The name of the subgraph, which is also that of its database schema. */
const name = 'products';

/** The feed of changes, with the tables of the types that it tells of. */
const feed = changesMigration(name, [
  ['State', 'states'],
  ['District', 'districts'],
  ['Sector', 'sectors'],
  ['Product', 'products'],
  ['Cluster', 'clusters'],
  ['Facility', 'facilities'],
  ['Target', 'targets'],
]);

/** What is made where, by whom and with what, and what the statistics say of it. */
export const products: Subgraph = {
  name,
  schemaFolder: join(import.meta.dirname, '..', 'schema'),
  resolvers,
  entities: [
    SourceEntity,
    SeedRowEntity,
    SeedLoadEntity,
    ChangeEntity,
    ...catalogueEntities,
    ...statisticsEntities,
    ...searchEntities,
  ],
  migrations: [
    baseMigration(name),
    CreateCatalogue1700000001000,
    ...statisticsMigrations,
    feed,
    searchMigration(name),
  ],
  seed,
  createContext: (db, base): Context => ({ ...base, db, loaders: createLoaders(db) }),
};
