import type { ExportDimension } from '../entities/trade-table.ts';
import type { RollupLevel } from '../rollups/levels.ts';
import { isGiven } from './conditions.ts';
import type { FlowMeasure } from './flow-measures.ts';
import type { FlowPlan } from './flow-plan.ts';
import {
  type Bind,
  basis,
  type FlowSource,
  filteredDimensions,
  ofYears,
  partnerConditions,
  productConditions,
  sourceOf,
} from './flow-source.ts';

/** The column of each dimension in the rows of the cube. */
export const flowColumns: Readonly<Record<ExportDimension, string>> = {
  ORIGIN: 'origin',
  FISCAL_YEAR: 'fiscal_year',
  CALENDAR_YEAR: 'fiscal_year',
  SECTOR: 'sector_code',
  COMMODITY: 'commodity_code',
  HS_CHAPTER: 'hs_chapter',
  COUNTRY: 'country_code',
  REGION: 'region',
};

/** The dimensions of time. A table has one of them, in the same column. */
const years: readonly ExportDimension[] = ['FISCAL_YEAR', 'CALENDAR_YEAR'];

/** Whether rows are of one year each. */
export const isYearly = ({ dimensions }: Pick<FlowPlan, 'dimensions'>): boolean =>
  dimensions.some((dimension) => years.includes(dimension));

/** The rows of the cube as SQL. */
export interface FlowCells {
  readonly sql: string;
  /** Whether each is a row of a rollup as it stands, so that its indexes serve the list. */
  readonly asStored: boolean;
  readonly level: RollupLevel | undefined;
}

/** A column that tells cells apart whatever the year. */
interface CellKey {
  readonly column: string;
  readonly sql: string;
}

/** The cells' keys: the country whose list it is, where lists of several are asked for, and the dimensions but the year. */
function cellKeys(
  { dimensions }: FlowPlan,
  ofCountries: boolean,
  { region }: FlowSource,
): CellKey[] {
  const own = dimensions.filter((dimension) => !years.includes(dimension));
  const parent = ofCountries ? [{ column: 'parent', sql: 'f.country_code' }] : [];
  return [
    ...parent,
    ...own.map((dimension) => {
      const column = flowColumns[dimension];
      return { column, sql: dimension === 'REGION' ? region : `f.${column}` };
    }),
  ];
}

/**
 * The rows of the cube as SQL: the columns of the dimensions, `start` (the calendar year in which the year begins;
 * null where rows are of several), `value`, `parent` for lists of countries, `previous` where that is measured, and
 * `first_value` and `last_value` where `cagr` is.
 *
 * Cells of the table are disjoint, so that every value is a plain sum, of them or of their rollups.
 */
export function flowCells(
  plan: FlowPlan,
  countries: readonly string[] | undefined,
  measures: ReadonlySet<FlowMeasure>,
  bind: Bind,
): FlowCells {
  const needed = [...plan.dimensions, ...filteredDimensions(plan)];
  if (countries) needed.push('COUNTRY');
  const source = sourceOf(plan.table, needed, bind);
  const question: Question = {
    plan,
    source,
    measures,
    keys: cellKeys(plan, countries !== undefined, source),
    where: [
      ...source.where,
      ...basis(plan, yearsInPlay(plan, measures), bind),
      ...(countries ? [`f.country_code = ANY(${bind(countries)}::text[])`] : []),
      ...productConditions(plan, bind),
      ...partnerConditions(plan, source.region, bind),
    ],
  };
  const { level } = source;
  if (!isYearly(plan)) return { sql: summedCells(question, bind), asStored: false, level };
  if (measures.has('previous') || measures.has('cagr')) {
    return { sql: comparedCells(question, bind), asStored: false, level };
  }
  const asStored = countries === undefined && isAsStored(plan, level);
  return { sql: cellsByYear(question, asStored), asStored, level };
}

/** What rows are asked for, and where they are read. */
interface Question {
  readonly plan: FlowPlan;
  readonly source: FlowSource;
  readonly measures: ReadonlySet<FlowMeasure>;
  readonly keys: readonly CellKey[];
  readonly where: readonly string[];
}

/** The years that matter: those selected, for growth the years before them, for `cagr` the ends of the span. */
function yearsInPlay(
  { years: { selected, span } }: FlowPlan,
  measures: ReadonlySet<FlowMeasure>,
): number[] {
  return [
    ...selected,
    ...(measures.has('previous') ? selected.map((year) => year - 1) : []),
    ...(measures.has('cagr') && span ? [span.first, span.last] : []),
  ];
}

/** Whether rows by year are those of a level, none added to another: all that it tells apart is grouped by or one. */
function isAsStored(
  { dimensions, origins, filter }: FlowPlan,
  level: RollupLevel | undefined,
): boolean {
  if (level === undefined) return false;
  const isOne = (dimension: ExportDimension, values: readonly string[] | null | undefined) =>
    dimensions.includes(dimension) || (isGiven(values) && values.length === 1);
  const product = {
    all: true,
    sector: isOne('SECTOR', filter.sector),
    chapter: isOne('HS_CHAPTER', filter.hsChapter),
    commodity: isOne('COMMODITY', filter.commodity),
  };
  const partner = {
    world: true,
    region: isOne('REGION', filter.region),
    country: isOne('COUNTRY', filter.country),
  };
  return isOne('ORIGIN', origins) && product[level.product] && partner[level.partner];
}

/** A row for each cell and year. */
function cellsByYear({ source, keys, where }: Question, asStored: boolean): string {
  return `
    SELECT ${keys.map(({ sql, column }) => `${sql} AS ${column}, `).join('')}f.fiscal_year,
           left(f.fiscal_year, 4)::integer AS start, ${asStored ? 'f.value' : 'sum(f.value) AS value'}
    FROM ${source.from}
    WHERE ${where.join(' AND ')}
    ${asStored ? '' : `GROUP BY ${[...keys.map(({ sql }) => sql), 'f.fiscal_year'].join(', ')}`}`;
}

/** A row for each cell and year, beside other years. The year before is 0 where it is on record and the cell is not in it. */
function comparedCells(question: Question, bind: Bind): string {
  const { recorded, selected, span } = question.plan.years;
  const keys = question.keys.map(({ column }) => column);
  const partition = keys.length > 0 ? `PARTITION BY ${keys.join(', ')}` : '';
  const at = (year: number | undefined): string =>
    year === undefined
      ? 'NULL::numeric'
      : `sum(value) FILTER (WHERE start = ${bind(year)}::integer) OVER (${partition})`;
  const columns = [
    ...(question.measures.has('previous')
      ? [
          `CASE WHEN start - 1 = ANY(${bind(recorded)}::integer[]) THEN
             CASE WHEN lag(start) OVER w = start - 1 THEN lag(value) OVER w ELSE 0 END
           END AS previous`,
        ]
      : []),
    ...(question.measures.has('cagr')
      ? [`${at(span?.first)} AS first_value`, `${at(span?.last)} AS last_value`]
      : []),
  ];
  return `
    SELECT * FROM (
      SELECT *, ${columns.join(', ')}
      FROM (${cellsByYear(question, false)}) AS by_year
      WINDOW w AS (${partition} ORDER BY start)
    ) AS yearly
    WHERE start = ANY(${bind(selected)}::integer[])`;
}

/** A row for each cell, its years added up. There is a year before only where one year alone is selected. */
function summedCells({ plan, source, measures, keys, where }: Question, bind: Bind): string {
  const { recorded, selected, span } = plan.years;
  const [only, ...others] = selected;
  const before = only !== undefined && others.length === 0 ? only - 1 : undefined;
  // Where no other years are read than those selected, no row needs to be asked for its year.
  const compared = yearsInPlay(plan, measures).some((year) => !selected.includes(year));
  const chosen = compared ? ofYears(plan, selected, bind) : 'true';
  const at = (year: number | undefined): string =>
    year === undefined
      ? 'NULL::numeric'
      : `coalesce(sum(f.value) FILTER (WHERE ${ofYears(plan, [year], bind)}), 0)`;
  const columns = [
    ...keys.map(({ sql, column }) => `${sql} AS ${column}`),
    'NULL::integer AS start',
    `sum(f.value)${compared ? ` FILTER (WHERE ${chosen})` : ''} AS value`,
    ...(measures.has('previous')
      ? [
          `${at(before !== undefined && recorded.includes(before) ? before : undefined)} AS previous`,
        ]
      : []),
    ...(measures.has('cagr')
      ? [`${at(span?.first)} AS first_value`, `${at(span?.last)} AS last_value`]
      : []),
  ];
  return `
    SELECT ${columns.join(', ')}
    FROM ${source.from}
    WHERE ${where.join(' AND ')}
    ${keys.length > 0 ? `GROUP BY ${keys.map(({ sql }) => sql).join(', ')}` : ''}
    ${compared || keys.length === 0 ? `HAVING coalesce(bool_or(${chosen}), false)` : ''}`;
}
