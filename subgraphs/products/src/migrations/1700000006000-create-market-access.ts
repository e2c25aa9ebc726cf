import type { QueryRunner } from 'typeorm';

/** What `opportunities` knows of other subgraphs: a projection of their missions, agreements and events. */
export class CreateMarketAccess1700000006000 {
  readonly name = 'CreateMarketAccess1700000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE products.market_access (
        kind text,
        code text,
        country_code text,
        since date,
        origin text,
        sector_codes text[] NOT NULL,
        source_code text NOT NULL,
        CONSTRAINT market_access_pkey PRIMARY KEY (kind, code, country_code),
        CONSTRAINT market_access_kind_check CHECK (kind IN ('MISSION', 'AGREEMENT', 'EVENT'))
      )`);
    await runner.query(
      'CREATE INDEX market_access_country_code_idx ON products.market_access (country_code)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE products.market_access');
  }
}
