import {
  keysetPage,
  type ListQuery,
  type Page,
  type PageOfRows,
  pagesOf,
  type SortKey,
} from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import type { ExportDimension } from '../entities/trade-table.ts';
import { startOf, yearName } from '../metrics/fiscal-year.ts';
import type { MoneyUnit } from '../money/money.ts';
import { levelFor } from '../rollups/levels.ts';
import { type FlowCells, flowCells, flowColumns, isAsStored } from './flow-cells.ts';
import { type FlowMeasure, neededMeasures } from './flow-measures.ts';
import {
  type FlowFilter,
  type FlowOrderField,
  type FlowPlan,
  type FlowQuery,
  isYearly,
  largestFirst,
} from './flow-plan.ts';
import {
  type Bind,
  basis,
  filteredDimensions,
  partnerConditions,
  productConditions,
  sourceFor,
} from './flow-source.ts';
import { byCode, byEnglish } from './order.ts';

/**
 * A row of the cube. Dimensions that are not grouped by are null, and so are measures that were not asked for. Numbers
 * are text, as `numeric` arrives.
 */
export interface FlowRow {
  readonly origin: string | null;
  readonly fiscalYear: string | null;
  readonly calendarYear: string | null;
  readonly sectorCode: string | null;
  readonly commodityCode: string | null;
  readonly hsChapterCode: string | null;
  readonly countryCode: string | null;
  readonly region: string | null;
  /** In `unit`. */
  readonly value: string;
  /** In `unit`; null where the year before is not on record. */
  readonly previous: string | null;
  /** 0 to 1. */
  readonly share: string | null;
  /** In percent. */
  readonly growth: string | null;
  /** In percent a year. */
  readonly cagr: string | null;
  readonly rca: string | null;
  readonly rank: number | null;
  readonly unit: MoneyUnit;
  /** The year before that of the row, where the table does not have it on record: why there is no growth. */
  readonly missingYear: string | null;
}

/** What all rows of a list come to. */
export interface FlowTotals {
  /** In `unit`. */
  readonly total: string;
  readonly rows: number;
  /** Herfindahl-Hirschman index; null where the total is 0. */
  readonly concentration: string | null;
  /** The share of the rows that lack a code, 0 to 1: of what is unspecified, or of no sector. Null where the total is 0. */
  readonly unspecified: string | null;
  readonly unit: MoneyUnit;
}

/** A page of the cube's rows. */
export interface FlowPage extends PageOfRows<FlowRow> {
  /** What all rows of the list come to, where it was asked for and found on the way. */
  readonly totals: FlowTotals | undefined;
}

/** The property of a row that each dimension fills. */
const properties: Readonly<Record<ExportDimension, keyof FlowRow>> = {
  ORIGIN: 'origin',
  FISCAL_YEAR: 'fiscalYear',
  CALENDAR_YEAR: 'calendarYear',
  SECTOR: 'sectorCode',
  COMMODITY: 'commodityCode',
  HS_CHAPTER: 'hsChapterCode',
  COUNTRY: 'countryCode',
  REGION: 'region',
};

/** The dimensions that say what is exported. */
const productDimensions: readonly ExportDimension[] = ['SECTOR', 'COMMODITY', 'HS_CHAPTER'];

/** The English name of a row's value in each dimension. */
const names: Readonly<Record<ExportDimension, string>> = {
  ORIGIN: "coalesce((SELECT name_en FROM products.states s WHERE s.code = c.origin), 'India')",
  FISCAL_YEAR: 'c.fiscal_year',
  CALENDAR_YEAR: 'c.fiscal_year',
  SECTOR: '(SELECT name_en FROM products.sectors s WHERE s.code = c.sector_code)',
  COMMODITY: '(SELECT name FROM products.commodities m WHERE m.code = c.commodity_code)',
  HS_CHAPTER: '(SELECT title FROM products.hs_chapters h WHERE h.code = c.hs_chapter)',
  COUNTRY: '(SELECT name_en FROM products.country_regions n WHERE n.code = c.country_code)',
  REGION: 'c.region',
};

/** What a row is ordered by. `NAME` takes the names of all dimensions, in the order in which they were asked for. */
function orderKey(
  field: FlowOrderField,
  dimensions: readonly ExportDimension[],
  measured: Readonly<Record<'GROWTH' | 'CAGR' | 'SHARE', string | undefined>>,
): SortKey {
  switch (field) {
    case 'FISCAL_YEAR':
      return byCode(isYearly({ dimensions }) ? 'c.fiscal_year' : 'NULL::text');
    case 'NAME':
      return byEnglish(
        `NULLIF(concat_ws(' / ', ${["''", ...dimensions.map((dimension) => names[dimension])].join(', ')}), '')`,
      );
    case 'VALUE':
      return { sql: 'c.value', type: 'numeric', notNull: true };
    default:
      return { sql: measured[field] ?? 'NULL::numeric', type: 'numeric' };
  }
}

/** The codes of a row's dimensions as one text, which breaks all ties. */
function cellCode(dimensions: readonly ExportDimension[]): SortKey {
  const codes = dimensions.map((dimension) => `coalesce(c.${flowColumns[dimension]}, '')`);
  return { ...byCode(`(${["''", ...codes].join(" || '/' || ")})`), notNull: true };
}

/** The sums behind `FlowTotals` over rows, or where they are in a window beside each row. */
function sumsOf({ dimensions }: FlowPlan, over: string): string {
  const nulls = dimensions.map((dimension) => `c.${flowColumns[dimension]} IS NULL`);
  return `sum(c.value) ${over} AS all_value, (count(*) ${over})::integer AS all_rows,
    sum(c.value * c.value) ${over} AS all_squares,
    sum(c.value) FILTER (WHERE ${nulls.join(' OR ') || 'false'}) ${over} AS null_value`;
}

/** The columns of `FlowTotals` out of those sums. */
const totalsOfSums = `trim_scale(all_value) AS total, all_rows AS rows,
  all_squares / NULLIF(all_value * all_value, 0) AS concentration,
  coalesce(null_value, 0) / NULLIF(all_value, 0) AS unspecified`;

/** A list of the cube's rows, and whether they are rows of a rollup as they stand. */
interface FlowList extends Pick<FlowCells, 'asStored'> {
  readonly list: ListQuery;
}

/**
 * The rows of the cube as a list: the largest value first unless ordered otherwise.
 *
 * @param countries whose lists are asked for; left out for the list at the root.
 */
function flowList(
  plan: FlowPlan,
  query: FlowQuery,
  asked: readonly FlowMeasure[],
  countries?: readonly string[],
): FlowList {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const { dimensions, years } = plan;
  const { field, direction } = query.orderBy ?? largestFirst;
  const measures = neededMeasures(asked, field);
  const cells = flowCells(plan, countries, measures, bind);
  const basket = measures.has('rca') ? basketJoin(plan, bind) : undefined;
  const parent = countries ? 'c.parent' : undefined;
  // A list that tells no years apart is short: what its rows come to is had in one look at all of them.
  const looksAtAll = measures.has('rank') || (measures.has('totals') && !isYearly(plan));
  const asStored = cells.asStored && !looksAtAll;
  const ofAll = measures.has('share')
    ? shareOf(plan, { ...cells, asStored }, parent, bind)
    : undefined;
  const span = years.span ? years.span.last - years.span.first : 1;
  // Where all rows are looked at anyhow, what they come to costs little more.
  const totals = measures.has('totals') && !asStored && countries === undefined;
  const raw = [
    'c.*',
    ...(ofAll ? [`${ofAll.sql} AS whole`] : []),
    ...(basket ? ['p.value AS of_product', 'k.value AS of_country', 'k.total AS of_all'] : []),
    ...(measures.has('rank')
      ? [
          `rank() OVER (${parent ? `PARTITION BY ${parent} ` : ''}ORDER BY c.value DESC)::integer AS rank`,
        ]
      : []),
    ...(totals ? [sumsOf(plan, 'OVER ()')] : []),
  ];
  const rows = `SELECT ${raw.join(', ')} FROM (${cells.sql}) AS c ${ofAll?.join ?? ''} ${basket ?? ''}`;
  const measured: Readonly<Record<Measured, string | undefined>> = {
    share: ofAll && 'coalesce(value / NULLIF(whole, 0), 0)',
    growth: measures.has('previous') ? '(value / NULLIF(previous, 0) - 1) * 100' : undefined,
    // The root is taken in floating point: in numeric it costs more than all else, and `cagr` is a Float.
    cagr: measures.has('cagr')
      ? `((power((last_value / NULLIF(first_value, 0))::float8, 1.0 / ${bind(span)}::integer) - 1) * 100)::numeric`
      : undefined,
    rca: basket && 'value * of_all / NULLIF(of_product * of_country, 0)',
  };
  const dimensionColumns = Object.entries(properties).map(([name, property]) => {
    const dimension = name as ExportDimension;
    const isGrouped = dimensions.includes(dimension);
    return `${isGrouped ? flowColumns[dimension] : 'NULL::text'} AS "${property}"`;
  });
  const ordered = { GROWTH: measured.growth, CAGR: measured.cagr, SHARE: measured.share };
  const list: ListQuery = {
    select: 'c.*',
    // What a row is measured by is worked out for the rows of the page alone, unless the list is ordered by it.
    finish: [
      ...dimensionColumns,
      'trim_scale(value) AS value',
      `${measures.has('previous') ? 'trim_scale(previous)' : 'NULL::numeric'} AS previous`,
      ...Object.entries(measured).map(([name, sql]) => `${sql ?? 'NULL::numeric'} AS ${name}`),
      `${measures.has('rank') ? 'rank' : 'NULL::integer AS rank'}`,
      ...(totals ? [totalsOfSums] : []),
    ].join(', '),
    from: { sql: `(${rows}) AS c`, values },
    where: [],
    order: [
      { ...orderKey(field, dimensions, ordered), descending: direction === 'DESC' },
      cellCode(dimensions),
    ],
    ...(parent ? { parent } : {}),
  };
  return { list, asStored };
}

/** What is worked out of a row's columns. */
type Measured = 'share' | 'growth' | 'cagr' | 'rca';

/** What a row's share is of: the sum of its year, or where rows are of all years of all rows. */
function shareOf(
  plan: FlowPlan,
  { level, asStored }: FlowCells,
  parent: string | undefined,
  bind: Bind,
): { readonly sql: string; readonly join: string } {
  const parts = [...(parent ? [parent] : []), ...(isYearly(plan) ? ['c.start'] : [])];
  const ofRows = `sum(c.value) OVER (${parts.length > 0 ? `PARTITION BY ${parts.join(', ')}` : ''})`;
  const needed = filteredDimensions(plan);
  // A sum that a smaller rollup has spares a look at all rows.
  const isSmaller = levelFor(plan.table.dimensions, needed)?.name !== level?.name;
  if (parent || !asStored || !isSmaller) return { sql: ofRows, join: '' };
  const source = sourceFor(plan, needed, bind);
  const where = [
    ...source.where,
    ...basis(plan, plan.years.selected, bind),
    ...productConditions(plan, bind),
    ...partnerConditions(plan, source.region, bind),
  ];
  const sum = `sum(f.value) AS value FROM ${source.from} WHERE ${where.join(' AND ')}`;
  return {
    sql: 'o.value',
    join: isYearly(plan)
      ? `LEFT JOIN (SELECT f.fiscal_year AS of_year, ${sum} GROUP BY f.fiscal_year) AS o ON o.of_year = c.fiscal_year`
      : `CROSS JOIN (SELECT ${sum}) AS o`,
  };
}

/**
 * What revealed comparative advantage (Balassa 1965) takes besides the row itself: the origins' exports of its
 * product to all countries (`p.value`), of all goods to its country (`k.value`) and to all (`k.total`). The filter
 * says what the product is, and no more: were it to narrow the baskets, the index would say nothing. Undefined
 * unless rows are of products and countries.
 */
function basketJoin(plan: FlowPlan, bind: Bind): string | undefined {
  const { dimensions, years } = plan;
  // A commodity has one sector: goods of no sector have an index all the same.
  const product = productDimensions.filter(
    (dimension) =>
      dimensions.includes(dimension) &&
      !(dimension === 'SECTOR' && dimensions.includes('COMMODITY')),
  );
  if (product.length === 0 || !dimensions.includes('COUNTRY')) return undefined;
  // One origin is the same in every row. As a key it would only mislead the planner, which guesses few rows to match.
  const apart = (['ORIGIN', 'FISCAL_YEAR', 'CALENDAR_YEAR'] as const).filter(
    (dimension) =>
      dimensions.includes(dimension) && !(dimension === 'ORIGIN' && plan.origins.length === 1),
  );
  const keysOf = (more: readonly ExportDimension[]): string[] =>
    [...apart, ...more].map((dimension) => flowColumns[dimension]);
  const { country: _country, region: _region, ...ofGoods } = plan.filter;
  const sums = (
    more: readonly ExportDimension[],
    filter: FlowFilter,
    conditions: readonly string[] = [],
  ): string => {
    const part = { ...plan, dimensions: [...apart, ...more], filter };
    const { from, where, level, spans } = sourceFor(
      plan,
      [...more, ...filteredDimensions(part)],
      bind,
    );
    const all = [...where, ...basis(plan, years.selected, bind), ...conditions];
    const keys = keysOf(more).map((key) => `f.${key}`);
    const ofOneYear = isYearly(plan) || spans || years.selected.length === 1;
    const stored = ofOneYear && isAsStored(part, level);
    return `SELECT ${keys.join(', ')}, ${stored ? 'f.value' : 'sum(f.value) AS value'} FROM ${from}
      WHERE ${all.join(' AND ')} ${stored ? '' : `GROUP BY ${keys.join(', ')}`}`;
  };
  const on = (alias: string, more: readonly ExportDimension[]): string =>
    keysOf(more)
      .map((key) => `${alias}.${key} = c.${key}`)
      .join(' AND ');
  return `
    LEFT JOIN (${sums(product, ofGoods, productConditions(plan, bind))}) AS p ON ${on('p', product)}
    LEFT JOIN (
      SELECT *, sum(value) OVER (${apart.length > 0 ? `PARTITION BY ${keysOf([]).join(', ')}` : ''}) AS total
      FROM (${sums(['COUNTRY'], {})}) AS of_country
    ) AS k ON ${on('k', ['COUNTRY'])}`;
}

/** The year before that of a row, where the table does not have it on record; null for rows of several years. */
function missingYear(
  { table, years }: FlowPlan,
  { origin, fiscalYear, calendarYear }: Pick<FlowRow, 'origin' | 'fiscalYear' | 'calendarYear'>,
): string | null {
  const [only, ...others] = years.selected;
  const year = fiscalYear ?? calendarYear;
  const start = year !== null ? startOf(year) : others.length === 0 ? only : undefined;
  const recorded = (origin === null ? undefined : years.recordedOf.get(origin)) ?? years.recorded;
  if (start === undefined || recorded.includes(start - 1)) return null;
  return yearName(table.period, start - 1);
}

/**
 * A page of the cube's rows at the root, or of each country's, in one statement.
 *
 * @param asked what is wanted of the rows; the page tells its place and the list's length where `count` is.
 */
export async function flowPages(
  db: DataSource,
  plan: FlowPlan,
  query: FlowQuery,
  page: Page,
  asked: readonly FlowMeasure[],
  countries?: readonly string[],
): Promise<FlowPage[]> {
  type Found = Omit<FlowRow, 'unit' | 'missingYear'> & Partial<Omit<FlowTotals, 'unit'>>;
  const { list, asStored } = flowList(plan, query, asked, countries);
  const counted = asked.includes('count');
  const pages =
    countries === undefined
      ? [await keysetPage<Found>(db, list, page, { counted, asStored })]
      : await pagesOf<Found>(db, list, page, countries);
  const { unit } = plan.table;
  return pages.map((found) => ({
    ...found,
    totals: totalsBeside(found.rows[0]?.row, unit),
    rows: found.rows.map(({ row, keys }) => ({
      row: { ...row, unit, missingYear: missingYear(plan, row) },
      keys,
    })),
  }));
}

/** What all rows come to, where the first of a page has it beside it. */
function totalsBeside(
  row: Partial<Omit<FlowTotals, 'unit'>> | undefined,
  unit: MoneyUnit,
): FlowTotals | undefined {
  const { total, rows, concentration = null, unspecified = null } = row ?? {};
  if (total === undefined || rows === undefined) return undefined;
  return { total, rows, concentration, unspecified, unit };
}

/** What all rows come to, at the root or for each country, in one statement. */
export async function flowTotals(
  db: DataSource,
  plan: FlowPlan,
  countries?: readonly string[],
): Promise<FlowTotals[]> {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const cells = flowCells(plan, countries, new Set(), bind);
  const found: (FlowTotals & { readonly parent: string })[] = await db.query(
    `SELECT parent, ${totalsOfSums} FROM (
       SELECT ${countries ? 'parent' : "''"} AS parent, ${sumsOf(plan, '')} FROM (${cells.sql}) AS c GROUP BY 1
     ) AS sums`,
    values,
  );
  const byParent = new Map(found.map((totals) => [totals.parent, totals]));
  const { unit } = plan.table;
  const nothing = { total: '0', rows: 0, concentration: null, unspecified: null };
  return (countries ?? ['']).map((parent) => ({ ...nothing, ...byParent.get(parent), unit }));
}
