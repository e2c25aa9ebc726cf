import { join } from 'node:path';
import {
  baseMigration,
  SeedLoadEntity,
  SeedRowEntity,
  SourceEntity,
  type Subgraph,
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

/** What is made where, by whom and with what, and what the statistics say of it. */
export const products: Subgraph = {
  name,
  schemaFolder: join(import.meta.dirname, '..', 'schema'),
  resolvers,
  entities: [
    SourceEntity,
    SeedRowEntity,
    SeedLoadEntity,
    ...catalogueEntities,
    ...statisticsEntities,
  ],
  migrations: [baseMigration(name), CreateCatalogue1700000001000, ...statisticsMigrations],
  seed,
  createContext: (db, base): Context => ({ ...base, db, loaders: createLoaders(db) }),
};
