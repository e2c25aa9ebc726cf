import { groupBy, SeedError } from '@niryat/kernel';
import type { EntityManager } from 'typeorm';
import { mendRollups, type RollupYear, refreshRollups } from '../rollups/refresh.ts';
import { sectorPartnerTable } from './export-flows.ts';

/**
 * The published rows as disjoint cells: the sectors of each country as they stand, and what the totals hold
 * beyond them. `country_code` NULL is the countries that the table does not name, `sector_code` NULL the goods
 * of no sector; the last cell is what neither a country nor a sector accounts for.
 */
const cells = `
  SELECT fiscal_year, country_code, sector_code, value_usd_million AS value
  FROM products.published_flows WHERE country_code IS NOT NULL AND sector_code IS NOT NULL
  UNION ALL
  SELECT fiscal_year, country_code, NULL,
         sum(CASE WHEN sector_code IS NULL THEN value_usd_million ELSE -value_usd_million END)
  FROM products.published_flows WHERE country_code IS NOT NULL GROUP BY fiscal_year, country_code
  UNION ALL
  SELECT fiscal_year, NULL, sector_code,
         sum(CASE WHEN country_code IS NULL THEN value_usd_million ELSE -value_usd_million END)
  FROM products.published_flows WHERE sector_code IS NOT NULL GROUP BY fiscal_year, sector_code
  UNION ALL
  SELECT fiscal_year, NULL, NULL,
         sum(CASE WHEN (country_code IS NULL) = (sector_code IS NULL) THEN value_usd_million
                  ELSE -value_usd_million END)
  FROM products.published_flows GROUP BY fiscal_year`;

/**
 * Makes the cells of the cube from the published rows, so that no query ever meets a total row, and notes
 * which fiscal years each table has on record. Cells of other tables stay as they are.
 *
 * @throws {SeedError} where parts add up to more than their total, or a total is not in the file.
 */
export async function finishFlows(manager: EntityManager): Promise<void> {
  await refuseBrokenTotals(manager);
  await manager.query('DELETE FROM products.export_flows WHERE table_code = $1', [
    sectorPartnerTable,
  ]);
  await manager.query(
    `INSERT INTO products.export_flows (table_code, origin, fiscal_year, country_code, sector_code, value)
     SELECT $1, 'IN', fiscal_year, country_code, sector_code, value FROM (${cells}) AS c WHERE value > 0`,
    [sectorPartnerTable],
  );
  await manager.query('DELETE FROM products.trade_table_years WHERE table_code = $1', [
    sectorPartnerTable,
  ]);
  await manager.query(
    `INSERT INTO products.trade_table_years (table_code, origin, fiscal_year)
     SELECT DISTINCT table_code, origin, fiscal_year FROM products.export_flows WHERE table_code = $1`,
    [sectorPartnerTable],
  );
  await manager.query('DELETE FROM products.flow_rollups WHERE table_code = $1', [
    sectorPartnerTable,
  ]);
  // Other tables may have millions of cells, and the pool ends statements after seconds.
  await manager.query('SET LOCAL statement_timeout = 0');
  await followCrosswalk(manager);
  // The first questions come before autovacuum does: without statistics the planner joins row by row.
  await manager.query('ANALYZE products.export_flows');
  await mendRollups(manager);
  await refuseLostCodes(manager);
}

/** The register of each code that cells have. */
const registers = [
  ['country_code', 'country_regions'],
  ['sector_code', 'sectors'],
  ['commodity_code', 'commodities'],
  ['hs_chapter', 'hs_chapters'],
] as const;

/** A code that imported cells have may not go from the seed: they would refer to nothing. Rollups have all codes that cells have. */
async function refuseLostCodes(manager: EntityManager): Promise<void> {
  const lost: { file: string; code: string; table: string }[] = await manager.query(
    `${registers
      .map(
        ([column, file]) => `
      SELECT DISTINCT '${file}' AS file, f.${column} AS code, f.table_code AS table FROM products.flow_rollups f
      WHERE f.${column} IS NOT NULL AND NOT EXISTS (SELECT FROM products.${file} r WHERE r.code = f.${column})`,
      )
      .join(' UNION ALL ')} ORDER BY 1, 2, 3`,
  );
  if (lost.length > 0) {
    throw new SeedError(
      lost.map(
        ({ file, code, table }) =>
          `${file}.csv: ${code} is gone, and cells of the table ${table} have it`,
      ),
    );
  }
}

/** A remainder below zero is a slip of the file, and so is a total that is missing: parts would outweigh nothing. */
async function refuseBrokenTotals(manager: EntityManager): Promise<void> {
  const broken: { fiscal_year: string; country: string; sector: string; value: string }[] =
    await manager.query(`
      SELECT fiscal_year, coalesce(country_code, 'the world') AS country,
             coalesce(sector_code, 'all goods') AS sector, value
      FROM (${cells}) AS c WHERE value < 0
      ORDER BY fiscal_year, country_code NULLS FIRST, sector_code NULLS FIRST`);
  if (broken.length > 0) {
    throw new SeedError(
      broken.map(
        ({ fiscal_year: year, country, sector, value }) =>
          `export_flows.csv: the rows of ${year} below the total of ${sector} to ${country} add up to ${value.slice(1)} more than that total, or it is missing`,
      ),
    );
  }
}

/** Imported cells keep to the crosswalk of commodities and sectors as the seed now has it, and their rollups with them. */
async function followCrosswalk(manager: EntityManager): Promise<void> {
  const moved: (RollupYear & { readonly table: string })[] = await manager.query(`
    WITH moved AS (
      UPDATE products.export_flows f SET sector_code = m.sector_code FROM products.commodities m
      WHERE m.code = f.commodity_code AND f.import_id IS NOT NULL AND f.sector_code IS DISTINCT FROM m.sector_code
      RETURNING f.table_code, f.origin, f.fiscal_year
    )
    SELECT DISTINCT table_code AS table, origin, fiscal_year AS year FROM moved`);
  for (const [table, years] of groupBy(moved, (year) => year.table)) {
    await refreshRollups(manager, table, years);
  }
}
