import type { QueryRunner } from 'typeorm';

/** Columns of cells that refer to other tables, and which. */
const references = [
  ['country_code', 'country_regions'],
  ['sector_code', 'sectors'],
  ['commodity_code', 'commodities'],
  ['hs_chapter', 'hs_chapters'],
  ['import_id', 'trade_imports'],
] as const;

const keyOf = (column: string): string => `export_flows_${column}_fkey`;

const statements: readonly string[] = [
  // Looked after row by row, they took most of the time of an import. Codes are checked as sets: see finish-flows.ts.
  `ALTER TABLE products.export_flows ${references.map(([column]) => `DROP CONSTRAINT ${keyOf(column)}`).join(', ')}`,
  `CREATE TABLE products.flow_rollups (
     id bigserial CONSTRAINT flow_rollups_pkey PRIMARY KEY,
     table_code text NOT NULL CONSTRAINT flow_rollups_table_code_fkey REFERENCES products.trade_tables ON DELETE CASCADE,
     level text NOT NULL,
     origin text NOT NULL,
     fiscal_year text NOT NULL,
     country_code text,
     sector_code text,
     commodity_code text,
     hs_chapter text,
     region text,
     value numeric NOT NULL,
     CONSTRAINT flow_rollups_key UNIQUE NULLS NOT DISTINCT
       (table_code, level, origin, fiscal_year, country_code, sector_code, commodity_code, hs_chapter, region)
   )`,
  // For what a filter of products leaves of all years.
  `CREATE INDEX flow_rollups_product_idx ON products.flow_rollups
     (table_code, level, origin, commodity_code, hs_chapter, sector_code, fiscal_year)`,
  // For pages by value: a page begins where the one before ended, however deep it is.
  `CREATE INDEX flow_rollups_value_idx ON products.flow_rollups (table_code, level, origin, value, fiscal_year)`,
];

/** Sums of the cube's cells, for the questions that need not tell all of them apart. The seed's `finish` fills it. */
export class CreateFlowRollups1700000007000 {
  readonly name = 'CreateFlowRollups1700000007000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE products.flow_rollups');
    await runner.query(
      `ALTER TABLE products.export_flows ${references
        .map(
          ([column, table]) =>
            `ADD CONSTRAINT ${keyOf(column)} FOREIGN KEY (${column}) REFERENCES products.${table}`,
        )
        .join(', ')}`,
    );
  }
}
