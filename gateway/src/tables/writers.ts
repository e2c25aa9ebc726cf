import { stringify } from 'csv-stringify/sync';
import { cellText, valueAt } from './cells.ts';
import type { TableFormat } from './formats.ts';
import type { TablePage } from './pages.ts';
import { columnName, type TableShape } from './shape.ts';

/** An error as the end of a table tells it. */
export interface TableError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** How a table becomes text, piece by piece. */
export interface TableWriter {
  readonly contentType: string;
  readonly fileEnding: string;
  /** What stands ahead of the rows. */
  begin(): string;
  page(page: TablePage): string;
  /** The last line of a table that breaks off. */
  broken(error: TableError): string;
}

/** What writes tables of a shape in a format. */
export function tableWriter(format: TableFormat, shape: TableShape): TableWriter {
  return format.kind === 'csv' ? csvWriter(format, shape) : ndjsonWriter(format, shape);
}

function csvWriter(
  { bom, contentType }: TableFormat,
  { columns, beside }: TableShape,
): TableWriter {
  const lines = (records: readonly (readonly string[])[]): string =>
    stringify(
      records.map((record) => [...record]),
      {
        record_delimiter: 'windows',
        // A line without anything in it is no record to many readers.
        quoted_empty: columns.length + beside.length === 1,
      },
    );
  return {
    contentType,
    fileEnding: 'csv',
    begin: () => (bom ? '\uFEFF' : '') + lines([[...beside, ...columns].map(columnName)]),
    page: ({ rows, data }) => {
      const same = beside.map((column) => cellText(data, column));
      return lines(rows.map((row) => [...same, ...columns.map((column) => cellText(row, column))]));
    },
    broken: ({ message, extensions }) =>
      `# error: ${String(extensions.code)}: ${message.replaceAll(/\s+/g, ' ')}\r\n`,
  };
}

/** Rows as they were answered, one object a line; what stands beside the list goes ahead under its dotted name. */
function ndjsonWriter({ contentType }: TableFormat, { beside }: TableShape): TableWriter {
  const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
  return {
    contentType,
    fileEnding: 'ndjson',
    begin: () => '',
    page: ({ rows, data }) => {
      const same = beside.map((column) => [columnName(column), valueAt(data, column)]);
      return rows
        .map((row) => line(same.length > 0 ? { ...Object.fromEntries(same), ...Object(row) } : row))
        .join('');
    },
    broken: (error) => line({ error }),
  };
}
