import type { ExportDimension } from '../entities/trade-table.ts';
import { Decimal } from '../money/decimal.ts';
import { input, type Metric, metric } from './metric.ts';

/** What the rows of a list come to. */
interface Totals {
  /** In `unit`. */
  readonly total: string;
  readonly unit: string;
  readonly rows: number;
  /** The sum of squared shares; null where the total is 0. */
  readonly concentration: string | null;
  /** The share of the rows that lack a code, 0 to 1. */
  readonly unspecified: string | null;
}

/**
 * How concentrated the rows of a list are: 1 where one row holds all, 1 ÷ n where n rows are alike.
 *
 * The sum of squared shares goes back to Hirschman (National Power and the Structure of Foreign Trade, 1945) and
 * Herfindahl (1950); Hirschman, The Paternity of an Index, American Economic Review 54 (1964), tells whose it is.
 *
 * @param table the table that the rows come from.
 * @param fiscalYears those that the rows take in.
 * @param dimensions what the rows tell apart.
 */
export function concentrationOf(
  totals: Totals,
  table: { readonly sourceCodes: readonly string[] },
  fiscalYears: readonly string[],
  dimensions: readonly ExportDimension[],
): Metric {
  const notes = [
    ...(fiscalYears.length > 1 ? [`Shares are of the sum of ${fiscalYears.join(', ')}.`] : []),
    ...(totals.unspecified !== null && Number(totals.unspecified) > 0
      ? [
          `${what(dimensions)} (${percent(totals.unspecified)} of the total) counts as one row, which overstates the index.`,
        ]
      : []),
  ];
  const note =
    totals.concentration === null ? 'Nothing is on record under this filter.' : notes.join(' ');
  return metric(
    totals.concentration === null ? null : new Decimal(totals.concentration),
    'INDEX',
    'H = Σ (value of row ÷ total)², over all rows (Herfindahl-Hirschman index; Hirschman 1964)',
    [input('total', totals.total, totals.unit, table), input('rows', totals.rows, 'COUNT')],
    note || null,
  );
}

/** What rows without a code are of. Goods of no sector are named by their commodity; the rest is told by nobody. */
function what(dimensions: readonly ExportDimension[]): string {
  if (!dimensions.includes('SECTOR')) return 'What the table leaves unspecified';
  const others = dimensions.some((dimension) => coded.includes(dimension));
  return others ? 'What is of no sector or left unspecified' : 'What is of no sector of the graph';
}

/** The dimensions beside sectors in which a row can lack a code. */
const coded: readonly ExportDimension[] = ['COMMODITY', 'HS_CHAPTER', 'COUNTRY', 'REGION'];

const percent = (share: string): string => {
  const rounded = new Decimal(share).times(100).toDecimalPlaces(1);
  return rounded.isZero() ? 'less than 0.1 %' : `${rounded.toFixed()} %`;
};
