import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { isList, Rejection, type SeedValue } from './cells.ts';
import type { SeedFileRow, SeedTable } from './definition.ts';
import type { Problems } from './problems.ts';

/** The rows of a CSV file as text, by column, each with its line. The first line names the columns. */
export interface CsvFile {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Reads a CSV file (UTF-8, RFC 4180). A file that is none is a problem, with its line. */
export function readCsv(folder: string, file: string, problems: Problems): CsvFile {
  try {
    const records = parse(readFileSync(join(folder, file)), {
      bom: true,
      info: true,
      relax_column_count: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const [heading, ...rows] = records;
    return {
      columns: heading?.record ?? [],
      rows: rows.map(({ record, info }) => ({ line: info.lines, cells: record })),
    };
  } catch (error) {
    const line = error instanceof CsvError && typeof error.lines === 'number' ? error.lines : 1;
    problems.add(file, line, error instanceof Error ? error.message : String(error));
    return { columns: [], rows: [] };
  }
}

/** The rows of a seed file, each cell read by its column. Whatever is not acceptable goes to `problems`. */
export function readTable(folder: string, table: SeedTable, problems: Problems): SeedFileRow[] {
  const csv = readCsv(folder, table.file, problems);
  const expected = Object.keys(table.columns);
  const missing = expected.filter((column) => !csv.columns.includes(column));
  const unknown = csv.columns.filter((column) => !expected.includes(column));
  if (missing.length > 0)
    problems.add(table.file, 1, `the column ${missing.join(', ')} is missing`);
  if (unknown.length > 0) {
    problems.add(
      table.file,
      1,
      `the column ${unknown.join(', ')} is not known; known are ${expected.join(', ')}`,
    );
  }
  if (missing.length > 0 || unknown.length > 0) return [];
  const seen = new Map<string, number>();
  return csv.rows.map(({ line, cells }) => {
    if (cells.length !== csv.columns.length) {
      problems.add(table.file, line, `has ${cells.length} cells, not ${csv.columns.length}`);
    }
    const values = Object.fromEntries(
      csv.columns.map((column, i) => [
        column,
        readCell(table, column, cells[i] ?? '', line, problems),
      ]),
    );
    checkRow(table, values, line, seen, problems);
    return { line, values };
  });
}

function readCell(
  table: SeedTable,
  column: string,
  text: string,
  line: number,
  problems: Problems,
): SeedValue {
  const cell = table.columns[column];
  if (cell === undefined) return null;
  if (text === '') {
    if (cell.required) problems.add(table.file, line, `${column} is empty`);
    return isList(cell) ? [] : null;
  }
  const value = text.trim() === text ? cell.read(text) : new Rejection('no blanks at either end');
  if (value instanceof Rejection) {
    problems.add(table.file, line, `${column} is "${text}"; accepted is ${value.accepted}`);
    return null;
  }
  return value;
}

function checkRow(
  table: SeedTable,
  values: Readonly<Record<string, SeedValue>>,
  line: number,
  seen: Map<string, number>,
  problems: Problems,
): void {
  const key = keyOf(table, values);
  const before = seen.get(key);
  if (before !== undefined) {
    problems.add(table.file, line, `${key} stands on line ${before} already`);
  }
  seen.set(key, line);
  const wrong = table.check?.(values);
  if (wrong !== undefined) problems.add(table.file, line, wrong);
}

/** The key of a row as a JSON list of texts; null for an empty cell, as PostgreSQL's `jsonb_build_array` has it. */
export function keyOf(table: SeedTable, values: Readonly<Record<string, SeedValue>>): string {
  return JSON.stringify(table.key.map((column) => values[column]?.toString() ?? null));
}
