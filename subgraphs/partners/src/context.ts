import type { BaseContext } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import type { Loaders } from './loaders/index.ts';

/** What a resolver of this subgraph finds in its context. */
export interface Context extends BaseContext {
  /** Made anew for each request. */
  readonly loaders: Loaders;
  /** For the lists at the root, which belong to no record; everything else goes through a loader. */
  readonly db: DataSource;
}
