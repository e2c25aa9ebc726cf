import { recordChanges } from '@niryat/kernel';
import type { EntityManager } from 'typeorm';

/** What makes a cell, and its value: two states of a cell that agree in all of it are one and the same. */
const cell =
  'origin, fiscal_year, country_code, sector_code, commodity_code, hs_chapter, region, value';

/** The part that a row `f` belongs to, as `trade_import_parts` tells parts of a table apart. */
const partOf = "(f.origin, f.fiscal_year, coalesce(f.region, ''))";

/**
 * The countries of which an import states something else than was on record: a cell that came, went or has another
 * value. What stood there before lies in `superseded_flows`, so that nothing need be remembered while cells are placed.
 * A part that takes no other's place is new, and all countries in it: its cells need not be compared.
 */
const changedCountries = `
  WITH replaced AS (
    SELECT import_id, origin, fiscal_year, region FROM products.trade_import_parts WHERE superseded_by = $2
  ), now AS (
    SELECT ${cell} FROM products.export_flows f
    WHERE table_code = $1 AND import_id = $2 AND ${partOf} IN (SELECT origin, fiscal_year, region FROM replaced)
  ), before AS (
    SELECT ${cell} FROM products.superseded_flows f
    WHERE (import_id, ${partOf.slice(1)} IN (TABLE replaced)
  ), changed AS (
    (TABLE now EXCEPT TABLE before) UNION ALL (TABLE before EXCEPT TABLE now)
  )
  SELECT country_code AS code FROM (
    SELECT country_code FROM changed
    UNION
    SELECT DISTINCT country_code FROM products.export_flows f
    WHERE table_code = $1 AND import_id = $2 AND ${partOf} NOT IN (SELECT origin, fiscal_year, region FROM replaced)
  ) AS all_of_them WHERE country_code IS NOT NULL ORDER BY country_code COLLATE "C"`;

/**
 * Tells the feed of changes what an import changed: call it last in the import's transaction, so that the feed holds it
 * if and only if the import is committed.
 *
 * The feed tells of records with an id and of their fields. Neither a cell of the cube nor a table or file has an id;
 * what reads the cube is `Country.exportFlows`, so each country of which the file says something new is told as UPDATED
 * in that field. A file that supersedes another is told in the same way, of the countries whose cells differ, those that
 * it no longer names included: cells were taken back, no record was, so nothing is RETRACTED. Files without countries
 * (chapters by region or of the world) change no field of a record: they, as all imports, are told by
 * `Query.datasetVersions`, whose note tells what came in and what it takes the place of.
 */
export async function tellChanges(
  manager: EntityManager,
  tableCode: string,
  importId: string,
): Promise<void> {
  const countries: { code: string }[] = await manager.query(changedCountries, [
    tableCode,
    importId,
  ]);
  await recordChanges(
    manager,
    'products',
    countries.map(({ code }) => ({
      action: 'UPDATED',
      typeName: 'Country',
      code,
      fields: ['exportFlows'],
    })),
  );
}
