import type { QueryRunner } from 'typeorm';

/** In which unit a file states its values, beside the one of its table: lakhs of rupees become crores. */
export class AddPublishedUnit1700000007500 {
  readonly name = 'AddPublishedUnit1700000007500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE products.trade_imports ADD COLUMN published_unit text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE products.trade_imports DROP COLUMN published_unit');
  }
}
