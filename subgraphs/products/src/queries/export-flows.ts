import { type ListQuery, type Page, type PageOfRows, pagesOf, type SortKey } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import type { ExportDimension } from '../entities/trade-table.ts';
import { startOf, yearName } from '../metrics/fiscal-year.ts';
import type { MoneyUnit } from '../money/money.ts';
import {
  type Bind,
  basis,
  flowCells,
  flowColumns,
  isYearly,
  productConditions,
} from './flow-cells.ts';
import type { FlowOrderField, FlowPlan, FlowQuery } from './flow-plan.ts';
import { byCode, byEnglish } from './order.ts';

/** A row of the cube. Dimensions that are not grouped by are null. Numbers are text, as `numeric` arrives. */
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
  readonly share: string;
  /** In percent. */
  readonly growth: string | null;
  /** In percent a year. */
  readonly cagr: string | null;
  readonly rca: string | null;
  readonly rank: number;
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
    default:
      return { sql: `c.${field.toLowerCase()}`, type: 'numeric' };
  }
}

/** The codes of a row's dimensions as one text, which breaks all ties. */
function cellCode(dimensions: readonly ExportDimension[]): SortKey {
  const codes = dimensions.map((dimension) => `coalesce(c.${flowColumns[dimension].column}, '')`);
  return byCode(`(${["''", ...codes].join(" || '/' || ")})`);
}

/**
 * The rows of the cube as a list: the largest value first unless ordered otherwise.
 *
 * @param countries whose lists are asked for; left out for the list at the root.
 */
function flowList(plan: FlowPlan, query: FlowQuery, countries?: readonly string[]): ListQuery {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const { dimensions, years } = plan;
  const cells = flowCells(plan, countries, bind);
  const basket = basketJoin(plan, bind);
  const parent = countries ? 'c.parent' : undefined;
  const span = years.span ? years.span.last - years.span.first : 1;
  // The root is taken in floating point: in numeric it costs more than all else, and `cagr` is a Float.
  const rows = `
    SELECT c.*,
           coalesce(c.value / NULLIF(sum(c.value) OVER (PARTITION BY ${parent ? `${parent}, ` : ''}c.start), 0), 0) AS share,
           (c.value / NULLIF(c.previous, 0) - 1) * 100 AS growth,
           ((power((coalesce(c.last_value, 0) / NULLIF(c.first_value, 0))::float8, 1.0 / ${bind(span)}::integer) - 1) * 100)::numeric AS cagr,
           ${basket ? 'c.value * k.total / NULLIF(p.value * k.value, 0)' : 'NULL::numeric'} AS rca,
           rank() OVER (${parent ? `PARTITION BY ${parent} ` : ''}ORDER BY c.value DESC)::integer AS rank
    FROM (${cells}) AS c ${basket ?? ''}`;
  const dimensionColumns = Object.entries(properties).map(([name, property]) => {
    const dimension = name as ExportDimension;
    const isGrouped = dimensions.includes(dimension);
    return `${isGrouped ? `c.${flowColumns[dimension].column}` : 'NULL::text'} AS "${property}"`;
  });
  const { field, direction } = query.orderBy ?? { field: 'VALUE', direction: 'DESC' };
  return {
    select: `${dimensionColumns.join(', ')}, trim_scale(c.value) AS value, trim_scale(c.previous) AS previous,
             c.share, c.growth, c.cagr, c.rca, c.rank`,
    from: { sql: `(${rows}) AS c`, values },
    where: [],
    order: [
      { ...orderKey(field, dimensions), descending: direction === 'DESC' },
      cellCode(dimensions),
    ],
    ...(parent ? { parent } : {}),
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
  const column = (dimension: ExportDimension): string => flowColumns[dimension].column;
  const apart = (['ORIGIN', 'FISCAL_YEAR', 'CALENDAR_YEAR'] as const)
    .filter((dimension) => dimensions.includes(dimension))
    .map(column);
  const ofProduct = [...apart, ...product.map(column)];
  const ofCountry = [...apart, 'country_code'];
  const sums = (keys: readonly string[], where: readonly string[]): string => `
    SELECT ${keys.join(', ')}, sum(f.value) AS value FROM products.export_flows f
    WHERE ${where.join(' AND ')} GROUP BY ${keys.join(', ')}`;
  const on = (alias: string, keys: readonly string[]): string =>
    keys.map((key) => `${alias}.${key} = c.${key}`).join(' AND ');
  const all = basis(plan, years.selected, bind);
  return `
    LEFT JOIN (${sums(ofProduct, [...all, ...productConditions(plan, bind)])}) AS p ON ${on('p', ofProduct)}
    LEFT JOIN (
      SELECT *, sum(value) OVER (${apart.length > 0 ? `PARTITION BY ${apart.join(', ')}` : ''}) AS total
      FROM (${sums(ofCountry, all)}) AS of_country
    ) AS k ON ${on('k', ofCountry)}`;
}

/** The year before that of a row, where the table does not have it on record; null for rows of several years. */
function missingYear({ table, years }: FlowPlan, year: string | null): string | null {
  const [only, ...others] = years.selected;
  const start = year !== null ? startOf(year) : others.length === 0 ? only : undefined;
  if (start === undefined || years.recorded.includes(start - 1)) return null;
  return yearName(table.period, start - 1);
}

/** A page of the cube's rows at the root, or of each country's, in one statement. */
export async function flowPages(
  db: DataSource,
  plan: FlowPlan,
  query: FlowQuery,
  page: Page,
  countries?: readonly string[],
): Promise<PageOfRows<FlowRow>[]> {
  const list = flowList(plan, query, countries);
  const pages = await pagesOf<Omit<FlowRow, 'unit' | 'missingYear'>>(db, list, page, countries);
  const { unit } = plan.table;
  return pages.map((found) => ({
    ...found,
    rows: found.rows.map(({ row, keys }) => ({
      row: { ...row, unit, missingYear: missingYear(plan, row.fiscalYear ?? row.calendarYear) },
      keys,
    })),
  }));
}

/** What all rows come to, at the root or for each country, in one statement. */
export async function flowTotals(
  db: DataSource,
  plan: FlowPlan,
  countries?: readonly string[],
): Promise<FlowTotals[]> {
  const values: unknown[] = [];
  const cells = flowCells(plan, countries, (value) => `$${values.push(value)}`);
  const nulls = plan.dimensions.map((dimension) => `${flowColumns[dimension].column} IS NULL`);
  const found: (FlowTotals & { readonly parent: string })[] = await db.query(
    `SELECT ${countries ? 'parent' : "''"} AS parent, trim_scale(sum(value)) AS total, count(*)::integer AS rows,
            sum(value * value) / NULLIF(sum(value) * sum(value), 0) AS concentration,
            bool_or(${nulls.join(' OR ') || 'false'}) AS unspecified
     FROM (${cells}) AS c GROUP BY 1`,
    values,
  );
  const byParent = new Map(found.map((totals) => [totals.parent, totals]));
  const { unit } = plan.table;
  const nothing = { total: '0', rows: 0, concentration: null, unspecified: false };
  return (countries ?? ['']).map((parent) => ({ ...nothing, ...byParent.get(parent), unit }));
}
