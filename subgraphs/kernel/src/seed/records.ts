import { EntitySchema } from 'typeorm';
import type { Columns } from '../database/columns.ts';

/** A row of `seed_rows`: a record that the seed put there, so that it can be taken out once the seed drops it. */
export interface SeedRow {
  readonly tableName: string;
  /** The record's key as a JSON list of texts. */
  readonly key: string;
}

/** Which records came from the seed; all others belong to imports and users and are never touched by it. */
export const SeedRowEntity = new EntitySchema<SeedRow>({
  name: 'SeedRow',
  tableName: 'seed_rows',
  columns: {
    tableName: {
      name: 'table_name',
      type: 'text',
      primary: true,
      primaryKeyConstraintName: 'seed_rows_pkey',
    },
    key: { type: 'text', primary: true, primaryKeyConstraintName: 'seed_rows_pkey' },
  } satisfies Columns<SeedRow>,
});

/** A row of `seed_loads`: a state of the seed that was loaded whole. */
export interface SeedLoad {
  /** The digest of all files and rules of the seed. */
  readonly digest: string;
  readonly loadedAt: Date;
}

/** The states of the seed that were loaded, so that an unchanged one costs one look-up. */
export const SeedLoadEntity = new EntitySchema<SeedLoad>({
  name: 'SeedLoad',
  tableName: 'seed_loads',
  columns: {
    digest: { type: 'text', primary: true, primaryKeyConstraintName: 'seed_loads_pkey' },
    loadedAt: { name: 'loaded_at', type: 'timestamptz', default: () => 'now()' },
  } satisfies Columns<SeedLoad>,
});
