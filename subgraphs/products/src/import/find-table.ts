import type { FileRecord } from './file-record.ts';
import type { TradeFormat } from './layout.ts';
import { NoHeading, type Recognised, recognise } from './recognise.ts';
import { isSpreadsheet, readRecords, refuseMistaken } from './records.ts';
import { type Sheet, sheetsOf } from './xlsx.ts';

/** The table of a file: its heading, and what stands behind it left to be read. */
export interface FoundTable extends Recognised {
  readonly records: AsyncIterator<FileRecord>;
  /** The sheet that it stands in; undefined in a CSV file. */
  readonly sheet: Sheet | undefined;
  /** What to say of the sheets, where there are several. */
  readonly notes: readonly string[];
}

/**
 * Finds the table in a file: of a workbook with several sheets the first that has a known heading.
 *
 * @throws {ImportError} where there is none; nothing is left open then.
 */
export async function findTable(
  path: string,
  format: TradeFormat | 'auto',
  onBytes: (bytes: number) => void,
): Promise<FoundTable> {
  if (!isSpreadsheet(path)) await refuseMistaken(path);
  const sheets = isSpreadsheet(path) ? await sheetsOf(path) : [undefined];
  let failure: unknown;
  for (const sheet of sheets) {
    const records = readRecords(path, sheet, onBytes)[Symbol.asyncIterator]();
    try {
      const recognised = await recognise(records, format);
      return { ...recognised, records, sheet, notes: notesOn(sheets, sheet) };
    } catch (error) {
      await records.return?.();
      if (!(error instanceof NoHeading)) throw error;
      failure ??= error;
    }
  }
  throw failure;
}

function notesOn(sheets: readonly (Sheet | undefined)[], taken: Sheet | undefined): string[] {
  const others = sheets.flatMap((sheet) =>
    sheet === undefined || sheet === taken ? [] : [`"${sheet.name}"`],
  );
  if (taken === undefined || others.length === 0) return [];
  return [
    `the sheet "${taken.name}" was read, and not ${others.slice(0, 10).join(', ')}${others.length > 10 ? ` and ${others.length - 10} more` : ''}`,
  ];
}
