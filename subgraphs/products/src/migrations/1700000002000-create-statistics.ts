import type { QueryRunner } from 'typeorm';

/** Statements in the order of the references between the tables. */
const statements = [
  `CREATE TABLE products.export_figures (
     code text CONSTRAINT export_figures_pkey PRIMARY KEY,
     measure text NOT NULL,
     origin text NOT NULL,
     state_code text CONSTRAINT export_figures_state_code_fkey REFERENCES products.states,
     district_code text CONSTRAINT export_figures_district_code_fkey REFERENCES products.districts,
     sector_code text CONSTRAINT export_figures_sector_code_fkey REFERENCES products.sectors,
     product_code text CONSTRAINT export_figures_product_code_fkey REFERENCES products.products,
     subject text,
     country_code text,
     fiscal_year text,
     part_of_year boolean NOT NULL,
     period text,
     growth_years integer,
     value numeric NOT NULL,
     qualifier text,
     unit text NOT NULL,
     provisional boolean NOT NULL,
     preferred boolean NOT NULL DEFAULT false,
     claim text NOT NULL,
     note_en text,
     note_hi text,
     source_codes text[] NOT NULL,
     CONSTRAINT export_figures_measure_check CHECK (measure IN ('EXPORT_VALUE', 'ODOP_SHARE', 'MSME_SHARE', 'GROWTH', 'RANK', 'SHARE_OF_NATIONAL')),
     CONSTRAINT export_figures_qualifier_check CHECK (qualifier IN ('OVER', 'ALMOST', 'ABOUT')),
     CONSTRAINT export_figures_unit_check CHECK (unit IN ('INR_CRORE', 'USD_MILLION', 'PERCENT', 'RANK')),
     CONSTRAINT export_figures_origin_check CHECK (state_code IS NOT DISTINCT FROM NULLIF(origin, 'IN')),
     CONSTRAINT export_figures_growth_years_check CHECK ((measure = 'GROWTH') = (growth_years IS NOT NULL) AND coalesce(growth_years, 1) > 0),
     CONSTRAINT export_figures_part_of_year_check CHECK (NOT part_of_year OR (period IS NOT NULL AND fiscal_year IS NOT NULL)),
     CONSTRAINT export_figures_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX export_figures_claim_idx ON products.export_figures (claim)`,
  `CREATE INDEX export_figures_origin_fiscal_year_idx ON products.export_figures (origin, fiscal_year)`,
  `CREATE INDEX export_figures_state_code_idx ON products.export_figures (state_code)`,
  `CREATE INDEX export_figures_district_code_idx ON products.export_figures (district_code)`,
  `CREATE INDEX export_figures_sector_code_idx ON products.export_figures (sector_code)`,
  `CREATE INDEX export_figures_product_code_idx ON products.export_figures (product_code)`,
  `CREATE TABLE products.targets (
     code text CONSTRAINT targets_pkey PRIMARY KEY,
     origin text NOT NULL,
     state_code text CONSTRAINT targets_state_code_fkey REFERENCES products.states,
     metric text NOT NULL,
     value numeric NOT NULL,
     unit text NOT NULL,
     baseline numeric,
     baseline_fiscal_year text,
     due text,
     due_text_en text,
     due_text_hi text,
     announced_on date,
     announced_by_en text,
     announced_by_hi text,
     note_en text,
     note_hi text,
     measure text,
     district_code text CONSTRAINT targets_district_code_fkey REFERENCES products.districts,
     sector_code text CONSTRAINT targets_sector_code_fkey REFERENCES products.sectors,
     product_code text CONSTRAINT targets_product_code_fkey REFERENCES products.products,
     subject text,
     country_code text,
     source_codes text[] NOT NULL,
     CONSTRAINT targets_unit_check CHECK (unit IN ('INR_CRORE', 'USD_MILLION', 'PERCENT', 'MULTIPLE', 'PERSONS')),
     CONSTRAINT targets_measure_check CHECK (measure IN ('EXPORT_VALUE', 'ODOP_SHARE', 'MSME_SHARE', 'GROWTH', 'RANK', 'SHARE_OF_NATIONAL')),
     CONSTRAINT targets_origin_check CHECK (state_code IS NOT DISTINCT FROM NULLIF(origin, 'IN')),
     CONSTRAINT targets_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX targets_origin_metric_idx ON products.targets (origin, metric)`,
  `CREATE INDEX targets_state_code_idx ON products.targets (state_code)`,
  `CREATE INDEX targets_district_code_idx ON products.targets (district_code)`,
  `CREATE INDEX targets_sector_code_idx ON products.targets (sector_code)`,
  `CREATE INDEX targets_product_code_idx ON products.targets (product_code)`,
  `CREATE TABLE products.country_regions (
     code text CONSTRAINT country_regions_pkey PRIMARY KEY,
     region text NOT NULL,
     name_en text NOT NULL
   )`,
  `CREATE INDEX country_regions_region_idx ON products.country_regions (region)`,
  `CREATE TABLE products.trade_tables (
     code text CONSTRAINT trade_tables_pkey PRIMARY KEY,
     title_en text,
     title_hi text,
     unit text NOT NULL,
     dimensions text[] NOT NULL,
     source_codes text[] NOT NULL,
     CONSTRAINT trade_tables_unit_check CHECK (unit IN ('INR_CRORE', 'USD_MILLION')),
     CONSTRAINT trade_tables_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE TABLE products.trade_table_years (
     table_code text CONSTRAINT trade_table_years_table_code_fkey REFERENCES products.trade_tables ON DELETE CASCADE,
     origin text,
     fiscal_year text,
     CONSTRAINT trade_table_years_pkey PRIMARY KEY (table_code, origin, fiscal_year)
   )`,
  `CREATE TABLE products.published_flows (
     id bigserial CONSTRAINT published_flows_pkey PRIMARY KEY,
     table_code text NOT NULL CONSTRAINT published_flows_table_code_fkey REFERENCES products.trade_tables,
     origin text NOT NULL,
     fiscal_year text NOT NULL,
     country_code text CONSTRAINT published_flows_country_code_fkey REFERENCES products.country_regions,
     sector_code text CONSTRAINT published_flows_sector_code_fkey REFERENCES products.sectors,
     value_usd_million numeric NOT NULL,
     source_codes text[] NOT NULL,
     CONSTRAINT published_flows_key UNIQUE NULLS NOT DISTINCT (fiscal_year, country_code, sector_code)
   )`,
  `CREATE TABLE products.export_flows (
     id bigserial CONSTRAINT export_flows_pkey PRIMARY KEY,
     table_code text NOT NULL CONSTRAINT export_flows_table_code_fkey REFERENCES products.trade_tables ON DELETE CASCADE,
     origin text NOT NULL,
     fiscal_year text NOT NULL,
     country_code text CONSTRAINT export_flows_country_code_fkey REFERENCES products.country_regions,
     sector_code text CONSTRAINT export_flows_sector_code_fkey REFERENCES products.sectors,
     commodity_code text CONSTRAINT export_flows_commodity_code_fkey REFERENCES products.commodities,
     hs_chapter text CONSTRAINT export_flows_hs_chapter_fkey REFERENCES products.hs_chapters,
     value numeric NOT NULL,
     CONSTRAINT export_flows_cell_key UNIQUE NULLS NOT DISTINCT
       (table_code, origin, fiscal_year, country_code, sector_code, commodity_code, hs_chapter)
   )`,
  `CREATE INDEX export_flows_country_code_idx ON products.export_flows (country_code)`,
  `CREATE INDEX export_flows_sector_code_idx ON products.export_flows (sector_code)`,
  `CREATE INDEX export_flows_commodity_code_idx ON products.export_flows (commodity_code)`,
  `CREATE INDEX export_flows_hs_chapter_idx ON products.export_flows (hs_chapter)`,
];

/** The tables of the statistics: published figures, targets, and the trade cube. */
export class CreateStatistics1700000002000 {
  readonly name = 'CreateStatistics1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE products.export_flows, products.published_flows, products.trade_table_years, products.trade_tables, products.country_regions, products.targets, products.export_figures`,
    );
  }
}
