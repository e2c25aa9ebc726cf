import { join } from 'node:path';
import { baseMigration, changesMigration, type Subgraph, searchMigration } from '@niryat/kernel';
import type { Context } from './context.ts';
import { entities } from './entities/index.ts';
import { createLoaders } from './loaders/index.ts';
import { CreatePartners1700000002000 } from './migrations/1700000002000-create-partners.ts';
import { resolvers } from './resolvers/index.ts';
import { seed } from './seed/index.ts';

/** The feed of changes, with the tables of the types that it tells of. */
const feed = changesMigration('partners', [
  ['Country', 'countries'],
  ['Mission', 'missions'],
  ['Organisation', 'organisations'],
  ['TradeAgreement', 'trade_agreements'],
  ['MarketRequirement', 'market_requirements'],
]);

/** Countries, India's missions in them, organisations, agreements, market requirements and partnerships. */
export const partners: Subgraph = {
  name: 'partners',
  schemaFolder: join(import.meta.dirname, '..', 'schema'),
  resolvers,
  entities,
  migrations: [
    baseMigration('partners'),
    CreatePartners1700000002000,
    feed,
    searchMigration('partners'),
  ],
  seed,
  createContext: (db, base): Context => ({ ...base, db, loaders: createLoaders(db) }),
};
