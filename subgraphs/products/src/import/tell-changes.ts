import { recordChanges } from '@niryat/kernel';
import type { EntityManager } from 'typeorm';

/** What makes a cell, and its value: two states of a cell that agree in all of it are one and the same. */
const cell =
  'origin, fiscal_year, country_code, sector_code, commodity_code, hs_chapter, region, value';

/**
 * The countries of which an import states something else than was on record: a cell that came, went or has another
 * value. What stood there before lies in `superseded_flows`, so that nothing need be remembered while cells are placed.
 */
const changedCountries = `
  WITH now AS (
    SELECT ${cell} FROM products.export_flows WHERE table_code = $1 AND import_id = $2
  ), before AS (
    SELECT ${cell.replace(/\w+/g, 's.$&')}
    FROM products.trade_import_parts p
    JOIN products.superseded_flows s ON s.import_id = p.import_id
      AND (s.origin, s.fiscal_year, coalesce(s.region, '')) = (p.origin, p.fiscal_year, p.region)
    WHERE p.superseded_by = $2
  ), changed AS (
    (TABLE now EXCEPT TABLE before) UNION ALL (TABLE before EXCEPT TABLE now)
  )
  SELECT DISTINCT country_code AS code FROM changed WHERE country_code IS NOT NULL ORDER BY 1`;

/**
 * Tells the feed of changes what an import changed: call it last in the import's transaction, so that the feed holds it
 * if and only if the import is committed.
 *
 * The feed tells of records with an id and of their fields. Neither a cell of the cube nor a table or file has an id;
 * what reads the cube is `Country.exportFlows`, so each country of which the file says something new is told as UPDATED
 * in that field. A file that supersedes another is told in the same way, of the countries whose cells differ, those that
 * it no longer names included: cells were taken back, no record was, so nothing is RETRACTED. Files without countries
 * (chapters by region or of the world) change no field of a record: they, as all imports, are told by
 * `Query.datasetVersions`, whose note names the file and the one whose place it takes.
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
