import { badUserInput, nearest } from '@niryat/kernel';
import type { ExportDimension } from '../entities/trade-table.ts';
import { type Currency, currencyOf } from '../money/money.ts';
import { type Alternatives, isGiven } from './conditions.ts';
import type { FlowFilter, FlowQuery } from './flow-plan.ts';
import { type YearsQuestion, yearsOf } from './flow-years.ts';
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
 * for (and all regions asked for), the first by this rule:
 *
 * 1. those with something on record of what is asked: some year taken in, for the most of the origins;
 * 2. a publisher's go before those that somebody imported of their own, which may be of a part of the trade alone;
 * 3. fiscal years go before calendar years, which answer only where no table of fiscal years can and the question
 *    names no fiscal year;
 * 4. the most of the years in play on record: those that the filter takes in and the year before each, for growth;
 * 5. the latest year on record;
 * 6. the most dimensions, as its cells are the finest;
 * 7. the first code.
 *
 * A table that the filter names goes before all others, and must have what is asked for too.
 *
 * @param ofCountries whether countries' own lists are asked for, which takes a table that tells countries apart.
 * @throws {GraphQLError} `BAD_USER_INPUT`, naming the argument, where no table can answer; it says what there is.
 */
export function tableFor(
  query: FlowQuery,
  origins: readonly string[],
  tables: readonly RecordedTable[],
  ofCountries: boolean,
): RecordedTable {
  const filter = query.filter ?? {};
  const open = inCurrency(query.currency ?? 'USD', named(filter, tables), filter);
  const needs = needsOf(query, ofCountries);
  const question = { filter, origins, groupBy: query.groupBy };
  const found = open
    .filter((table) => needs.every((need) => has(table, need)))
    .filter((table) => coversRegions(table, filter.region))
    .map((table) => ({ table, rank: rankOf(table, question) }))
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

function inCurrency(
  currency: Currency,
  tables: readonly RecordedTable[],
  filter: FlowFilter,
): RecordedTable[] {
  const found = tables.filter(({ unit }) => currencyOf(unit) === currency);
  if (found.length > 0) return found;
  const stated = [...new Set(tables.map(({ unit }) => currencyOf(unit)))].join(', ') || 'none';
  throw badUserInput(`${which(filter)} states values in ${currency}, and none are converted.`, {
    argument: 'currency',
    given: currency,
    accepted: stated,
  });
}

/** Who cannot answer, as the beginning of a refusal. */
const which = ({ table }: FlowFilter, one = 'No table of the trade statistics'): string =>
  table === null || table === undefined
    ? one
    : `The table "${table}" is the one asked for, and not one that`;

function needsOf({ filter, groupBy }: FlowQuery, ofCountries: boolean): Need[] {
  const given = ([field]: [string, ExportDimension]): boolean => {
    const value = filter?.[field as keyof typeof filtered];
    return value !== null && value !== undefined && value.length > 0;
  };
  return [
    ...groupBy.map((dimension) => ({ argument: 'groupBy', dimension })),
    ...Object.entries(filtered)
      .filter(given)
      .map(([field, dimension]) => ({ argument: `filter.${field}`, dimension })),
    ...(ofCountries ? [{ argument: 'groupBy', dimension: 'COUNTRY' as const }] : []),
  ];
}

const has = ({ dimensions, period }: RecordedTable, { dimension }: Need): boolean =>
  dimension === 'FISCAL_YEAR' || dimension === 'CALENDAR_YEAR'
    ? dimension === period
    : dimensions.includes(dimension);

/**
 * A table of regions alone is of those that were imported, and answers for no others: it is not the world. One of
 * countries has the regions that these are grouped into; publishers may have others (ASEAN).
 */
function coversRegions(table: RecordedTable, regions: Alternatives): boolean {
  const { dimensions, regionsOfCountries } = table;
  if (!dimensions.includes('REGION')) return true;
  if (dimensions.includes('COUNTRY')) {
    return !isGiven(regions) || regions.every((region) => regionsOfCountries.includes(region));
  }
  const covered = ownRegions(table);
  return covered.has('') || (isGiven(regions) && regions.every((region) => covered.has(region)));
}

const ownRegions = ({ years }: RecordedTable): Set<string> =>
  new Set(years.map(({ region }) => region));

/** What the rule compares, smaller first. */
function rankOf(table: RecordedTable, question: YearsQuestion): readonly (number | string)[] {
  const { recorded, recordedOf, selected } = yearsOf(question, table);
  const inPlay = new Set([...selected, ...selected.map((year) => year - 1)]);
  const answered = [...recordedOf.values()].filter((years) =>
    years.some((year) => selected.includes(year)),
  );
  return [
    -answered.length,
    table.isPublished ? 0 : 1,
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

function refusal(needs: readonly Need[], filter: FlowFilter, tables: readonly RecordedTable[]) {
  const unknown = needs.find((need) => tables.every((table) => !has(table, need)));
  const asked = [...new Set(needs.map(({ dimension }) => dimension))].join(', ');
  const able = tables.filter((table) => needs.every((need) => has(table, need)));
  if (able.length > 0) return regionRefusal(filter, able, asked);
  const accepted = tables.map(described).join('; or ');
  const none = `${which(filter)} tells ${unknown?.dimension ?? asked} apart`;
  const single = `${which(filter, 'No single table of the trade statistics')} tells all of ${asked} apart`;
  return badUserInput(
    unknown
      ? `${none}.`
      : `${single}${tables.length > 1 ? ', and tables are never added together' : ''}.`,
    {
      argument: (unknown ?? needs[0])?.argument ?? 'groupBy',
      given: unknown?.dimension ?? asked,
      accepted,
    },
  );
}

/** Why none of the tables that tell apart what is asked for can answer: they lack regions, or are of some alone. */
function regionRefusal({ region }: FlowFilter, able: readonly RecordedTable[], asked: string) {
  const ofTable = able.map((table) =>
    table.dimensions.includes('COUNTRY') ? table.regionsOfCountries : [...ownRegions(table)],
  );
  const known = [...new Set(ofTable.flat())].sort();
  const unknown = isGiven(region) ? region.find((name) => !known.includes(name)) : undefined;
  const [near] = unknown === undefined ? [] : nearest(unknown, known);
  const message =
    unknown !== undefined
      ? `There is no region "${unknown}" in the tables that can answer.${near === undefined ? '' : ` Did you mean ${near}?`}`
      : isGiven(region)
        ? `No single table has all of the regions ${region.join(', ')}, and tables are never added together.`
        : `Only a table of some regions of the world tells ${asked} apart: name regions that it has.`;
  return badUserInput(message, {
    argument: 'filter.region',
    given: isGiven(region) ? region.join(', ') : 'none',
    accepted: able
      .map(
        (table, i) =>
          `${[...(ofTable[i] ?? [])].sort().join(', ')} (${table.titleEn ?? table.code})`,
      )
      .join('; or '),
  });
}

const described = ({ titleEn, code, dimensions }: RecordedTable): string =>
  `${dimensions.join(', ')} (${titleEn ?? code})`;
