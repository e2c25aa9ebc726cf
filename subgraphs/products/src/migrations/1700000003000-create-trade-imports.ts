import type { QueryRunner } from 'typeorm';

const cellKey = (columns: string): string => `
  ALTER TABLE products.export_flows
    DROP CONSTRAINT export_flows_cell_key,
    ADD CONSTRAINT export_flows_cell_key UNIQUE NULLS NOT DISTINCT (${columns})`;

const cell =
  'table_code, origin, fiscal_year, country_code, sector_code, commodity_code, hs_chapter';

const statements: readonly string[] = [
  `ALTER TABLE products.country_regions ADD COLUMN alpha3 text`,
  `ALTER TABLE products.trade_tables
     ADD COLUMN period text NOT NULL DEFAULT 'FISCAL_YEAR',
     ADD CONSTRAINT trade_tables_period_check CHECK (period IN ('FISCAL_YEAR', 'CALENDAR_YEAR'))`,
  `ALTER TABLE products.trade_table_years
     ADD COLUMN region text NOT NULL DEFAULT '',
     DROP CONSTRAINT trade_table_years_pkey,
     ADD CONSTRAINT trade_table_years_pkey PRIMARY KEY (table_code, origin, fiscal_year, region)`,
  `CREATE TABLE products.country_names_dgcis (
     name text CONSTRAINT country_names_dgcis_pkey PRIMARY KEY,
     country_code text NOT NULL,
     note text
   )`,
  `CREATE TABLE products.commodity_names_dgcis (
     name text CONSTRAINT commodity_names_dgcis_pkey PRIMARY KEY,
     commodity_code text NOT NULL CONSTRAINT commodity_names_dgcis_commodity_code_fkey REFERENCES products.commodities
   )`,
  `CREATE TABLE products.regions_dgcis (
     name text CONSTRAINT regions_dgcis_pkey PRIMARY KEY,
     region text NOT NULL,
     note text
   )`,
  `CREATE TABLE products.trade_imports (
     id bigserial CONSTRAINT trade_imports_pkey PRIMARY KEY,
     table_code text NOT NULL CONSTRAINT trade_imports_table_code_fkey REFERENCES products.trade_tables,
     format text NOT NULL,
     file_name text NOT NULL,
     content_hash text NOT NULL,
     rules_hash text NOT NULL,
     rows_read bigint NOT NULL,
     rows_loaded bigint NOT NULL,
     rows_rejected bigint NOT NULL,
     rows_unchanged bigint NOT NULL,
     value_sum numeric NOT NULL,
     stated_total numeric,
     superseded_by bigint CONSTRAINT trade_imports_superseded_by_fkey REFERENCES products.trade_imports,
     imported_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE INDEX trade_imports_content_hash_idx ON products.trade_imports (content_hash)`,
  `CREATE TABLE products.trade_import_parts (
     import_id bigint CONSTRAINT trade_import_parts_import_id_fkey REFERENCES products.trade_imports,
     origin text,
     fiscal_year text,
     region text,
     table_code text NOT NULL CONSTRAINT trade_import_parts_table_code_fkey REFERENCES products.trade_tables,
     own_year boolean NOT NULL,
     cells bigint NOT NULL,
     value_sum numeric NOT NULL,
     stated_total numeric,
     superseded_by bigint CONSTRAINT trade_import_parts_superseded_by_fkey REFERENCES products.trade_imports,
     CONSTRAINT trade_import_parts_pkey PRIMARY KEY (import_id, origin, fiscal_year, region)
   )`,
  `CREATE UNIQUE INDEX trade_import_parts_current_idx
     ON products.trade_import_parts (table_code, origin, fiscal_year, region) WHERE superseded_by IS NULL`,
  `ALTER TABLE products.export_flows
     ADD COLUMN region text,
     ADD COLUMN import_id bigint CONSTRAINT export_flows_import_id_fkey REFERENCES products.trade_imports`,
  cellKey(`${cell}, region`),
  `CREATE TABLE products.superseded_flows (
     id bigint CONSTRAINT superseded_flows_pkey PRIMARY KEY,
     import_id bigint NOT NULL CONSTRAINT superseded_flows_import_id_fkey REFERENCES products.trade_imports,
     table_code text NOT NULL,
     origin text NOT NULL,
     fiscal_year text NOT NULL,
     country_code text,
     sector_code text,
     commodity_code text,
     hs_chapter text,
     region text,
     value numeric NOT NULL
   )`,
  `CREATE INDEX superseded_flows_import_id_idx ON products.superseded_flows (import_id)`,
  `CREATE TABLE products.dataset_versions (
     version bigint CONSTRAINT dataset_versions_pkey PRIMARY KEY,
     published_at timestamptz NOT NULL DEFAULT now(),
     note text
   )`,
];

/** Imports of trade tables: what came in when and from which file, the crosswalks of names, versions of the data. */
export class CreateTradeImports1700000003000 {
  readonly name = 'CreateTradeImports1700000003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Cells of imports go: without their regions they would not be told apart.
    await runner.query('DELETE FROM products.export_flows WHERE import_id IS NOT NULL');
    await runner.query(`DELETE FROM products.trade_table_years WHERE table_code NOT IN
      (SELECT table_code FROM products.export_flows)`);
    await runner.query(cellKey(cell));
    await runner.query(
      'ALTER TABLE products.export_flows DROP COLUMN import_id, DROP COLUMN region',
    );
    await runner.query(
      `DROP TABLE products.dataset_versions, products.superseded_flows, products.trade_import_parts,
       products.trade_imports, products.regions_dgcis, products.commodity_names_dgcis, products.country_names_dgcis`,
    );
    await runner.query(`ALTER TABLE products.trade_table_years
      DROP CONSTRAINT trade_table_years_pkey,
      DROP COLUMN region,
      ADD CONSTRAINT trade_table_years_pkey PRIMARY KEY (table_code, origin, fiscal_year)`);
    await runner.query('ALTER TABLE products.trade_tables DROP COLUMN period');
    await runner.query('ALTER TABLE products.country_regions DROP COLUMN alpha3');
  }
}
