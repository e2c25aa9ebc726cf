import type { Language } from '@niryat/kernel';
import type { TradePeriod } from '../entities/trade-table.ts';
import { yearName } from './fiscal-year.ts';

/** Years of a table by the calendar year in which they begin: all on record, and those that an answer takes in. */
interface Years {
  readonly recorded: readonly number[];
  readonly selected: readonly number[];
}

/** Why a row has no growth: the year before is not on record. */
export function missingYearNote(year: string, language: Language): string {
  return language === 'HI'
    ? `${year} अभिलेख में नहीं है, इसलिए उसके बाद के वर्ष की वृद्धि ज्ञात नहीं है।`
    : `${year} is not on record, so that no growth is known for the year after it.`;
}

/**
 * What a reader must know of an answer of the cube: that its years are calendar years, and which years are missing
 * between those on record. Null where there is nothing to say.
 */
export function flowNote(
  period: TradePeriod,
  { recorded, selected }: Years,
  language: Language,
): string | null {
  const years = selected.map((year) => yearName(period, year)).join(', ');
  const calendar =
    language === 'HI'
      ? `यह तालिका कैलेंडर वर्षों (जनवरी से दिसंबर) की है: ${years}।`
      : `This table is of calendar years, January to December: ${years}.`;
  const notes = [
    ...(period === 'CALENDAR_YEAR' && selected.length > 0 ? [calendar] : []),
    ...gaps(recorded, selected).map((year) => missingYearNote(yearName(period, year), language)),
  ];
  return notes.join(' ') || null;
}

/** The years before selected ones that are missing among those on record. Before the first there is no gap. */
function gaps(recorded: readonly number[], selected: readonly number[]): number[] {
  const first = recorded[0] ?? 0;
  return selected
    .map((year) => year - 1)
    .filter((before) => before > first && !recorded.includes(before));
}
