import type { EntityManager } from 'typeorm';
import type { ExportDimension } from '../entities/trade-table.ts';
import { followsFrom, levelKeys, levelsOf, type RollupLevel } from './levels.ts';
import { refreshSpans } from './spans.ts';

/** A year of an origin, as the cells have it. */
export interface RollupYear {
  readonly origin: string;
  readonly year: string;
}

/**
 * Makes the rollups of a table anew from its cells, those of the years given, and the spans of their origins. Whoever
 * writes cells and notes their years calls it afterwards in the same transaction: a question that a rollup can answer
 * never looks at the cells.
 */
export async function refreshRollups(
  manager: EntityManager,
  tableCode: string,
  years: readonly RollupYear[],
): Promise<void> {
  if (years.length === 0) return;
  const levels = levelsOf(await dimensionsOf(manager, tableCode));
  await replace(manager, tableCode, years, levels, levels);
  await refreshSpans(
    manager,
    tableCode,
    levels,
    years.map(({ origin }) => origin),
  );
  await analyse(manager);
}

/** The first questions come before autovacuum does. */
const analyse = (manager: EntityManager): Promise<unknown> =>
  manager.query('ANALYZE products.flow_rollups, products.flow_spans');

/**
 * Brings to order what a change of the seed can leave behind: rollups by region, as countries may have moved to others,
 * and those of years that lack some, as their cells are older or the table tells more apart than it did. Spans follow.
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
    const [rolled, lacking] = [
      years.filter((year) => year.rolled),
      years.filter((year) => !year.rolled),
    ];
    const regional = dimensions.includes('COUNTRY')
      ? levels.filter(({ partner }) => partner === 'region')
      : [];
    if (lacking.length > 0) await replace(manager, code, lacking, levels, levels);
    if (rolled.length > 0) await replace(manager, code, rolled, levels, regional);
    await refreshSpans(manager, code, levels, undefined);
  }
  await analyse(manager);
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

/** Makes some levels of years anew, each from the smallest other one that is there by then. */
async function replace(
  manager: EntityManager,
  tableCode: string,
  years: readonly RollupYear[],
  all: readonly RollupLevel[],
  some: readonly RollupLevel[],
): Promise<void> {
  const values = [tableCode, years.map(({ origin }) => origin), years.map(({ year }) => year)];
  const ofYears = `f.table_code = $1 AND (f.origin, f.fiscal_year) IN (SELECT * FROM unnest($2::text[], $3::text[]))`;
  await manager.query(
    `DELETE FROM products.flow_rollups f WHERE ${ofYears} AND (f.level = ANY($4::text[]) OR f.level <> ALL($5::text[]))`,
    [...values, some.map(({ name }) => name), all.map(({ name }) => name)],
  );
  const waiting = new Set(some);
  for (const level of [...waiting]) {
    const finer = all.findLast((other) => !waiting.has(other) && followsFrom(level, other));
    await manager.query(insertion(level, finer, ofYears), values);
    waiting.delete(level);
  }
}

function insertion(level: RollupLevel, finer: RollupLevel | undefined, ofYears: string): string {
  const { columns, sql, join } = levelKeys(level);
  const source = finer === undefined ? 'export_flows' : 'flow_rollups';
  const key = ['f.table_code', 'f.origin', 'f.fiscal_year', ...sql].join(', ');
  return `
    INSERT INTO products.flow_rollups (level, ${['table_code', 'origin', 'fiscal_year', ...columns].join(', ')}, value)
    SELECT '${level.name}', ${key}, sum(f.value)
    FROM products.${source} f ${join}
    WHERE ${ofYears} ${finer === undefined ? '' : `AND f.level = '${finer.name}'`}
    GROUP BY ${key}`;
}
