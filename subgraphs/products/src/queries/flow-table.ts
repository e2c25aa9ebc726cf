import { badUserInput, nearest } from '@niryat/kernel';
import type { ExportDimension } from '../entities/trade-table.ts';
import { type Currency, currencyOf } from '../money/money.ts';
import { type Alternatives, isGiven } from './conditions.ts';
import type { FlowFilter, FlowQuery } from './flow-plan.ts';
import { yearsOf } from './flow-years.ts';
import type { RecordedTable } from './trade-tables.ts';

/** The fields of the filter that need a dimension of the table. Every table tells origins apart. */
const filtered = {
  fiscalYear: 'FISCAL_YEAR',
  fiscalYearFrom: 'FISCAL_YEAR',
  fiscalYearTo: 'FISCAL_YEAR',
  calendarYear: 'CALENDAR_YEAR',
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
 * The table that answers a question. Of those that have something on record, the currency and every dimension asked
 * for (and, if they are of some regions of the world only, all regions asked for), the first by this rule:
 *
 * 1. fiscal years go before calendar years, which answer only where no table of fiscal years can and the question
 *    names no fiscal year;
 * 2. the most of the years in play on record: those that the filter takes in and the year before each, for growth;
 * 3. the latest year on record;
 * 4. the most dimensions, as its cells are the finest;
 * 5. the first code.
 *
 * A table that the filter names goes before all others, and must have what is asked for too.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT`, naming the argument, where no table can answer; it says what there is.
 */
export function tableFor(
  query: FlowQuery,
  origins: readonly string[],
  tables: readonly RecordedTable[],
): RecordedTable {
  const filter = query.filter ?? {};
  const open = inCurrency(query.currency ?? 'USD', named(filter, tables));
  const needs = needsOf(query);
  const found = open
    .filter((table) => needs.every((need) => has(table, need)))
    .filter((table) => coversRegions(table, filter.region))
    .map((table) => ({ table, rank: rankOf(table, filter, origins) }))
    .sort((a, b) => compare(a.rank, b.rank));
  const [best] = found;
  if (best === undefined) throw refusal(needs, filter, open);
  return best.table;
}

/** The tables with something on record; the one that the filter names, if it names one. */
function named({ table: code }: FlowFilter, tables: readonly RecordedTable[]): RecordedTable[] {
  const filled = tables.filter(({ years }) => years.length > 0);
  if (code === null || code === undefined) return filled;
  const found = filled.filter((table) => table.code === code);
  if (found.length > 0) return found;
  const codes = filled.map((table) => table.code);
  const near = nearest(code, codes);
  throw badUserInput(
    `There is no table "${code}" with anything on record.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''}`,
    { argument: 'filter.table', given: code, accepted: codes.join(', ') || 'none' },
  );
}

function inCurrency(currency: Currency, tables: readonly RecordedTable[]): RecordedTable[] {
  const found = tables.filter(({ unit }) => currencyOf(unit) === currency);
  if (found.length > 0) return found;
  const stated = [...new Set(tables.map(({ unit }) => currencyOf(unit)))].join(', ') || 'none';
  throw badUserInput(
    `No table of the trade statistics states values in ${currency}, and none are converted.`,
    { argument: 'currency', given: currency, accepted: stated },
  );
}

function needsOf({ filter, groupBy }: FlowQuery): Need[] {
  const given = ([field]: [string, ExportDimension]): boolean => {
    const value = filter?.[field as keyof typeof filtered];
    return value !== null && value !== undefined && value.length > 0;
  };
  return [
    ...groupBy.map((dimension) => ({ argument: 'groupBy', dimension })),
    ...Object.entries(filtered)
      .filter(given)
      .map(([field, dimension]) => ({ argument: `filter.${field}`, dimension })),
  ];
}

const has = ({ dimensions, period }: RecordedTable, { dimension }: Need): boolean =>
  dimension === 'FISCAL_YEAR' || dimension === 'CALENDAR_YEAR'
    ? dimension === period
    : dimensions.includes(dimension);

/** A table of regions alone is of those that were imported, and answers for no others: it is not the world. */
function coversRegions({ dimensions, years }: RecordedTable, regions: Alternatives): boolean {
  if (dimensions.includes('COUNTRY') || !dimensions.includes('REGION')) return true;
  const covered = new Set(years.map(({ region }) => region));
  return covered.has('') || (isGiven(regions) && regions.every((region) => covered.has(region)));
}

/** What the rule compares, smaller first. */
function rankOf(
  table: RecordedTable,
  filter: FlowFilter,
  origins: readonly string[],
): readonly [number, number, number, number, string] {
  const { recorded, selected } = yearsOf(filter, origins, table);
  const inPlay = new Set([...selected, ...selected.map((year) => year - 1)]);
  return [
    table.period === 'FISCAL_YEAR' ? 0 : 1,
    -recorded.filter((year) => inPlay.has(year)).length,
    -(recorded.at(-1) ?? 0),
    -table.dimensions.length,
    table.code,
  ];
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [i, left] of a.entries()) {
    const right = b[i] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function refusal(needs: readonly Need[], { region }: FlowFilter, tables: readonly RecordedTable[]) {
  const unknown = needs.find((need) => tables.every((table) => !has(table, need)));
  const asked = [...new Set(needs.map(({ dimension }) => dimension))].join(', ');
  const parts = tables.filter(
    (table) => needs.every((need) => has(table, need)) && !coversRegions(table, region),
  );
  const accepted = tables.map(described).join('; or ');
  const [part] = parts;
  if (part !== undefined) {
    const regions = [...new Set(part.years.map((year) => year.region))].sort().join(', ');
    return badUserInput(
      `Only a table of some regions of the world tells ${asked} apart: name regions that it has.`,
      {
        argument: 'filter.region',
        given: isGiven(region) ? region.join(', ') : 'none',
        accepted: `${regions} (${part.titleEn ?? part.code})`,
      },
    );
  }
  return badUserInput(
    unknown
      ? `No table of the trade statistics tells ${unknown.dimension} apart.`
      : `No single table of the trade statistics tells all of ${asked} apart, and tables are never added together.`,
    {
      argument: (unknown ?? needs[0])?.argument ?? 'groupBy',
      given: unknown?.dimension ?? asked,
      accepted,
    },
  );
}

const described = ({ titleEn, code, dimensions }: RecordedTable): string =>
  `${dimensions.join(', ')} (${titleEn ?? code})`;
