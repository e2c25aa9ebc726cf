import { comtrade } from './comtrade.ts';
import { ImportError } from './error.ts';
import type { FileRecord } from './file-record.ts';
import { formats, type Layout, type TradeFormat } from './layout.ts';
import { niryat, unknownColumns } from './niryat.ts';
import { tradestatChapter } from './tradestat-chapter.ts';
import { tradestatCommodity } from './tradestat-commodity.ts';

const layouts: readonly Layout[] = [tradestatCommodity, tradestatChapter, comtrade, niryat];

/** How many records may stand above the heading: titles that a download puts there. */
const mostTitles = 20;

/** A file, or a sheet of one, that has no heading of a known layout. */
export class NoHeading extends ImportError {}

/** What spreadsheets of some countries write in place of commas. */
const separators = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
] as const;

const named = (cells: readonly string[]): string[] =>
  cells.map((cell) => cell.trim().toLowerCase());

/** Whether a heading is that of a file of rejected rows. */
const isRejects = (names: readonly string[]): boolean =>
  names.at(-1) === 'reason' && layouts.some((known) => known.isHeading(names.slice(0, -1)));

/** A heading found, and the layout that it is of. */
export interface Recognised {
  readonly layout: Layout;
  readonly heading: readonly string[];
  /** The cells above it that hold something. */
  readonly titles: readonly string[];
}

/**
 * Reads on to the heading of a file and says which layout it is of. What stands behind it is left to be read.
 *
 * @param format the layout that it must be of; `auto` for whichever it is.
 * @throws {NoHeading} where no heading of a known layout is among the first records.
 * @throws {ImportError} where there is one that cannot be meant.
 */
export async function recognise(
  records: AsyncIterator<FileRecord>,
  format: TradeFormat | 'auto',
): Promise<Recognised> {
  let first: readonly string[] | undefined;
  const titles: string[] = [];
  for (let read = 0; read < mostTitles; read++) {
    const next = await records.next();
    if (next.done) break;
    const { cells } = next.value;
    first ??= cells;
    const names = named(cells);
    const layout = layouts.find(
      (known) => (format === 'auto' || known.format === format) && known.isHeading(names),
    );
    if (isRejects(names)) {
      throw new ImportError(
        'Its last column is "reason": it holds rejected rows, and would take the place of the whole table. Put the mended rows into the whole file, and import that.',
      );
    }
    if (layout !== undefined) return { layout, heading: cells, titles };
    const unknown = unknownColumns(names);
    if (unknown.length > 0 && (format === 'auto' || format === 'niryat')) {
      throw new ImportError(
        `Its heading has columns that the graph's own format does not know: ${unknown.map((name) => `"${name}"`).join(', ')}.`,
      );
    }
    titles.push(...cells.filter((cell) => cell.trim() !== ''));
  }
  if (first === undefined) throw new NoHeading('It is empty.');
  const separator = separators.find(
    ([sign]) =>
      first?.length === 1 &&
      layouts.some((known) => known.isHeading(named(first[0]?.split(sign) ?? []))),
  );
  if (separator !== undefined) {
    throw new NoHeading(`Its columns are separated by ${separator[1]}: save it with commas.`);
  }
  const wanted = format === 'auto' ? `one of ${formats.join(', ')}` : format;
  throw new NoHeading(
    `It has no heading of the format ${wanted} among its first ${mostTitles} rows; the first is "${first.join(',').slice(0, 120)}".`,
  );
}
