import type { BaseContext } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import type { Loaders } from './loaders/index.ts';

/** What a resolver of this subgraph finds in its context. */
export interface Context extends BaseContext {
  readonly loaders: Loaders;
  readonly db: DataSource;
}
