import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { CsvError, parse } from 'csv-parse';
import { ImportError } from './error.ts';
import { type FileRecord, mostRecord, tooLong } from './file-record.ts';
import { type Sheet, sheetRecords } from './xlsx.ts';

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function contentHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Whether a file is read as an XLSX file, by its name. */
export const isSpreadsheet = (path: string): boolean => extname(path).toLowerCase() === '.xlsx';

/**
 * The records of a CSV file (UTF-8, RFC 4180), or of a sheet of an XLSX file, one after the other: memory does not grow
 * with the file.
 *
 * @param sheet of an XLSX file.
 * @param onBytes told how many bytes of the file were read since it was last told.
 * @throws {ImportError} where the file is neither, with its line.
 */
export function readRecords(
  path: string,
  sheet: Sheet | undefined,
  onBytes: (bytes: number) => void = () => {},
): AsyncIterable<FileRecord> {
  return sheet === undefined ? csvRecords(path, onBytes) : sheetRecords(path, sheet, onBytes);
}

/** How files begin that are taken for CSV by mistake, and what to do with them. */
const mistaken: readonly (readonly [string, string])[] = [
  ['d0cf11e0', 'It is an old Excel file (.xls): save it as "Excel workbook (.xlsx)"'],
  ['504b0304', 'It is an Excel file by what it holds, and not by its name: call it .xlsx'],
  ['feff', 'It is in UTF-16 (big-endian), not in UTF-8: save it as UTF-8'],
];

/**
 * Sees to it that a file can be CSV by how it begins.
 *
 * @throws {ImportError} where it is of a kind that looks like no heading at all.
 */
export async function refuseMistaken(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const start = buffer.subarray(0, bytesRead).toString('hex');
    const found = mistaken.find(([bytes]) => start.startsWith(bytes));
    if (found) throw new ImportError(`${found[1]}, or save it as "CSV UTF-8 (comma delimited)".`);
  } finally {
    await file.close();
  }
}

const csvOptions = { bom: true, relax_column_count: true, max_record_size: mostRecord };

async function* csvRecords(
  path: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<FileRecord> {
  const parser = parse(csvOptions);
  const file = createReadStream(path);
  // An error of one stream is an error of the last, which is the one that is read.
  file.on('error', (error) => parser.destroy(error));
  file.on('data', (chunk) => onBytes(chunk.length));
  file.pipe(parser);
  try {
    // Lines are counted here: the parser's own account of each record costs more than the record.
    let line = 1;
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (cells.length > 1 || cells[0] !== '') yield { line, cells };
      line += 1 + breaksIn(cells);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportError(await whatIsWrong(error, path), { cause: error });
  } finally {
    file.destroy();
  }
}

/** What is wrong with a file, by the line where the record begins: the parser's own is that where it noticed. */
async function whatIsWrong(error: CsvError, path: string): Promise<string> {
  const line = await lineBehind(Number(error.records), path);
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return `${tooLong(`The row that begins on line ${line}`)} Is a quotation mark there not closed?`;
  }
  return `It is no CSV file: the row that begins on line ${line} is none: ${error.message}`;
}

/** The line behind the first records of a file, which are read again for that. */
async function lineBehind(records: number, path: string): Promise<number> {
  if (records === 0) return 1;
  const file = createReadStream(path);
  let line = 1;
  try {
    for await (const cells of file.pipe(parse({ ...csvOptions, to: records })) as AsyncIterable<
      string[]
    >)
      line += 1 + breaksIn(cells);
  } finally {
    file.destroy();
  }
  return line;
}

/** How many lines end inside the quotes of a record. */
function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) if (cell.includes('\n')) breaks += cell.split('\n').length - 1;
  return breaks;
}
