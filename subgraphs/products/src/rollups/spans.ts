import type { EntityManager } from 'typeorm';
import { followsFrom, type LevelKeys, levelKeys, type RollupLevel } from './levels.ts';

/**
 * Makes the spans of a table anew: the rollups of its origins, added up over all years that are on record, beside what
 * the first and the last of those years came to. A question of all years, or of the growth between its ends, then reads
 * a row where the rollups have one for each year.
 *
 * @param levels finest first, as `levelsOf` gives them; their rollups must be in place, and the years noted.
 * @param origins whose spans; undefined for all of the table.
 */
export async function refreshSpans(
  manager: EntityManager,
  tableCode: string,
  levels: readonly RollupLevel[],
  origins: readonly string[] | undefined,
): Promise<void> {
  const values = [tableCode, origins ?? null];
  const ofOrigins = 'f.table_code = $1 AND ($2::text[] IS NULL OR f.origin = ANY($2::text[]))';
  await manager.query(`DELETE FROM products.flow_spans f WHERE ${ofOrigins}`, values);
  for (const [at, level] of levels.entries()) {
    const finer = levels.slice(0, at).findLast((other) => followsFrom(level, other));
    await manager.query(
      finer ? fromSpans(level, finer, ofOrigins) : fromRollups(level, ofOrigins),
      values,
    );
  }
}

/** An INSERT of spans of a level, which groups what its FROM clause gives by table, origin and keys. */
function insertion(
  { name }: RollupLevel,
  { columns, sql }: Pick<LevelKeys, 'columns' | 'sql'>,
  values: readonly [value: string, first: string, last: string],
  from: string,
): string {
  return `
    INSERT INTO products.flow_spans (${['level', 'table_code', 'origin', ...columns, 'value', 'first_value', 'last_value'].join(', ')})
    SELECT ${[`'${name}'`, 'f.table_code', 'f.origin', ...sql, ...values].join(', ')}
    FROM ${from}
    GROUP BY ${['f.table_code', 'f.origin', ...sql].join(', ')}`;
}

/** The spans of a level out of its own rollups, those of each year. */
function fromRollups(level: RollupLevel, ofOrigins: string): string {
  const { columns } = levelKeys(level);
  const at = (end: string): string =>
    `coalesce(sum(f.value) FILTER (WHERE f.fiscal_year = y.${end}), 0)`;
  return insertion(
    level,
    { columns, sql: columns.map((column) => `f.${column}`) },
    ['sum(f.value)', at('first'), at('last')],
    `products.flow_rollups f JOIN (
       SELECT table_code, origin, min(fiscal_year) AS first, max(fiscal_year) AS last
       FROM products.trade_table_years GROUP BY table_code, origin
     ) AS y ON y.table_code = f.table_code AND y.origin = f.origin
     WHERE ${ofOrigins} AND f.level = '${level.name}'`,
  );
}

/** The spans of a level out of those of a finer one. */
function fromSpans(level: RollupLevel, finer: RollupLevel, ofOrigins: string): string {
  const keys = levelKeys(level);
  return insertion(
    level,
    keys,
    ['sum(f.value)', 'sum(f.first_value)', 'sum(f.last_value)'],
    `products.flow_spans f ${keys.join} WHERE ${ofOrigins} AND f.level = '${finer.name}'`,
  );
}
