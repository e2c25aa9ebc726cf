import type { ExportDimension } from '../entities/trade-table.ts';
import { startOf } from '../metrics/fiscal-year.ts';
import { isGiven } from './conditions.ts';
import type { FlowFilter } from './flow-plan.ts';
import type { RecordedTable } from './trade-tables.ts';

/** Years by the calendar year in which they begin. */
export interface FlowYears {
  /** All that the table has on record for the question. */
  readonly recorded: readonly number[];
  /** Those that it has for each origin, for questions that tell several apart. */
  readonly recordedOf: ReadonlyMap<string, readonly number[]>;
  /** Those of them that the filter takes in. */
  readonly selected: readonly number[];
  /** Those that the filter names, or begins or ends with, and that are not on record. */
  readonly lacking: readonly number[];
  /** The first and the last that the filter names, where both are on record and differ: the ends of `cagr`. */
  readonly span: { readonly first: number; readonly last: number } | undefined;
}

/** What of a question says which years it is of. */
export interface YearsQuestion {
  readonly filter: FlowFilter;
  readonly origins: readonly string[];
  readonly groupBy: readonly ExportDimension[];
}

/**
 * The years of a table that matter to a question. Where origins or regions are added up, a year is on record where all
 * of them are: a sum that lacks one of them in some years would tell of growth that never was. In a table of regions
 * that is so of all regions of the filter.
 */
export function yearsOf(question: YearsQuestion, table: RecordedTable): FlowYears {
  const { filter } = question;
  const { recorded, recordedOf } = recordedYears(question, table);
  const from = filter.fiscalYearFrom ? startOf(filter.fiscalYearFrom) : Number.NEGATIVE_INFINITY;
  const to = filter.fiscalYearTo ? startOf(filter.fiscalYearTo) : Number.POSITIVE_INFINITY;
  const isWithin = (year: number): boolean => year >= from && year <= to;
  const named = namedYears(filter)?.filter(isWithin) ?? null;
  const first = named ? Math.min(...named) : filter.fiscalYearFrom ? from : recorded[0];
  const last = named ? Math.max(...named) : filter.fiscalYearTo ? to : recorded.at(-1);
  const isOnRecord = (year: number | undefined): year is number =>
    year !== undefined && recorded.includes(year);
  const asked = named ?? [from, to].filter(Number.isFinite);
  return {
    recorded,
    recordedOf,
    selected: recorded.filter((year) => isWithin(year) && (named?.includes(year) ?? true)),
    lacking: [...new Set(asked)].filter((year) => !isOnRecord(year)).sort((a, b) => a - b),
    span: isOnRecord(first) && isOnRecord(last) && first < last ? { first, last } : undefined,
  };
}

/** The years that a filter names one by one, of either kind: a table has one kind. */
function namedYears({ fiscalYear, calendarYear }: FlowFilter): readonly number[] | undefined {
  if (isGiven(fiscalYear)) return fiscalYear.map(startOf);
  return calendarYear && calendarYear.length > 0 ? calendarYear : undefined;
}

function recordedYears(
  { filter: { region }, origins, groupBy }: YearsQuestion,
  table: RecordedTable,
): Pick<FlowYears, 'recorded' | 'recordedOf'> {
  const own = table.years.filter(({ origin }) => origins.includes(origin));
  const parts = own.some((year) => year.region !== '') && isGiven(region) ? region : [];
  const recordedOf = new Map(
    origins.map((origin) => {
      const ofOrigin = own.filter((year) => year.origin === origin);
      const starts = [...new Set(ofOrigin.map(({ fiscalYear }) => startOf(fiscalYear)))];
      const isWhole = (start: number): boolean =>
        parts.every((part) =>
          ofOrigin.some((year) => year.region === part && startOf(year.fiscalYear) === start),
        );
      return [origin, starts.filter(isWhole).sort((a, b) => a - b)];
    }),
  );
  const each = [...recordedOf.values()];
  const any = [...new Set(each.flat())].sort((a, b) => a - b);
  const apart = groupBy.includes('ORIGIN');
  return {
    recorded: apart ? any : any.filter((year) => each.every((years) => years.includes(year))),
    recordedOf,
  };
}
