import type { Condition } from '@niryat/kernel';
import type { ExportDimension } from '../entities/trade-table.ts';
import { yearName } from '../metrics/fiscal-year.ts';
import { levelFor, partColumns, productColumns, type RollupLevel } from '../rollups/levels.ts';
import { isGiven, isOneOf } from './conditions.ts';
import { type FlowPlan, isYearly } from './flow-plan.ts';

/** Takes a value as a parameter and gives its place, `$1` for the first. */
export type Bind = (value: unknown) => string;

/** Where rows of a table are read: its cells, or the rollup with the fewest rows that can answer. */
export interface FlowSource {
  /** Undefined for the cells. */
  readonly level: RollupLevel | undefined;
  /** Whether rows are of all years together (`flow_spans`), and tell none apart. */
  readonly spans: boolean;
  /** The FROM clause without its keyword; rows are `f`, and where regions follow from countries, those are `r`. */
  readonly from: string;
  /** What picks the table and the level. */
  readonly where: readonly string[];
  /** The expression for a row's region. */
  readonly region: string;
}

/** The dimensions that the filter's fields of products and destinations need. */
export function filteredDimensions({ filter }: Pick<FlowPlan, 'filter'>): ExportDimension[] {
  const fields = {
    SECTOR: filter.sector,
    COMMODITY: filter.commodity,
    HS_CHAPTER: filter.hsChapter,
    COUNTRY: filter.country,
    REGION: filter.region,
  } as const;
  return Object.entries(fields).flatMap(([dimension, values]) =>
    isGiven(values) ? [dimension as ExportDimension] : [],
  );
}

/** Whether an answer tells sectors apart or is of some, and of these are some that the table has a note of. */
export function tellsNotedSectors({
  dimensions,
  filter: { sector },
  table: { notedSectors },
}: Pick<FlowPlan, 'dimensions' | 'filter' | 'table'>): boolean {
  if (!isGiven(sector)) return dimensions.includes('SECTOR') && notedSectors !== null;
  return sector.some((code) => notedSectors?.includes(code));
}

/** Where to read what a question takes of its table: by year, or of all years together where it takes them all. */
export const sourceFor = (
  plan: FlowPlan,
  needed: readonly ExportDimension[],
  bind: Bind,
): FlowSource => sourceOf(plan.table, needed, bind, takesSpans(plan));

/**
 * Where to read rows of a table that tell dimensions apart.
 *
 * @param ofAllYears whether rows are to be of all years together, which cells never are.
 */
export function sourceOf(
  { code, dimensions }: Pick<FlowPlan['table'], 'code' | 'dimensions'>,
  needed: readonly ExportDimension[],
  bind: Bind,
  ofAllYears = false,
): FlowSource {
  const level = levelFor(dimensions, needed);
  const ofTable = `f.table_code = ${bind(code)}`;
  const byCountry = needed.includes('REGION') && level?.partner !== 'region';
  const regions = byCountry
    ? ' LEFT JOIN products.country_regions r ON r.code = f.country_code'
    : '';
  const region = byCountry ? 'coalesce(f.region, r.region)' : 'f.region';
  if (level === undefined) {
    const from = `products.export_flows f${regions}`;
    return { level, spans: false, from, where: [ofTable], region };
  }
  // What a level leaves out is null in all of its rows: said so, an index serves that has it in front.
  const left = productColumns.filter((column) => !partColumns[level.product].includes(column));
  return {
    level,
    spans: ofAllYears,
    from: `products.${ofAllYears ? 'flow_spans' : 'flow_rollups'} f${regions}`,
    where: [ofTable, `f.level = '${level.name}'`, ...left.map((column) => `f.${column} IS NULL`)],
    region,
  };
}

/** The conditions of the question's origins and of years, without the filter's other fields. */
export function basis(plan: FlowPlan, years: readonly number[], bind: Bind): string[] {
  const [origin, ...others] = plan.origins;
  return [
    // One value is an equality, which leaves an index's order as it is.
    others.length === 0
      ? `f.origin = ${bind(origin)}::text`
      : `f.origin = ANY(${bind(plan.origins)}::text[])`,
    ...(takesAll(plan, years) ? [] : [ofYears(plan, years, bind)]),
  ];
}

/** Whether these are all years that there are: then no row needs to be asked for its own. Of regions some may lack a year. */
const takesAll = ({ years: { recordedOf }, filter }: FlowPlan, years: readonly number[]): boolean =>
  !isGiven(filter.region) &&
  [...recordedOf.values()].every((own) => own.every((year) => years.includes(year)));

/** Whether rows are of all years on record of one origin: two may have other ends. */
const takesSpans = (plan: FlowPlan): boolean =>
  !isYearly(plan) && plan.origins.length === 1 && takesAll(plan, plan.years.selected);

/** That a row is of one of the years. */
export function ofYears({ table }: FlowPlan, years: readonly number[], bind: Bind): string {
  const names = [...new Set(years)].map((year) => yearName(table.period, year));
  return names.length === 1
    ? `f.fiscal_year = ${bind(names[0])}::text`
    : `f.fiscal_year = ANY(${bind(names)}::text[])`;
}

/** The conditions of the filter on what is exported. */
export function productConditions({ filter }: FlowPlan, bind: Bind): string[] {
  return [
    ...isOneOf('f.sector_code', filter.sector),
    ...isOneOf('f.commodity_code', filter.commodity),
    ...isOneOf('f.hs_chapter', filter.hsChapter),
  ].map((condition) => bound(condition, bind));
}

/** The conditions of the filter on where it goes. */
export function partnerConditions({ filter }: FlowPlan, region: string, bind: Bind): string[] {
  return [...isOneOf('f.country_code', filter.country), ...isOneOf(region, filter.region)].map(
    (condition) => bound(condition, bind),
  );
}

function bound({ sql, values }: Condition, bind: Bind): string {
  const names = values.map(bind);
  return sql.replace(/\$(\d+)/g, (_, n: string) => names[Number(n) - 1] ?? 'NULL');
}
