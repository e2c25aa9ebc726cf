import { join } from 'node:path';
import type { Subgraph } from '@niryat/kernel';
import type { Context } from './context.ts';
import { entities } from './entities/index.ts';
import { createLoaders } from './loaders/index.ts';
import { migrations } from './migrations/index.ts';
import { resolvers } from './resolvers/index.ts';
import { seed } from './seed/index.ts';

/** Events, who took part, what was undertaken at them, delegations and measures. */
export const events: Subgraph = {
  name: 'events',
  schemaFolder: join(import.meta.dirname, '..', 'schema'),
  resolvers,
  entities,
  migrations,
  seed,
  createContext: (db, base): Context => ({ ...base, db, loaders: createLoaders(db, base.today) }),
};
