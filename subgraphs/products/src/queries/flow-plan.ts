import type { ExportDimension } from '../entities/trade-table.ts';
import type { Currency } from '../money/money.ts';
import { type Alternatives, isGiven } from './conditions.ts';
import { tableFor } from './flow-table.ts';
import { type FlowYears, yearsOf } from './flow-years.ts';
import type { Order } from './order.ts';
import type { RecordedTable } from './trade-tables.ts';

/** Which cells of the cube. */
export interface FlowFilter {
  /** `IN` where none is given. */
  readonly origin?: Alternatives;
  readonly fiscalYear?: Alternatives;
  readonly fiscalYearFrom?: string | null | undefined;
  readonly fiscalYearTo?: string | null | undefined;
  readonly calendarYear?: readonly number[] | null | undefined;
  readonly sector?: Alternatives;
  readonly commodity?: Alternatives;
  readonly hsChapter?: Alternatives;
  readonly country?: Alternatives;
  readonly region?: Alternatives;
  /** The code of the table that must answer. */
  readonly table?: string | null | undefined;
}

/** By what rows of the cube can be ordered. */
export type FlowOrderField = 'VALUE' | 'GROWTH' | 'CAGR' | 'SHARE' | 'FISCAL_YEAR' | 'NAME';

/** The order where none is given. */
export const largestFirst = {
  field: 'VALUE',
  direction: 'DESC',
} as const satisfies Order<FlowOrderField>;

/** How the cube is asked. */
export interface FlowQuery {
  readonly filter?: FlowFilter | null | undefined;
  readonly groupBy: readonly ExportDimension[];
  readonly orderBy?: Order<FlowOrderField> | null | undefined;
  /** USD where none is given. */
  readonly currency?: Currency | null | undefined;
}

/** A question to the cube, settled: the one table that answers it, and the years in play. */
export interface FlowPlan {
  readonly table: RecordedTable;
  readonly dimensions: readonly ExportDimension[];
  readonly origins: readonly string[];
  readonly years: FlowYears;
  readonly filter: FlowFilter;
}

/** The dimensions of time. A table has one of them, in the same column. */
export const yearDimensions: readonly ExportDimension[] = ['FISCAL_YEAR', 'CALENDAR_YEAR'];

/** Whether rows are of one year each. */
export const isYearly = ({ dimensions }: Pick<FlowPlan, 'dimensions'>): boolean =>
  dimensions.some((dimension) => yearDimensions.includes(dimension));

/**
 * The one table that answers a question (`tableFor` has the rule), with the years in play. Tables are never added
 * together: a question that no single one can answer is refused.
 *
 * @param ofCountries whether it is put for countries, each of which has a list of its own.
 * @throws {GraphQLError} `BAD_USER_INPUT`, naming the argument, where no table can answer; it says what there is.
 */
export function planFlows(
  query: FlowQuery,
  tables: readonly RecordedTable[],
  ofCountries = false,
): FlowPlan {
  const filter = query.filter ?? {};
  const origins = isGiven(filter.origin) ? [...filter.origin] : ['IN'];
  const table = tableFor(query, origins, tables, ofCountries);
  return {
    table,
    dimensions: [...new Set(query.groupBy)],
    origins,
    years: yearsOf({ filter, origins, groupBy: query.groupBy }, table),
    filter,
  };
}
