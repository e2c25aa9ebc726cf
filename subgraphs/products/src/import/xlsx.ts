import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ImportError } from './error.ts';
import type { FileRecord } from './records.ts';
import { xmlEvents } from './xml-events.ts';

/** The most text of shared strings that is held, in characters: a table of statistics repeats a few hundred names. */
const mostSharedText = 16 * 1024 * 1024;

/**
 * The records of the first sheet of an XLSX file (ECMA-376, Office Open XML): text as it stands, numbers in the
 * digits that a spreadsheet shows, 15 at most. The sheet is streamed; shared strings are held, as any cell may name any of them.
 * Rows without cells are left out.
 *
 * @param onBytes told how many bytes of the file were read since it was last told.
 * @throws {ImportError} where the file is no spreadsheet.
 */
export async function* xlsxRecords(
  path: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<FileRecord> {
  const zip = await openZip(path);
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    const strings = entries.get('xl/sharedStrings.xml');
    const shared = strings ? await sharedStrings(zip, strings) : [];
    const sheet = entries.get(await firstSheet(zip, entries));
    if (sheet === undefined) throw noSpreadsheet();
    yield* sheetRecords(zip, sheet, shared, onBytes);
  } finally {
    zip.close();
  }
}

const noSpreadsheet = (cause?: unknown): ImportError =>
  new ImportError('It is no XLSX file: save it as "Excel workbook (.xlsx)", or as CSV.', { cause });

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true });
  } catch (error) {
    // A file that cannot be read at all has a system's code, such as ENOENT.
    if (error instanceof Error && 'code' in error) throw error;
    throw noSpreadsheet(error);
  }
}

/** The entry of the sheet that stands first in the workbook, which need not be the one called `sheet1.xml`. */
async function firstSheet(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<string> {
  const [workbook, relations] = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels'].map((name) =>
    entries.get(name),
  );
  if (workbook === undefined || relations === undefined) throw noSpreadsheet();
  let id: string | undefined;
  for await (const event of xmlEvents(await zip.openReadStreamPromise(workbook))) {
    if (event.kind === 'open' && event.name === 'sheet') id ??= event.attributes.id;
  }
  for await (const event of xmlEvents(await zip.openReadStreamPromise(relations))) {
    if (event.kind !== 'open' || event.name !== 'Relationship' || event.attributes.Id !== id)
      continue;
    const target = event.attributes.Target ?? '';
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  }
  throw noSpreadsheet();
}

/** The strings that cells name by number; a phonetic reading (`rPh`) is no part of its string. */
async function sharedStrings(zip: ZipFile, entry: Entry): Promise<string[]> {
  const strings: string[] = [];
  let [text, isText, isReading, length] = ['', false, false, 0];
  for await (const event of xmlEvents(await zip.openReadStreamPromise(entry))) {
    if (event.kind === 'text') {
      if (isText && !isReading) text += event.text;
    } else if (event.name === 't') isText = event.kind === 'open';
    else if (event.name === 'rPh') isReading = event.kind === 'open';
    else if (event.name === 'si' && event.kind === 'close') {
      length += text.length;
      if (length > mostSharedText) throw new ImportError('Its texts are too long for a table.');
      strings.push(text);
      text = '';
    }
  }
  return strings;
}

async function* sheetRecords(
  zip: ZipFile,
  entry: Entry,
  shared: readonly string[],
  onBytes: (bytes: number) => void,
): AsyncGenerator<FileRecord> {
  const compression = entry.compressedSize / Math.max(1, entry.uncompressedSize);
  const stream = await zip.openReadStreamPromise(entry);
  let line = 0;
  let cells: string[] = [];
  let [column, type, value, isValue] = [0, 'n', '', false];
  for await (const event of xmlEvents(stream, (length) => onBytes(length * compression))) {
    if (event.kind === 'text') {
      if (isValue) value += event.text;
    } else if (event.name === 'v' || event.name === 't') {
      isValue = event.kind === 'open';
    } else if (event.name === 'c') {
      if (event.kind === 'open') {
        const { r: place, t = 'n' } = event.attributes;
        [column, type, value] = [place ? columnOf(place) : cells.length, t, ''];
      } else {
        while (cells.length < column) cells.push('');
        cells[column] = cellText(type, value, shared);
      }
    } else if (event.name === 'row') {
      if (event.kind === 'open') {
        line = Number(event.attributes.r ?? line + 1);
        cells = [];
      } else if (cells.some((cell) => cell !== '')) yield { line, cells };
    }
  }
}

/** The column of a place such as `AB12`, from 0. */
function columnOf(place: string): number {
  const letters = /^[A-Z]{1,3}/.exec(place)?.[0] ?? 'A';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(type: string, value: string, shared: readonly string[]): string {
  if (type === 's') return shared[Number(value)] ?? '';
  if (type !== 'n') return value;
  // Spreadsheets keep binary numbers and write up to 17 digits of them; 15 are those that they show and mean.
  return value === '' ? '' : String(Number(Number(value).toPrecision(15)));
}
