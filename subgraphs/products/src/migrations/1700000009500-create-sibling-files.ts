import type { QueryRunner } from 'typeorm';

/** The seed files of other subgraphs as the last version of the data knew them. */
export class CreateSiblingFiles1700000009500 {
  readonly name = 'CreateSiblingFiles1700000009500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE products.sibling_files (
        file text CONSTRAINT sibling_files_pkey PRIMARY KEY,
        digest text NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE products.sibling_files');
  }
}
