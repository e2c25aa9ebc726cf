import type { QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  `CREATE TABLE products.flow_spans (
     id bigserial CONSTRAINT flow_spans_pkey PRIMARY KEY,
     table_code text NOT NULL CONSTRAINT flow_spans_table_code_fkey REFERENCES products.trade_tables ON DELETE CASCADE,
     level text NOT NULL,
     origin text NOT NULL,
     country_code text,
     sector_code text,
     commodity_code text,
     hs_chapter text,
     region text,
     value numeric NOT NULL,
     first_value numeric NOT NULL,
     last_value numeric NOT NULL,
     CONSTRAINT flow_spans_key UNIQUE NULLS NOT DISTINCT
       (table_code, level, origin, country_code, sector_code, commodity_code, hs_chapter, region)
   )`,
  // For what a filter of products leaves.
  `CREATE INDEX flow_spans_product_idx ON products.flow_spans
     (table_code, level, origin, commodity_code, hs_chapter, sector_code)`,
  // For pages by value.
  `CREATE INDEX flow_spans_value_idx ON products.flow_spans (table_code, level, origin, value)`,
  `CREATE INDEX export_flows_value_idx ON products.export_flows (table_code, origin, value, fiscal_year)`,
  'ALTER TABLE products.trade_tables ADD COLUMN noted_sectors text[], ADD COLUMN sectors_note_en text, ADD COLUMN sectors_note_hi text',
  // Grouped by commodity alone, a row of a rollup by commodity is read as it stands: its sector must follow from it.
  `ALTER TABLE products.flow_rollups ADD CONSTRAINT flow_rollups_sector_check
     CHECK (level NOT LIKE 'commodity-%' OR commodity_code IS NOT NULL OR sector_code IS NULL)`,
];

/**
 * Rollups over all years of an origin, for the questions that tell no years apart (the seed's `finish` fills them), an
 * index for pages of cells by value, and what is to be known of a table's sectors.
 */
export class CreateFlowSpans1700000008000 {
  readonly name = 'CreateFlowSpans1700000008000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE products.trade_tables DROP COLUMN noted_sectors, DROP COLUMN sectors_note_en, DROP COLUMN sectors_note_hi',
    );
    await runner.query('DROP INDEX products.export_flows_value_idx');
    await runner.query(
      'ALTER TABLE products.flow_rollups DROP CONSTRAINT flow_rollups_sector_check',
    );
    await runner.query('DROP TABLE products.flow_spans');
  }
}
