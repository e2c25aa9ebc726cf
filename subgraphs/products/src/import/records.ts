import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { CsvError, parse } from 'csv-parse';
import { ImportError } from './error.ts';
import { xlsxRecords } from './xlsx.ts';

/** A line of a table as the file has it. */
export interface FileRecord {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function contentHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * The records of a CSV file (UTF-8, RFC 4180), or of the first sheet of an XLSX file, one after the other: memory does
 * not grow with the file.
 *
 * @param onBytes told how many bytes of the file were read since it was last told.
 * @throws {ImportError} where the file is neither, with its line.
 */
export function readRecords(
  path: string,
  onBytes: (bytes: number) => void = () => {},
): AsyncIterable<FileRecord> {
  return extname(path).toLowerCase() === '.xlsx'
    ? xlsxRecords(path, onBytes)
    : csvRecords(path, onBytes);
}

async function* csvRecords(
  path: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<FileRecord> {
  const parser = parse({ bom: true, relax_column_count: true });
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
    throw new ImportError(`It is no CSV file: ${error.message}`, { cause: error });
  } finally {
    file.destroy();
  }
}

/** How many lines end inside the quotes of a record. */
function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) if (cell.includes('\n')) breaks += cell.split('\n').length - 1;
  return breaks;
}
