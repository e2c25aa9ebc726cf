import type { Language } from '@niryat/kernel';
import type { TradePeriod } from '../entities/trade-table.ts';
import { yearName } from './fiscal-year.ts';

/** Years of a table by the calendar year in which they begin. */
interface Years {
  /** All on record. */
  readonly recorded: readonly number[];
  /** Those of each origin. */
  readonly recordedOf: ReadonlyMap<string, readonly number[]>;
  /** Those that an answer takes in. */
  readonly selected: readonly number[];
  /** Those that were asked for and are not on record. */
  readonly lacking: readonly number[];
}

/** Why a row has no growth: the year before is not on record. */
export function missingYearNote(year: string, language: Language): string {
  return language === 'HI'
    ? `${year} अभिलेख में नहीं है, इसलिए उसके बाद के वर्ष की वृद्धि ज्ञात नहीं है।`
    : `${year} is not on record, so that no growth is known for the year after it.`;
}

/**
 * What a reader must know of an answer of the cube: that its years are calendar years, which years are missing between
 * those on record, which of those asked for are not on record, and which are left out as not all origins have them.
 * Null where there is nothing to say.
 */
export function flowNote(
  period: TradePeriod,
  years: Years,
  origins: readonly string[],
  language: Language,
): string | null {
  const { recorded, selected } = years;
  const hindi = language === 'HI';
  const names = (list: readonly number[]): string =>
    list.map((year) => yearName(period, year)).join(', ');
  const calendar = hindi
    ? `यह तालिका कैलेंडर वर्षों (जनवरी से दिसंबर) की है: ${names(selected)}।`
    : `This table is of calendar years, January to December: ${names(selected)}.`;
  const missing = gaps(recorded, selected);
  const notes = [
    ...(period === 'CALENDAR_YEAR' && selected.length > 0 ? [calendar] : []),
    ...origins.filter((origin) => !years.recordedOf.get(origin)?.length).map(absent[language]),
    ...missing.map((year) => missingYearNote(yearName(period, year), language)),
    ...years.lacking
      .filter((year) => !missing.includes(year) && recorded.length > 0)
      .map((year) => lacking[language](yearName(period, year), names(recorded))),
    ...partial(years).map((year) => partialYear[language](yearName(period, year))),
  ];
  return notes.join(' ') || null;
}

/** A code of the filter that stands for nothing, and what may have been meant. */
export interface UnknownCode {
  /** The field of the filter: `sector`. */
  readonly field: string;
  readonly code: string;
  readonly nearest: readonly string[];
}

/** That a filter took in nothing as a code in it is none. */
export function unknownCodeNote({ field, code, nearest }: UnknownCode, language: Language): string {
  const near = nearest.join(', ');
  if (language === 'HI') {
    return `filter.${field} में "${code}" किसी अभिलेख का कोड नहीं है${near && `; निकटतम: ${near}`}।`;
  }
  return `"${code}" in filter.${field} is no code on record${near && `; nearest: ${near}`}.`;
}

/** That an origin is not in the table. */
const absent: Readonly<Record<Language, (origin: string) => string>> = {
  EN: (origin) => `The table has nothing on record for ${origin}.`,
  HI: (origin) => `इस तालिका में ${origin} के लिए कुछ भी अभिलेख में नहीं है।`,
};

/** That a year that was asked for is not in the answer. */
const lacking: Readonly<Record<Language, (year: string, recorded: string) => string>> = {
  EN: (year, recorded) => `${year} is not on record; on record are ${recorded}.`,
  HI: (year, recorded) => `${year} अभिलेख में नहीं है; अभिलेख में ये वर्ष हैं: ${recorded}।`,
};

/** That a year is left out of sums. */
const partialYear: Readonly<Record<Language, (year: string) => string>> = {
  EN: (year) =>
    `${year} is left out: it is not on record for all of the origins that are added up.`,
  HI: (year) => `${year} छोड़ा गया है: जोड़े जाने वाले सभी मूल स्थानों के लिए यह अभिलेख में नहीं है।`,
};

/** The years that some of the origins have that are added up, and not all. */
const partial = ({ recorded, recordedOf }: Years): number[] =>
  [...new Set([...recordedOf.values()].flat())]
    .filter((year) => !recorded.includes(year))
    .sort((a, b) => a - b);

/** The years before selected ones that are missing among those on record. Before the first there is no gap. */
function gaps(recorded: readonly number[], selected: readonly number[]): number[] {
  const first = recorded[0] ?? 0;
  return selected
    .map((year) => year - 1)
    .filter((before) => before > first && !recorded.includes(before));
}
