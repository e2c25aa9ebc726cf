import type { Condition } from '@niryat/kernel';
import type { ExportDimension } from '../entities/trade-table.ts';
import { yearName } from '../metrics/fiscal-year.ts';
import { isOneOf } from './conditions.ts';
import type { FlowPlan } from './flow-plan.ts';

/** The column of each dimension in the rows of the cube, and the expression over its tables that fills it. */
export const flowColumns: Readonly<Record<ExportDimension, { column: string; sql: string }>> = {
  ORIGIN: { column: 'origin', sql: 'f.origin' },
  FISCAL_YEAR: { column: 'fiscal_year', sql: 'f.fiscal_year' },
  CALENDAR_YEAR: { column: 'fiscal_year', sql: 'f.fiscal_year' },
  SECTOR: { column: 'sector_code', sql: 'f.sector_code' },
  COMMODITY: { column: 'commodity_code', sql: 'f.commodity_code' },
  HS_CHAPTER: { column: 'hs_chapter', sql: 'f.hs_chapter' },
  COUNTRY: { column: 'country_code', sql: 'f.country_code' },
  REGION: { column: 'region', sql: 'coalesce(f.region, r.region)' },
};

/** The dimensions of time. A table has one of them, in the same column. */
const years: readonly ExportDimension[] = ['FISCAL_YEAR', 'CALENDAR_YEAR'];

/** Whether rows are of one year each. */
export const isYearly = ({ dimensions }: Pick<FlowPlan, 'dimensions'>): boolean =>
  dimensions.some((dimension) => years.includes(dimension));

/** Takes a value as a parameter and gives its place, `$1` for the first. */
export type Bind = (value: unknown) => string;

/** A column that tells cells apart whatever the year. */
interface CellKey {
  readonly column: string;
  readonly sql: string;
}

/** The cells' keys: the country whose list it is, where lists of several are asked for, and the dimensions but the year. */
function cellKeys({ dimensions }: FlowPlan, ofCountries: boolean): CellKey[] {
  const own = dimensions.filter((dimension) => !years.includes(dimension));
  const parent = ofCountries ? [{ column: 'parent', sql: 'f.country_code' }] : [];
  return [...parent, ...own.map((dimension) => flowColumns[dimension])];
}

/**
 * The rows of the cube as SQL: the columns of the dimensions, `start` (the calendar year in which the year begins;
 * null where rows are of several), `value`, `previous`, `first_value`, `last_value`, and `parent` for lists of
 * countries.
 *
 * Cells of the table are disjoint, so that every value is a plain sum.
 */
export function flowCells(
  plan: FlowPlan,
  countries: readonly string[] | undefined,
  bind: Bind,
): string {
  const keys = cellKeys(plan, countries !== undefined).map(({ column }) => column);
  const byYear = cellsByYear(plan, countries, bind);
  return isYearly(plan)
    ? yearlyCells(plan, keys, byYear, bind)
    : summedCells(plan, keys, byYear, bind);
}

/** What each cell holds in each year that matters: those selected, the years before them, and the ends of the span. */
function cellsByYear(plan: FlowPlan, countries: readonly string[] | undefined, bind: Bind): string {
  const { selected, span } = plan.years;
  const years = [...selected, ...selected.map((year) => year - 1)];
  if (span) years.push(span.first, span.last);
  const keys = cellKeys(plan, countries !== undefined);
  const { filter } = plan;
  const where = [
    ...basis(plan, years, bind),
    ...(countries ? [`f.country_code = ANY(${bind(countries)}::text[])`] : []),
    ...productConditions(plan, bind),
    ...[
      ...isOneOf('f.country_code', filter.country),
      ...isOneOf(flowColumns.REGION.sql, filter.region),
    ].map((condition) => bound(condition, bind)),
  ];
  return `
    SELECT ${keys.map(({ sql, column }) => `${sql} AS ${column}, `).join('')}f.fiscal_year,
           left(f.fiscal_year, 4)::integer AS start, sum(f.value) AS value
    FROM products.export_flows f LEFT JOIN products.country_regions r ON r.code = f.country_code
    WHERE ${where.join(' AND ')}
    GROUP BY ${[...keys.map(({ sql }) => sql), 'f.fiscal_year'].join(', ')}`;
}

/** The conditions of the table, its origins and years, without the filter's other fields. */
export function basis(plan: FlowPlan, years: readonly number[], bind: Bind): string[] {
  const names = [...new Set(years)].map((year) => yearName(plan.table.period, year));
  return [
    `f.table_code = ${bind(plan.table.code)}`,
    `f.origin = ANY(${bind(plan.origins)}::text[])`,
    `f.fiscal_year = ANY(${bind(names)}::text[])`,
  ];
}

/** The conditions of the filter on what is exported. */
export function productConditions({ filter }: FlowPlan, bind: Bind): string[] {
  return [
    ...isOneOf('f.sector_code', filter.sector),
    ...isOneOf('f.commodity_code', filter.commodity),
    ...isOneOf('f.hs_chapter', filter.hsChapter),
  ].map((condition) => bound(condition, bind));
}

function bound({ sql, values }: Condition, bind: Bind): string {
  const names = values.map(bind);
  return sql.replace(/\$(\d+)/g, (_, n: string) => names[Number(n) - 1] ?? 'NULL');
}

/** A row for each cell and year. The year before is 0 where it is on record and the cell is not in it. */
function yearlyCells(plan: FlowPlan, keys: readonly string[], byYear: string, bind: Bind): string {
  const { recorded, selected, span } = plan.years;
  const partition = keys.length > 0 ? `PARTITION BY ${keys.join(', ')}` : '';
  const at = (year: number | undefined): string =>
    year === undefined
      ? 'NULL::numeric'
      : `sum(value) FILTER (WHERE start = ${bind(year)}::integer) OVER (${partition})`;
  return `
    SELECT * FROM (
      SELECT *,
             CASE WHEN start - 1 = ANY(${bind(recorded)}::integer[]) THEN
               CASE WHEN lag(start) OVER w = start - 1 THEN lag(value) OVER w ELSE 0 END
             END AS previous,
             ${at(span?.first)} AS first_value, ${at(span?.last)} AS last_value
      FROM (${byYear}) AS by_year
      WINDOW w AS (${partition} ORDER BY start)
    ) AS yearly
    WHERE start = ANY(${bind(selected)}::integer[])`;
}

/** A row for each cell, its years added up. There is a year before only where one year alone is selected. */
function summedCells(plan: FlowPlan, keys: readonly string[], byYear: string, bind: Bind): string {
  const { recorded, selected, span } = plan.years;
  const [only, ...others] = selected;
  const before = only !== undefined && others.length === 0 ? only - 1 : undefined;
  const chosen = `start = ANY(${bind(selected)}::integer[])`;
  const at = (year: number | undefined): string =>
    year === undefined
      ? 'NULL::numeric'
      : `coalesce(sum(value) FILTER (WHERE start = ${bind(year)}::integer), 0)`;
  return `
    SELECT ${keys.map((key) => `${key}, `).join('')}NULL::integer AS start,
           sum(value) FILTER (WHERE ${chosen}) AS value,
           ${at(before !== undefined && recorded.includes(before) ? before : undefined)} AS previous,
           ${at(span?.first)} AS first_value, ${at(span?.last)} AS last_value
    FROM (${byYear}) AS by_year
    ${keys.length > 0 ? `GROUP BY ${keys.join(', ')}` : ''}
    HAVING bool_or(${chosen})`;
}
