import type { IncomingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';

/** How a table is written. */
export interface TableFormat {
  readonly kind: 'csv' | 'ndjson';
  /** Whether the text begins with a byte order mark, by which Excel tells UTF-8. */
  readonly bom: boolean;
  readonly contentType: string;
}

const csvType = 'text/csv; charset=utf-8; header=present';

/**
 * What can be had as a table, each with all of its parameters: one that an `Accept` leaves out may be any, and one that it
 * names is what stands here or cannot be had. Of several that will do, the first is given.
 */
const tables: Readonly<Record<string, TableFormat>> = {
  [`${csvType}; bom=false`]: { kind: 'csv', bom: false, contentType: csvType },
  [`${csvType}; bom=true`]: { kind: 'csv', bom: true, contentType: csvType },
  ...Object.fromEntries(
    ['application/x-ndjson; charset=utf-8', 'application/ndjson; charset=utf-8'].map(
      (contentType) => [contentType, { kind: 'ndjson', bom: false, contentType }],
    ),
  ),
};

/** The types of tables without parameters. */
const tableTypes = Object.keys(tables).map((type) => type.split(';', 1)[0]);

/** Given to a client that takes JSON and tables alike. */
const json = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
];

/** What can be had, for a client whose wish cannot be met. */
export const OFFERED =
  'Tables are answered as `text/csv` (with any of `charset=utf-8`, `header=present`, `bom=true`, `bom=false`), ' +
  '`application/x-ndjson` and `application/ndjson` (with `charset=utf-8`), everything else as `application/json`.';

/** The format of the table that a request prefers (RFC 9110, q-values honoured); undefined where it prefers no table. */
export function tableFormat(headers: IncomingHttpHeaders): TableFormat | undefined {
  const [preferred] = negotiator(headers)?.mediaTypes([...json, ...Object.keys(tables)]) ?? [];
  return preferred === undefined ? undefined : tables[preferred];
}

/**
 * Whether a request names a table, with whatever parameters, and takes neither JSON nor one of the other types that the
 * endpoint may answer with.
 */
export function wantsTableOnly(
  headers: IncomingHttpHeaders,
  otherTypes: readonly string[] = [],
): boolean {
  const accepted = negotiator(headers);
  if (accepted?.mediaTypes().some((type) => tableTypes.includes(type)) !== true) return false;
  return accepted.mediaTypes([...json, ...otherTypes]).length === 0;
}

function negotiator({ accept }: IncomingHttpHeaders): Negotiator | undefined {
  return accept === undefined
    ? undefined
    : new Negotiator({ headers: { accept: accept.toLowerCase() } });
}
