import type { ExportDimension } from '../entities/trade-table.ts';
import { type RollupLevel, toldBy } from '../rollups/levels.ts';
import { isGiven } from './conditions.ts';
import type { FlowMeasure } from './flow-measures.ts';
import { type FlowPlan, isYearly, yearDimensions } from './flow-plan.ts';
import {
  type Bind,
  basis,
  type FlowSource,
  filteredDimensions,
  ofYears,
  partnerConditions,
  productConditions,
  sourceFor,
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

/** The rows of the cube as SQL. */
export interface FlowCells {
  readonly sql: string;
  /** Whether each is a row of a rollup, or a cell, as it stands, so that its indexes serve the list. */
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
  const own = dimensions.filter((dimension) => !yearDimensions.includes(dimension));
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
  const source = sourceFor(plan, needed, bind);
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
  const asStored = countries === undefined && !takesSeveral(question) && isAsStored(plan, level);
  return { sql: sqlOf(question, asStored, bind), asStored, level };
}

function sqlOf(question: Question, asStored: boolean, bind: Bind): string {
  if (!isYearly(question.plan)) {
    return asStored ? storedCells(question) : summedCells(question, bind);
  }
  return takesSeveral(question) ? comparedCells(question, bind) : cellsByYear(question, asStored);
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
function yearsInPlay(plan: FlowPlan, measures: ReadonlySet<FlowMeasure>): number[] {
  const { selected, span } = plan.years;
  return [
    ...selected,
    ...(measures.has('previous') ? yearsBefore(plan) : []),
    ...(measures.has('cagr') && span ? [span.first, span.last] : []),
  ];
}

/** The years that growth is measured from, where they are on record; for rows of several years together there is none. */
function yearsBefore(plan: FlowPlan): number[] {
  const { recorded, selected } = plan.years;
  if (!isYearly(plan) && selected.length > 1) return [];
  return selected.map((year) => year - 1).filter((year) => recorded.includes(year));
}

/** Whether years are read that are not selected. */
const looksBeside = (plan: FlowPlan, measures: ReadonlySet<FlowMeasure>): boolean =>
  yearsInPlay(plan, measures).some((year) => !plan.years.selected.includes(year));

/** Whether a row takes rows of several years, which nothing has added up. */
function takesSeveral({ plan, source, measures }: Question): boolean {
  if (isYearly(plan)) return measures.has('previous') || measures.has('cagr');
  return !source.spans && (plan.years.selected.length !== 1 || looksBeside(plan, measures));
}

/** Whether rows are those of the source, none added to another: all that it tells apart is grouped by or one. */
export function isAsStored(
  { dimensions, origins, filter, table }: FlowPlan,
  level?: RollupLevel,
): boolean {
  const isOne = (dimension: ExportDimension, values: readonly string[] | null | undefined) =>
    dimensions.includes(dimension) || (isGiven(values) && values.length === 1);
  const one = {
    SECTOR: isOne('SECTOR', filter.sector),
    HS_CHAPTER: isOne('HS_CHAPTER', filter.hsChapter),
    COMMODITY: isOne('COMMODITY', filter.commodity),
    REGION: isOne('REGION', filter.region),
    COUNTRY: isOne('COUNTRY', filter.country),
  };
  if (!isOne('ORIGIN', origins)) return false;
  return toldBy(level ?? table.dimensions).every((dimension) => one[dimension]);
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

/** Whether rows are of several origins, which need not have the same years on record. */
const tellsOrigins = ({ dimensions, origins }: FlowPlan): boolean =>
  dimensions.includes('ORIGIN') && origins.length > 1;

/** Each origin with each of its years, as one text. */
const recordedPairs = ({ years }: FlowPlan): string[] =>
  [...years.recordedOf].flatMap(([origin, own]) => own.map((year) => `${origin} ${year}`));

/** What rows had in a year, and null where the year, or the row's origin in it, is not on record: that is not zero. */
function whereRecorded(
  plan: FlowPlan,
  year: number | undefined,
  origin: string,
  bind: Bind,
  sum: (year: number) => string,
): string {
  if (year === undefined) return 'NULL::numeric';
  if (!tellsOrigins(plan)) return sum(year);
  const having = [...plan.years.recordedOf].filter(([, own]) => own.includes(year));
  const origins = having.map(([code]) => code);
  return `CASE WHEN ${origin} = ANY(${bind(origins)}::text[]) THEN ${sum(year)} END`;
}

/** A row for each cell and year, beside other years. The year before is 0 where it is on record and the cell is not in it. */
function comparedCells(question: Question, bind: Bind): string {
  const { recorded, selected, span } = question.plan.years;
  const keys = question.keys.map(({ column }) => column);
  const isRecorded = (year: string): string =>
    tellsOrigins(question.plan)
      ? `(origin || ' ' || (${year})) = ANY(${bind(recordedPairs(question.plan))}::text[])`
      : `${year} = ANY(${bind(recorded)}::integer[])`;
  const partition = keys.length > 0 ? `PARTITION BY ${keys.join(', ')}` : '';
  const at = (year: number | undefined): string =>
    whereRecorded(
      question.plan,
      year,
      'origin',
      bind,
      (known) =>
        `coalesce(sum(value) FILTER (WHERE start = ${bind(known)}::integer) OVER (${partition}), 0)`,
    );
  const columns = [
    ...(question.measures.has('previous')
      ? [
          `CASE WHEN ${isRecorded('start - 1')} THEN
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

/** The rows of a rollup as they stand: of one year, or of all. No year on record is before them. */
function storedCells({ plan, measures, keys, source, where }: Question): string {
  const columns = [
    ...keys.map(({ sql, column }) => `${sql} AS ${column}`),
    'NULL::integer AS start',
    'f.value',
    ...(measures.has('previous') ? ['NULL::numeric AS previous'] : []),
    ...(measures.has('cagr')
      ? (['first_value', 'last_value'] as const).map((end) =>
          plan.years.span ? `f.${end}` : `NULL::numeric AS ${end}`,
        )
      : []),
  ];
  return `SELECT ${columns.join(', ')} FROM ${source.from} WHERE ${where.join(' AND ')}`;
}

/** A row for each cell, its years added up. There is a year before only where one year alone is selected. */
function summedCells({ plan, source, measures, keys, where }: Question, bind: Bind): string {
  const { selected, span } = plan.years;
  const [before] = yearsBefore(plan);
  // Where no other years are read than those selected, no row needs to be asked for its year.
  const compared = looksBeside(plan, measures);
  const value = `sum(f.value)${compared ? ` FILTER (WHERE ${ofYears(plan, selected, bind)})` : ''}`;
  const at = (year: number | undefined): string =>
    whereRecorded(
      plan,
      year,
      'f.origin',
      bind,
      (known) => `coalesce(sum(f.value) FILTER (WHERE ${ofYears(plan, [known], bind)}), 0)`,
    );
  const end = (name: 'first' | 'last'): string =>
    `${source.spans && span ? `sum(f.${name}_value)` : at(span?.[name])} AS ${name}_value`;
  const columns = [
    ...keys.map(({ sql, column }) => `${sql} AS ${column}`),
    'NULL::integer AS start',
    `${value} AS value`,
    ...(measures.has('previous') ? [`${at(before)} AS previous`] : []),
    ...(measures.has('cagr') ? [end('first'), end('last')] : []),
  ];
  return `
    SELECT ${columns.join(', ')}
    FROM ${source.from}
    WHERE ${where.join(' AND ')}
    ${keys.length > 0 ? `GROUP BY ${keys.map(({ sql }) => sql).join(', ')}` : ''}
    ${compared || keys.length === 0 ? `HAVING ${value} IS NOT NULL` : ''}`;
}
