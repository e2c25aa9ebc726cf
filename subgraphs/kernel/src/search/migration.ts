import type { QueryRunner } from 'typeorm';
import type { MigrationClass } from '../database/migrate.ts';

/** Any number, the same for all: subgraphs that share a database queue here to make the extension. */
const extensionLock = 0x7067_7472;

/**
 * The migration that gives a subgraph its search index.
 *
 * It needs the extension `pg_trgm`, which PostgreSQL trusts: whoever may create in the database may make it.
 */
export function searchMigration(schema: string): MigrationClass {
  return class CreateSearch1700000004500 {
    readonly name = 'CreateSearch1700000004500';

    async up(runner: QueryRunner): Promise<void> {
      // IF NOT EXISTS does not keep two that start at once from each making it.
      await runner.query('SELECT pg_advisory_xact_lock($1)', [extensionLock]);
      await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public');
      await runner.query(`
        CREATE TABLE ${schema}.search_documents (
          type_name text NOT NULL,
          code text NOT NULL,
          name text NOT NULL,
          name_length integer NOT NULL,
          CONSTRAINT search_documents_pkey PRIMARY KEY (type_name, code)
        )`);
      await runner.query(`
        CREATE TABLE ${schema}.search_words (
          word text COLLATE "C" CONSTRAINT search_words_pkey PRIMARY KEY
        )`);
      await runner.query(`
        CREATE TABLE ${schema}.search_spellings (
          spelling text COLLATE "C" NOT NULL,
          word text COLLATE "C" NOT NULL,
          CONSTRAINT search_spellings_pkey PRIMARY KEY (spelling, word)
        )`);
      await runner.query(`
        CREATE TABLE ${schema}.search_postings (
          word text COLLATE "C" NOT NULL,
          type_name text NOT NULL,
          code text NOT NULL,
          weight real NOT NULL,
          CONSTRAINT search_postings_pkey PRIMARY KEY (word, type_name, code),
          CONSTRAINT search_postings_document_fkey FOREIGN KEY (type_name, code)
            REFERENCES ${schema}.search_documents ON DELETE CASCADE
        )`);
      await runner.query(`
        CREATE TABLE ${schema}.search_aliases (
          type_name text NOT NULL,
          code text NOT NULL,
          alias text NOT NULL,
          language text NOT NULL,
          CONSTRAINT search_aliases_pkey PRIMARY KEY (type_name, code, alias)
        )`);
      await runner.query(
        `CREATE INDEX search_words_word_idx ON ${schema}.search_words USING gin (word public.gin_trgm_ops)`,
      );
      await runner.query(
        `CREATE INDEX search_postings_document_idx ON ${schema}.search_postings (type_name, code)`,
      );
    }

    async down(runner: QueryRunner): Promise<void> {
      // The extension stays: another subgraph of the same database may use it.
      await runner.query(`
        DROP TABLE ${schema}.search_aliases, ${schema}.search_postings, ${schema}.search_spellings,
                   ${schema}.search_words, ${schema}.search_documents`);
    }
  };
}
