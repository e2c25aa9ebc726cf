import type { QueryRunner } from 'typeorm';
import type { MigrationClass } from './migrate.ts';

/** The first migration of every subgraph: the register of sources, and what the seed loader keeps of itself. */
export function baseMigration(schema: string): MigrationClass {
  return class CreateSourcesAndSeedRecords1700000000000 {
    readonly name = 'CreateSourcesAndSeedRecords1700000000000';

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        CREATE TABLE ${schema}.sources (
          code text CONSTRAINT sources_pkey PRIMARY KEY,
          title text NOT NULL,
          publisher text,
          published_on text,
          language text,
          locator text,
          verified boolean NOT NULL
        )`);
      await runner.query(`
        CREATE TABLE ${schema}.seed_rows (
          table_name text NOT NULL,
          key text NOT NULL,
          CONSTRAINT seed_rows_pkey PRIMARY KEY (table_name, key)
        )`);
      await runner.query(`
        CREATE TABLE ${schema}.seed_loads (
          digest text CONSTRAINT seed_loads_pkey PRIMARY KEY,
          loaded_at timestamptz NOT NULL DEFAULT now()
        )`);
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.seed_loads, ${schema}.seed_rows, ${schema}.sources`);
    }
  };
}
