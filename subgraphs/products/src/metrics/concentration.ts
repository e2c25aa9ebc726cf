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
  /** Whether a row is of what the table leaves unspecified. */
  readonly unspecified: boolean;
}

/**
 * How concentrated the rows of a list are: 1 where one row holds all, 1 ÷ n where n rows are alike.
 *
 * The sum of squared shares goes back to Hirschman (National Power and the Structure of Foreign Trade, 1945) and
 * Herfindahl (1950); Hirschman, The Paternity of an Index, American Economic Review 54 (1964), tells whose it is.
 *
 * @param table the table that the rows come from.
 * @param fiscalYears those that the rows take in.
 */
export function concentrationOf(
  totals: Totals,
  table: { readonly sourceCodes: readonly string[] },
  fiscalYears: readonly string[],
): Metric {
  const notes = [
    ...(fiscalYears.length > 1 ? [`Shares are of the sum of ${fiscalYears.join(', ')}.`] : []),
    ...(totals.unspecified
      ? [
          'What the table leaves unspecified counts as one row, which overstates the index a little.',
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
