import { columnsOf } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type TradeTable, TradeTableEntity } from '../entities/trade-table.ts';

/** A year that is on record for an origin. */
export interface RecordedYear {
  readonly origin: string;
  /** `2021-22`, or `2018` in a table of calendar years. */
  readonly fiscalYear: string;
  /** Empty in a table that is of all destinations. */
  readonly region: string;
}

/** A table of trade statistics with the years that it has on record. */
export interface RecordedTable extends TradeTable {
  readonly years: readonly RecordedYear[];
  /** The regions that its countries are of; none in a table without countries. */
  readonly regionsOfCountries: readonly string[];
  /** Whether it came with the graph, from a publisher of statistics. An import made the others, of whatever they are. */
  readonly isPublished: boolean;
}

/** All tables of trade statistics, by code. There are few: each is a body of statistics, not a file. */
export function recordedTables(db: DataSource): Promise<RecordedTable[]> {
  return db.query(
    `SELECT ${columnsOf(db, TradeTableEntity, 't')},
            coalesce((
              SELECT jsonb_agg(jsonb_build_object('origin', y.origin, 'fiscalYear', y.fiscal_year, 'region', y.region))
              FROM products.trade_table_years y WHERE y.table_code = t.code
            ), '[]') AS years,
            CASE WHEN 'COUNTRY' = ANY(t.dimensions) THEN ARRAY(
              SELECT DISTINCT r.region FROM products.country_regions r WHERE r.region IS NOT NULL
            ) ELSE '{}' END AS "regionsOfCountries",
            EXISTS (
              SELECT FROM products.seed_rows s
              WHERE s.table_name = 'trade_tables' AND s.key = json_build_array(t.code)::text
            ) AS "isPublished"
     FROM products.trade_tables t ORDER BY t.code COLLATE "C"`,
  );
}
