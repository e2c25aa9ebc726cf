import type { EntityManager } from 'typeorm';
import type { ExportDimension } from '../entities/trade-table.ts';
import { followsFrom, levelsOf, partColumns, type RollupLevel } from './levels.ts';

/** A year of an origin, as the cells have it. */
export interface RollupYear {
  readonly origin: string;
  readonly year: string;
}

/** The region of a row, whether the table tells it or its country does. */
const region = 'coalesce(f.region, r.region)';

/**
 * Makes the rollups of a table anew from its cells, those of the years given. Whoever writes cells calls it in the
 * same transaction: a question that a rollup can answer never looks at the cells.
 */
export async function refreshRollups(
  manager: EntityManager,
  tableCode: string,
  years: readonly RollupYear[],
): Promise<void> {
  if (years.length === 0) return;
  const levels = levelsOf(await dimensionsOf(manager, tableCode));
  await replace(manager, tableCode, years, levels, undefined);
  // The first questions come before autovacuum does.
  await manager.query('ANALYZE products.flow_rollups');
}

/**
 * Brings to order what a change of the seed can leave behind: rollups by region, as countries may have moved to others,
 * and those of years that lack some, as their cells are older or the table tells more apart than it did.
 */
export async function mendRollups(manager: EntityManager): Promise<void> {
  const tables: { code: string; dimensions: ExportDimension[] }[] = await manager.query(
    'SELECT code, dimensions FROM products.trade_tables ORDER BY code',
  );
  for (const { code, dimensions } of tables) {
    const levels = levelsOf(dimensions);
    const years: (RollupYear & { readonly rolled: boolean })[] = await manager.query(
      `SELECT DISTINCT y.origin, y.fiscal_year AS year, NOT EXISTS (
         SELECT FROM unnest($2::text[]) AS wanted WHERE NOT EXISTS (
           SELECT FROM products.flow_rollups f
           WHERE (f.table_code, f.level, f.origin, f.fiscal_year) = (y.table_code, wanted, y.origin, y.fiscal_year)
         )
       ) AS rolled
       FROM products.trade_table_years y WHERE y.table_code = $1`,
      [code, levels.map(({ name }) => name)],
    );
    await refreshRollups(
      manager,
      code,
      years.filter(({ rolled }) => !rolled),
    );
    if (!dimensions.includes('COUNTRY')) continue;
    const regional = levels.filter(({ partner }) => partner === 'region');
    const rolled = years.filter((year) => year.rolled);
    if (rolled.length > 0) await replace(manager, code, rolled, levels, regional);
  }
}

async function dimensionsOf(
  manager: EntityManager,
  tableCode: string,
): Promise<readonly ExportDimension[]> {
  const [table]: { dimensions: ExportDimension[] }[] = await manager.query(
    'SELECT dimensions FROM products.trade_tables WHERE code = $1',
    [tableCode],
  );
  return table?.dimensions ?? [];
}

/** Makes some levels anew, or all, each from the smallest other one that is there by then. */
async function replace(
  manager: EntityManager,
  tableCode: string,
  years: readonly RollupYear[],
  all: readonly RollupLevel[],
  some: readonly RollupLevel[] | undefined,
): Promise<void> {
  const values = [tableCode, years.map(({ origin }) => origin), years.map(({ year }) => year)];
  const ofYears = `f.table_code = $1 AND (f.origin, f.fiscal_year) IN (SELECT * FROM unnest($2::text[], $3::text[]))`;
  await manager.query(
    `DELETE FROM products.flow_rollups f WHERE ${ofYears} AND ($4::text[] IS NULL OR f.level = ANY($4::text[]))`,
    [...values, some?.map(({ name }) => name) ?? null],
  );
  const waiting = new Set(some ?? all);
  for (const level of [...waiting]) {
    const finer = all.findLast((other) => !waiting.has(other) && followsFrom(level, other));
    await manager.query(insertion(level, finer, ofYears), values);
    waiting.delete(level);
  }
}

function insertion(level: RollupLevel, finer: RollupLevel | undefined, ofYears: string): string {
  const columns = [...partColumns[level.product], ...partColumns[level.partner]];
  const own = columns.map((column) => (column === 'region' ? region : `f.${column}`));
  const regions = columns.includes('region')
    ? 'LEFT JOIN products.country_regions r ON r.code = f.country_code'
    : '';
  const source = finer === undefined ? 'export_flows' : 'flow_rollups';
  const key = ['f.table_code', 'f.origin', 'f.fiscal_year', ...own].join(', ');
  return `
    INSERT INTO products.flow_rollups (level, ${['table_code', 'origin', 'fiscal_year', ...columns].join(', ')}, value)
    SELECT '${level.name}', ${key}, sum(f.value)
    FROM products.${source} f ${regions}
    WHERE ${ofYears} ${finer === undefined ? '' : `AND f.level = '${finer.name}'`}
    GROUP BY ${key}`;
}
