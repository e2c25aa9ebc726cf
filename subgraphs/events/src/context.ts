import type { BaseContext } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import type { Loaders } from './loaders/index.ts';

/** What the resolvers of this subgraph find in their context. */
export interface Context extends BaseContext {
  readonly loaders: Loaders;
  readonly db: DataSource;
}
