import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ImportError } from './error.ts';
import { type FileRecord, mostRecord, tooLong } from './file-record.ts';
import { TextTooLong, xmlEvents } from './xml-events.ts';

/** The most text of shared strings that is held, in characters: a table of statistics repeats a few hundred names. */
const mostSharedText = 16 * 1024 * 1024;

/** The columns that a spreadsheet can have. */
const mostColumns = 16_384;

/** A sheet of a workbook. */
export interface Sheet {
  /** As its tab shows it. */
  readonly name: string;
  /** Where it lies in the file. */
  readonly entry: string;
}

/**
 * The sheets of an XLSX file (ECMA-376, Office Open XML), in the order of their tabs.
 *
 * @throws {ImportError} where the file is no spreadsheet.
 */
export async function sheetsOf(path: string): Promise<Sheet[]> {
  const zip = await openZip(path);
  try {
    const entries = await entriesOf(zip);
    const [workbook, relations] = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels'].map((name) =>
      entries.get(name),
    );
    if (workbook === undefined || relations === undefined) throw noSpreadsheet();
    // The first sheet need not be the one called `sheet1.xml`.
    const targets = new Map<string, string>();
    for await (const event of xmlEvents(await zip.openReadStreamPromise(relations))) {
      if (event.kind !== 'open' || event.name !== 'Relationship') continue;
      const { Id: id = '', Target: target = '' } = event.attributes;
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    }
    const sheets: Sheet[] = [];
    for await (const event of xmlEvents(await zip.openReadStreamPromise(workbook))) {
      if (event.kind !== 'open' || event.name !== 'sheet') continue;
      const { id = '', name = '' } = event.attributes;
      const entry = targets.get(id);
      if (entry !== undefined && entries.has(entry)) sheets.push({ name, entry });
    }
    if (sheets.length === 0) throw noSpreadsheet();
    return sheets;
  } finally {
    zip.close();
  }
}

/**
 * The records of a sheet: text as it stands, numbers in the digits that a spreadsheet shows, 15 at most. The sheet is
 * streamed; shared strings are held, as any cell may name any of them. Rows without cells are left out, and so are empty
 * cells at the end of a row: a spreadsheet writes those that have a style, and leaves out others.
 *
 * @param onBytes told how many bytes of the file were read since it was last told.
 * @throws {ImportError} where the sheet is none, or a cell or a row of it too long.
 */
export async function* sheetRecords(
  path: string,
  { entry }: Sheet,
  onBytes: (bytes: number) => void,
): AsyncGenerator<FileRecord> {
  const zip = await openZip(path);
  try {
    const entries = await entriesOf(zip);
    const strings = entries.get('xl/sharedStrings.xml');
    const shared = strings ? await sharedStrings(zip, strings) : [];
    const sheet = entries.get(entry);
    if (sheet === undefined) throw noSpreadsheet();
    yield* rowsOf(zip, sheet, shared, onBytes);
  } finally {
    zip.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
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

/** The strings that cells name by number; a phonetic reading (`rPh`) is no part of its string. */
async function sharedStrings(zip: ZipFile, entry: Entry): Promise<string[]> {
  const strings: string[] = [];
  let [text, isText, isReading, length] = ['', false, false, 0];
  for await (const event of xmlEvents(await zip.openReadStreamPromise(entry))) {
    if (event.kind === 'text') {
      if (isText && !isReading) text += event.text;
      if (text.length > mostRecord) throw new ImportError(tooLong('One of its texts'));
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

async function* rowsOf(
  zip: ZipFile,
  entry: Entry,
  shared: readonly string[],
  onBytes: (bytes: number) => void,
): AsyncGenerator<FileRecord> {
  const compression = entry.compressedSize / Math.max(1, entry.uncompressedSize);
  const stream = await zip.openReadStreamPromise(entry);
  let line = 0;
  let length = 0;
  let cells: string[] = [];
  let [column, type, value, isValue] = [0, 'n', '', false];
  try {
    for await (const event of xmlEvents(stream, (read) => onBytes(read * compression))) {
      if (event.kind === 'text') {
        if (!isValue) continue;
        value += event.text;
        length += event.text.length;
        if (length > mostRecord) throw new TextTooLong();
      } else if (event.name === 'v' || event.name === 't') {
        isValue = event.kind === 'open';
      } else if (event.name === 'c') {
        if (event.kind === 'open') {
          const { r: place, t = 'n' } = event.attributes;
          [column, type, value] = [place ? columnOf(place) : cells.length, t, ''];
        } else {
          if (column >= mostColumns) throw new TextTooLong();
          while (cells.length < column) cells.push('');
          cells[column] = cellText(type, value, shared);
        }
      } else if (event.name === 'row') {
        if (event.kind === 'open') {
          // Lines are looked up in their order later: a number that goes back is none.
          line = Math.max(line + 1, Number(event.attributes.r ?? 0));
          [cells, length] = [[], 0];
        } else {
          while (cells.at(-1) === '') cells.pop();
          if (cells.length > 0) yield { line, cells };
        }
      }
    }
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error;
    throw new ImportError(tooLong(`Its row ${line}`), { cause: error });
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
