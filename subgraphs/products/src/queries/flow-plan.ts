import { badUserInput } from '@niryat/kernel';
import type { ExportDimension } from '../entities/trade-table.ts';
import { startOf } from '../metrics/fiscal-year.ts';
import { type Currency, currencyOf } from '../money/money.ts';
import type { Alternatives } from './conditions.ts';
import type { Order } from './order.ts';
import type { RecordedTable } from './trade-tables.ts';

/** Which cells of the cube. */
export interface FlowFilter {
  /** `IN` where none is given. */
  readonly origin?: Alternatives;
  readonly fiscalYear?: Alternatives;
  readonly fiscalYearFrom?: string | null | undefined;
  readonly fiscalYearTo?: string | null | undefined;
  readonly sector?: Alternatives;
  readonly commodity?: Alternatives;
  readonly hsChapter?: Alternatives;
  readonly country?: Alternatives;
  readonly region?: Alternatives;
}

/** By what rows of the cube can be ordered. */
export type FlowOrderField = 'VALUE' | 'GROWTH' | 'CAGR' | 'SHARE' | 'FISCAL_YEAR' | 'NAME';

/** How the cube is asked. */
export interface FlowQuery {
  readonly filter?: FlowFilter | null | undefined;
  readonly groupBy: readonly ExportDimension[];
  readonly orderBy?: Order<FlowOrderField> | null | undefined;
  /** USD where none is given. */
  readonly currency?: Currency | null | undefined;
}

/** Fiscal years by the calendar year in which they begin. */
export interface FlowYears {
  /** All that the table has on record for the origins. */
  readonly recorded: readonly number[];
  /** Those of them that the filter takes in. */
  readonly selected: readonly number[];
  /** The first and the last that the filter names, where both are on record and differ: the ends of `cagr`. */
  readonly span: { readonly first: number; readonly last: number } | undefined;
}

/** A question to the cube, settled: the one table that answers it, and the years in play. */
export interface FlowPlan {
  readonly table: RecordedTable;
  readonly dimensions: readonly ExportDimension[];
  readonly origins: readonly string[];
  readonly years: FlowYears;
  readonly filter: FlowFilter;
}

/** The fields of the filter that need a dimension of the table. Every table tells origins and years apart. */
const filtered = {
  sector: 'SECTOR',
  commodity: 'COMMODITY',
  hsChapter: 'HS_CHAPTER',
  country: 'COUNTRY',
  region: 'REGION',
} as const satisfies Partial<Record<keyof FlowFilter, ExportDimension>>;

/** A dimension that a question needs, and the argument that asks for it. */
interface Need {
  readonly argument: string;
  readonly dimension: ExportDimension;
}

/**
 * The first table, by code, that has the currency and every dimension asked for. Tables are never added
 * together: a question that no single one can answer is refused.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT`, naming the argument, when no table has the currency, or none of
 *   those has the dimensions; it says which ones there are.
 */
export function planFlows(query: FlowQuery, tables: readonly RecordedTable[]): FlowPlan {
  const { groupBy, currency } = query;
  const filter = query.filter ?? {};
  const needs: Need[] = [
    ...groupBy.map((dimension) => ({ argument: 'groupBy', dimension })),
    ...Object.entries(filtered)
      .filter(([field]) => isGiven(filter[field as keyof typeof filtered]))
      .map(([field, dimension]) => ({ argument: `filter.${field}`, dimension })),
  ];
  const table = tableFor(tables, currency ?? 'USD', needs);
  const origins = isGiven(filter.origin) ? [...filter.origin] : ['IN'];
  const recorded = table.years
    .filter(({ origin }) => origins.includes(origin))
    .map(({ fiscalYear }) => startOf(fiscalYear));
  return {
    table,
    dimensions: [...new Set(groupBy)],
    origins,
    years: yearsOf(
      filter,
      [...new Set(recorded)].sort((a, b) => a - b),
    ),
    filter,
  };
}

/** True for a list that narrows something. */
function isGiven(values: Alternatives): values is readonly string[] {
  return values !== null && values !== undefined && values.length > 0;
}

function tableFor(
  tables: readonly RecordedTable[],
  currency: Currency,
  needs: readonly Need[],
): RecordedTable {
  const inCurrency = tables.filter(({ unit }) => currencyOf(unit) === currency);
  if (inCurrency.length === 0) {
    const stated = [...new Set(tables.map(({ unit }) => currencyOf(unit)))].join(', ') || 'none';
    throw badUserInput(
      `No table of the trade statistics states values in ${currency}, and none are converted.`,
      { argument: 'currency', given: currency, accepted: stated },
    );
  }
  const has = ({ dimensions }: RecordedTable, { dimension }: Need): boolean =>
    dimensions.includes(dimension);
  const found = inCurrency.find((table) => needs.every((need) => has(table, need)));
  if (found !== undefined) return found;
  const unknown = needs.find((need) => inCurrency.every((table) => !has(table, need)));
  const asked = [...new Set(needs.map(({ dimension }) => dimension))].join(', ');
  throw badUserInput(
    unknown
      ? `No table of the trade statistics tells ${unknown.dimension} apart.`
      : `No single table of the trade statistics tells all of ${asked} apart, and tables are never added together.`,
    {
      argument: (unknown ?? needs[0])?.argument ?? 'groupBy',
      given: unknown?.dimension ?? asked,
      accepted: inCurrency
        .map(({ titleEn, code, dimensions }) => `${dimensions.join(', ')} (${titleEn ?? code})`)
        .join('; or '),
    },
  );
}

function yearsOf(filter: FlowFilter, recorded: readonly number[]): FlowYears {
  const from = filter.fiscalYearFrom ? startOf(filter.fiscalYearFrom) : Number.NEGATIVE_INFINITY;
  const to = filter.fiscalYearTo ? startOf(filter.fiscalYearTo) : Number.POSITIVE_INFINITY;
  const isWithin = (year: number): boolean => year >= from && year <= to;
  const named = isGiven(filter.fiscalYear) ? filter.fiscalYear.map(startOf).filter(isWithin) : null;
  const first = named ? Math.min(...named) : filter.fiscalYearFrom ? from : recorded[0];
  const last = named ? Math.max(...named) : filter.fiscalYearTo ? to : recorded.at(-1);
  const isOnRecord = (year: number | undefined): year is number =>
    year !== undefined && recorded.includes(year);
  return {
    recorded,
    selected: recorded.filter((year) => isWithin(year) && (named?.includes(year) ?? true)),
    span: isOnRecord(first) && isOnRecord(last) && first < last ? { first, last } : undefined,
  };
}
