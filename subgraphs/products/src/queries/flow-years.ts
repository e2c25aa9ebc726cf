import { startOf } from '../metrics/fiscal-year.ts';
import { isGiven } from './conditions.ts';
import type { FlowFilter } from './flow-plan.ts';
import type { RecordedTable } from './trade-tables.ts';

/** Years by the calendar year in which they begin. */
export interface FlowYears {
  /** All that the table has on record for the origins. */
  readonly recorded: readonly number[];
  /** Those of them that the filter takes in. */
  readonly selected: readonly number[];
  /** The first and the last that the filter names, where both are on record and differ: the ends of `cagr`. */
  readonly span: { readonly first: number; readonly last: number } | undefined;
}

/**
 * The years of a table that matter to a question. In a table of regions a year is on record where all regions of the
 * filter are.
 */
export function yearsOf(
  filter: FlowFilter,
  origins: readonly string[],
  table: RecordedTable,
): FlowYears {
  const recorded = recordedYears(filter, origins, table);
  const from = filter.fiscalYearFrom ? startOf(filter.fiscalYearFrom) : Number.NEGATIVE_INFINITY;
  const to = filter.fiscalYearTo ? startOf(filter.fiscalYearTo) : Number.POSITIVE_INFINITY;
  const isWithin = (year: number): boolean => year >= from && year <= to;
  const named = namedYears(filter)?.filter(isWithin) ?? null;
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

/** The years that a filter names one by one, of either kind: a table has one kind. */
function namedYears({ fiscalYear, calendarYear }: FlowFilter): readonly number[] | undefined {
  if (isGiven(fiscalYear)) return fiscalYear.map(startOf);
  return calendarYear && calendarYear.length > 0 ? calendarYear : undefined;
}

function recordedYears(
  { region }: FlowFilter,
  origins: readonly string[],
  table: RecordedTable,
): number[] {
  const own = table.years.filter(({ origin }) => origins.includes(origin));
  const starts = [...new Set(own.map(({ fiscalYear }) => startOf(fiscalYear)))];
  const parts = own.some((year) => year.region !== '') && isGiven(region) ? region : [];
  return starts
    .filter((start) =>
      parts.every((part) =>
        own.some((year) => year.region === part && startOf(year.fiscalYear) === start),
      ),
    )
    .sort((a, b) => a - b);
}
