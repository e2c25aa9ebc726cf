import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';

/** How a table is written. */
export interface TableFormat {
  readonly kind: 'csv' | 'ndjson';
  /** Whether the text begins with a byte order mark, by which Excel tells UTF-8. */
  readonly bom: boolean;
}

const csv: TableFormat = { kind: 'csv', bom: false };
const csvWithBom: TableFormat = { kind: 'csv', bom: true };
const ndjson: TableFormat = { kind: 'ndjson', bom: false };

/** What an `Accept` can name, in the order in which it is given to a client that takes several alike. */
const formats: Readonly<Record<string, TableFormat | undefined>> = {
  'application/json': undefined,
  'application/graphql-response+json': undefined,
  'text/csv': csv,
  'text/csv;charset=utf-8': csv,
  'text/csv;bom=true': csvWithBom,
  'text/csv;bom=true;charset=utf-8': csvWithBom,
  'application/x-ndjson': ndjson,
  'application/x-ndjson;charset=utf-8': ndjson,
};

/** The format of the table that a request prefers (RFC 9110, q-values honoured); undefined where it prefers JSON. */
export function tableFormat(headers: IncomingHttpHeaders): TableFormat | undefined {
  if (headers.accept === undefined) return undefined;
  const accept = headers.accept.toLowerCase();
  const [preferred] = new Negotiator({ headers: { accept } }).mediaTypes(Object.keys(formats));
  return preferred === undefined ? undefined : formats[preferred];
}
