import { comtrade } from './comtrade.ts';
import { ImportError } from './error.ts';
import { formats, type Layout, type TradeFormat } from './layout.ts';
import { niryat } from './niryat.ts';
import type { FileRecord } from './records.ts';
import { tradestatChapter } from './tradestat-chapter.ts';
import { tradestatCommodity } from './tradestat-commodity.ts';

const layouts: readonly Layout[] = [tradestatCommodity, tradestatChapter, comtrade, niryat];

/** How many records may stand above the heading: titles that a download puts there. */
const mostTitles = 20;

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
 * @throws {ImportError} where no heading of a known layout is among the first records.
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
    const names = cells.map((cell) => cell.trim().toLowerCase());
    const layout = layouts.find(
      (known) => (format === 'auto' || known.format === format) && known.isHeading(names),
    );
    if (layout !== undefined) return { layout, heading: cells, titles };
    titles.push(...cells.filter((cell) => cell.trim() !== ''));
  }
  if (first === undefined) throw new ImportError('It is empty.');
  const wanted = format === 'auto' ? `one of ${formats.join(', ')}` : format;
  throw new ImportError(
    `It has no heading of the format ${wanted} among its first ${mostTitles} rows; the first is "${first.join(',').slice(0, 120)}".`,
  );
}
