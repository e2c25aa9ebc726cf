import type { EntityManager } from 'typeorm';
import { refreshRollups } from '../rollups/refresh.ts';
import type { CellCounts, PartReport } from './report.ts';
import { cellColumns, staging } from './staging.ts';

/** What is put into the cube. */
export interface Placement {
  readonly tableCode: string;
  readonly importId: string;
  /** Whether several rows make one cell, so that they must be added up. */
  readonly isGrouped: boolean;
  /** The years that the file is of; undefined where all are its own. */
  readonly ownYears: readonly string[] | undefined;
  /** The totals that the file states, by year. */
  readonly totals: ReadonlyMap<string, string>;
}

const noCells: CellCounts = { unchanged: 0, altered: 0, added: 0, removed: 0 };

/** A part as the staged rows make it. */
interface StagedPart {
  readonly origin: string;
  readonly year: string;
  readonly region: string;
  readonly cells: string;
  readonly sum: string;
}

/** The import that speaks of a part now. */
interface CurrentPart {
  readonly import_id: string;
  readonly own_year: boolean;
  readonly file_name: string;
  readonly day: string;
  readonly sum: string;
}

/**
 * Puts the staged rows into the cube, a part (an origin's year, in a table of regions a region's) after the other.
 * An earlier import of the part is superseded: its cells move to `superseded_flows`. A year that the file only repeats
 * gives way to a file of that very year.
 *
 * @returns what became of each part, and how its cells stand to those before.
 */
export async function placeCells(
  manager: EntityManager,
  placement: Placement,
): Promise<{ parts: PartReport[]; cells: CellCounts }> {
  const source = await cellsToPlace(manager, placement.isGrouped);
  const staged: StagedPart[] = await manager.query(
    `SELECT origin, year, coalesce(region, '') AS region, count(*) AS cells, trim_scale(sum(value)) AS sum
     FROM ${source} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  const parts: PartReport[] = [];
  let cells: CellCounts = noCells;
  for (const part of staged) {
    const placed = await placePart(manager, placement, source, part);
    parts.push(placed.report);
    cells = {
      unchanged: cells.unchanged + placed.cells.unchanged,
      altered: cells.altered + placed.cells.altered,
      added: cells.added + placed.cells.added,
      removed: cells.removed + placed.cells.removed,
    };
  }
  await insertCells(manager, placement, source, parts);
  const placed = parts.filter(({ givesWayTo }) => givesWayTo === null);
  await refreshRollups(manager, placement.tableCode, placed);
  return { parts, cells };
}

/** The table that holds one row for each cell. */
async function cellsToPlace(manager: EntityManager, isGrouped: boolean): Promise<string> {
  if (!isGrouped) return staging;
  await manager.query(`
    CREATE TEMPORARY TABLE trade_cells ON COMMIT DROP AS
    SELECT ${cellColumns}, sum(value) AS value FROM ${staging} GROUP BY ${cellColumns}`);
  return 'pg_temp.trade_cells';
}

async function placePart(
  manager: EntityManager,
  { tableCode, importId, ownYears, totals }: Placement,
  source: string,
  part: StagedPart,
): Promise<{ report: PartReport; cells: CellCounts }> {
  const { origin, year, region } = part;
  const ownYear = ownYears?.includes(year) ?? true;
  const key = [tableCode, origin, year, region];
  const [current]: CurrentPart[] = await manager.query(
    `SELECT p.import_id, p.own_year, i.file_name, trim_scale(p.value_sum) AS sum,
            to_char(i.imported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day
     FROM products.trade_import_parts p JOIN products.trade_imports i ON i.id = p.import_id
     WHERE (p.table_code, p.origin, p.fiscal_year, p.region) = ($1, $2, $3, $4) AND p.superseded_by IS NULL`,
    key,
  );
  const stated = totals.get(year) ?? null;
  const report = {
    origin,
    year,
    region: region || null,
    cells: Number(part.cells),
    sum: part.sum,
    stated,
  };
  if (current?.own_year && !ownYear) {
    return {
      report: { ...report, supersedes: null, givesWayTo: current.file_name },
      cells: noCells,
    };
  }
  const cells = current
    ? await supersede(manager, current, key, importId, source)
    : { ...noCells, added: Number(part.cells) };
  await manager.query(
    `INSERT INTO products.trade_import_parts
       (import_id, table_code, origin, fiscal_year, region, own_year, cells, value_sum, stated_total)
     VALUES ($5, $1, $2, $3, $4, $6, $7, $8, $9)`,
    [...key, importId, ownYear, part.cells, part.sum, stated],
  );
  await manager.query(
    `INSERT INTO products.trade_table_years (table_code, origin, fiscal_year, region)
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    key,
  );
  return {
    report: {
      ...report,
      supersedes: current ? { file: current.file_name, day: current.day, sum: current.sum } : null,
      givesWayTo: null,
    },
    cells,
  };
}

/** Moves the cells of a part out of the cube; gives how the new ones stand to them. */
async function supersede(
  manager: EntityManager,
  current: CurrentPart,
  key: readonly string[],
  importId: string,
  source: string,
): Promise<CellCounts> {
  const ofPart = `table_code = $1 AND origin = $2 AND fiscal_year = $3 AND coalesce(region, '') = $4`;
  const columns = 'country_code, sector_code, commodity_code, hs_chapter';
  const [compared]: CellCounts[] = await manager.query(
    `SELECT count(*) FILTER (WHERE before = now)::float8 AS unchanged,
            count(*) FILTER (WHERE before <> now)::float8 AS altered,
            count(*) FILTER (WHERE before IS NULL)::float8 AS added,
            count(*) FILTER (WHERE now IS NULL)::float8 AS removed
     FROM (
       SELECT max(before) AS before, max(now) AS now FROM (
         SELECT ${columns}, value AS before, NULL::numeric AS now FROM products.export_flows WHERE ${ofPart}
         UNION ALL
         SELECT ${columns}, NULL, value FROM ${source} WHERE origin = $2 AND year = $3 AND coalesce(region, '') = $4
       ) AS cells GROUP BY ${columns}
     ) AS compared`,
    [...key],
  );
  await manager.query(
    `WITH gone AS (DELETE FROM products.export_flows WHERE ${ofPart} RETURNING *)
     INSERT INTO products.superseded_flows
       (id, import_id, table_code, origin, fiscal_year, ${columns}, region, value)
     SELECT id, import_id, table_code, origin, fiscal_year, ${columns}, region, value FROM gone`,
    [...key],
  );
  await manager.query(
    `UPDATE products.trade_import_parts SET superseded_by = $5
     WHERE (table_code, origin, fiscal_year, region) = ($1, $2, $3, $4) AND superseded_by IS NULL`,
    [...key, importId],
  );
  await manager.query(
    `UPDATE products.trade_imports i SET superseded_by = $2 WHERE i.id = $1 AND NOT EXISTS (
       SELECT FROM products.trade_import_parts p WHERE p.import_id = i.id AND p.superseded_by IS NULL
     )`,
    [current.import_id, importId],
  );
  return compared ?? noCells;
}

async function insertCells(
  manager: EntityManager,
  { tableCode, importId }: Placement,
  source: string,
  parts: readonly PartReport[],
): Promise<void> {
  const left = parts.filter(({ givesWayTo }) => givesWayTo !== null);
  const values: unknown[] = [tableCode, importId];
  const kept = left.map(({ origin, year, region }) => {
    const at = values.push(origin, year, region ?? '');
    return `(origin, year, coalesce(region, '')) <> ($${at - 2}, $${at - 1}, $${at})`;
  });
  await manager.query(
    `INSERT INTO products.export_flows (table_code, import_id, origin, fiscal_year, country_code, sector_code,
       commodity_code, hs_chapter, region, value)
     SELECT $1, $2::bigint, ${cellColumns}, value FROM ${source} ${kept.length > 0 ? `WHERE ${kept.join(' AND ')}` : ''}`,
    values,
  );
  // The first questions come before autovacuum does: without statistics the planner joins row by row.
  await manager.query('ANALYZE products.export_flows');
}
