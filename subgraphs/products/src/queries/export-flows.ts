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
import { type FlowCells, flowCells, flowColumns, isYearly } from './flow-cells.ts';
import { type FlowMeasure, neededMeasures } from './flow-measures.ts';
import type { FlowOrderField, FlowPlan, FlowQuery } from './flow-plan.ts';
import {
  type Bind,
  basis,
  filteredDimensions,
  partnerConditions,
  productConditions,
  sourceOf,
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
  /** Whether a row is of what the table leaves unspecified. */
  readonly unspecified: boolean;
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
function orderKey(field: FlowOrderField, dimensions: readonly ExportDimension[]): SortKey {
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
      return { sql: `c.${field.toLowerCase()}`, type: 'numeric' };
  }
}

/** The codes of a row's dimensions as one text, which breaks all ties. */
function cellCode(dimensions: readonly ExportDimension[]): SortKey {
  const codes = dimensions.map((dimension) => `coalesce(c.${flowColumns[dimension]}, '')`);
  return { ...byCode(`(${["''", ...codes].join(" || '/' || ")})`), notNull: true };
}

/** The columns of `FlowTotals` over rows, or where they are in a window beside each row. */
function totalsOf({ dimensions }: FlowPlan, over: string): string {
  const nulls = dimensions.map((dimension) => `c.${flowColumns[dimension]} IS NULL`);
  const sum = `sum(c.value) ${over}`;
  return `trim_scale(${sum}) AS total, (count(*) ${over})::integer AS rows,
    sum(c.value * c.value) ${over} / NULLIF(${sum} * ${sum}, 0) AS concentration,
    bool_or(${nulls.join(' OR ') || 'false'}) ${over} AS unspecified`;
}

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
  const { field, direction } = query.orderBy ?? { field: 'VALUE', direction: 'DESC' };
  const measures = neededMeasures(asked, field);
  const cells = flowCells(plan, countries, measures, bind);
  const basket = measures.has('rca') ? basketJoin(plan, bind) : undefined;
  const parent = countries ? 'c.parent' : undefined;
  const ofAll = measures.has('share') ? shareOf(plan, cells, parent, bind) : undefined;
  const span = years.span ? years.span.last - years.span.first : 1;
  const asStored = cells.asStored && !measures.has('rank');
  // Where all rows are looked at anyhow, what they come to costs little more.
  const totals = measures.has('totals') && !asStored && countries === undefined;
  const unasked = 'NULL::numeric';
  // The root is taken in floating point: in numeric it costs more than all else, and `cagr` is a Float.
  const rows = `
    SELECT c.*, ${measures.has('previous') ? '' : `${unasked} AS previous, `}
           ${ofAll?.sql ?? unasked} AS share,
           ${measures.has('previous') ? '(c.value / NULLIF(c.previous, 0) - 1) * 100' : unasked} AS growth,
           ${measures.has('cagr') ? `((power((coalesce(c.last_value, 0) / NULLIF(c.first_value, 0))::float8, 1.0 / ${bind(span)}::integer) - 1) * 100)::numeric` : unasked} AS cagr,
           ${basket ? 'c.value * k.total / NULLIF(p.value * k.value, 0)' : unasked} AS rca,
           ${measures.has('rank') ? `rank() OVER (${parent ? `PARTITION BY ${parent} ` : ''}ORDER BY c.value DESC)::integer` : 'NULL::integer'} AS rank
           ${totals ? `, ${totalsOf(plan, 'OVER ()')}` : ''}
    FROM (${cells.sql}) AS c ${ofAll?.join ?? ''} ${basket ?? ''}`;
  const dimensionColumns = Object.entries(properties).map(([name, property]) => {
    const dimension = name as ExportDimension;
    const isGrouped = dimensions.includes(dimension);
    return `${isGrouped ? `c.${flowColumns[dimension]}` : 'NULL::text'} AS "${property}"`;
  });
  const list: ListQuery = {
    select: `${dimensionColumns.join(', ')}, trim_scale(c.value) AS value, trim_scale(c.previous) AS previous,
             c.share, c.growth, c.cagr, c.rca, c.rank${totals ? ', c.total, c.rows, c.concentration, c.unspecified' : ''}`,
    from: { sql: `(${rows}) AS c`, values },
    where: [],
    order: [
      { ...orderKey(field, dimensions), descending: direction === 'DESC' },
      cellCode(dimensions),
    ],
    ...(parent ? { parent } : {}),
  };
  return { list, asStored };
}

/** What a row's share is of: the sum of its year, or where rows are of all years of all rows. */
function shareOf(
  plan: FlowPlan,
  { level, asStored }: FlowCells,
  parent: string | undefined,
  bind: Bind,
): { readonly sql: string; readonly join: string } {
  const ofRows = `sum(c.value) OVER (PARTITION BY ${parent ? `${parent}, ` : ''}c.start)`;
  const share = (total: string): string => `coalesce(c.value / NULLIF(${total}, 0), 0)`;
  const needed = filteredDimensions(plan);
  // A sum that a smaller rollup has spares a look at all rows.
  const isSmaller = levelFor(plan.table.dimensions, needed)?.name !== level?.name;
  if (parent || !asStored || !isSmaller) return { sql: share(ofRows), join: '' };
  const source = sourceOf(plan.table, needed, bind);
  const where = [
    ...source.where,
    ...basis(plan, plan.years.selected, bind),
    ...productConditions(plan, bind),
    ...partnerConditions(plan, source.region, bind),
  ];
  return {
    sql: share('o.value'),
    join: `LEFT JOIN (
      SELECT f.fiscal_year AS of_year, sum(f.value) AS value FROM ${source.from}
      WHERE ${where.join(' AND ')} GROUP BY f.fiscal_year
    ) AS o ON o.of_year = c.fiscal_year`,
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
  const product = productDimensions.filter((dimension) => dimensions.includes(dimension));
  if (product.length === 0 || !dimensions.includes('COUNTRY')) return undefined;
  const apart = (['ORIGIN', 'FISCAL_YEAR', 'CALENDAR_YEAR'] as const).filter((dimension) =>
    dimensions.includes(dimension),
  );
  const keysOf = (more: readonly ExportDimension[]): string[] =>
    [...apart, ...more].map((dimension) => flowColumns[dimension]);
  const { filter } = plan;
  const ofProduct = keysOf(product);
  const ofCountry = keysOf(['COUNTRY']);
  const sums = (
    keys: readonly string[],
    needed: readonly ExportDimension[],
    conditions: readonly string[] = [],
  ): string => {
    const { from, where } = sourceOf(plan.table, needed, bind);
    const all = [...where, ...basis(plan, years.selected, bind), ...conditions];
    return `SELECT ${keys.map((key) => `f.${key}`).join(', ')}, sum(f.value) AS value FROM ${from}
      WHERE ${all.join(' AND ')} GROUP BY ${keys.map((key) => `f.${key}`).join(', ')}`;
  };
  const on = (alias: string, keys: readonly string[]): string =>
    keys.map((key) => `${alias}.${key} = c.${key}`).join(' AND ');
  const filtered = filteredDimensions({ filter: { ...filter, country: null, region: null } });
  return `
    LEFT JOIN (${sums(ofProduct, [...product, ...filtered], productConditions(plan, bind))}) AS p ON ${on('p', ofProduct)}
    LEFT JOIN (
      SELECT *, sum(value) OVER (${apart.length > 0 ? `PARTITION BY ${keysOf([]).join(', ')}` : ''}) AS total
      FROM (${sums(ofCountry, ['COUNTRY'])}) AS of_country
    ) AS k ON ${on('k', ofCountry)}`;
}

/** The year before that of a row, where the table does not have it on record; null for rows of several years. */
function missingYear({ table, years }: FlowPlan, year: string | null): string | null {
  const [only, ...others] = years.selected;
  const start = year !== null ? startOf(year) : others.length === 0 ? only : undefined;
  if (start === undefined || years.recorded.includes(start - 1)) return null;
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
      row: { ...row, unit, missingYear: missingYear(plan, row.fiscalYear ?? row.calendarYear) },
      keys,
    })),
  }));
}

/** What all rows come to, where the first of a page has it beside it. */
function totalsBeside(
  row: Partial<Omit<FlowTotals, 'unit'>> | undefined,
  unit: MoneyUnit,
): FlowTotals | undefined {
  const { total, rows, concentration = null, unspecified = false } = row ?? {};
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
    `SELECT ${countries ? 'parent' : "''"} AS parent, ${totalsOf(plan, '')}
     FROM (${cells.sql}) AS c GROUP BY 1`,
    values,
  );
  const byParent = new Map(found.map((totals) => [totals.parent, totals]));
  const { unit } = plan.table;
  const nothing = { total: '0', rows: 0, concentration: null, unspecified: false };
  return (countries ?? ['']).map((parent) => ({ ...nothing, ...byParent.get(parent), unit }));
}
