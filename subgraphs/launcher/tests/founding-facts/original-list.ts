import { existsSync } from 'node:fs';
import { originalList } from './config.ts';
import { readRows } from './facts.ts';

/** A fact of the list that the facts were vetted with. */
export interface ListedFact {
  readonly number: number;
  /** The code of its document as a source. */
  readonly source: string;
  /** The records that hold it, as `founding-facts.csv` names them. */
  readonly records: readonly string[];
}

const types: Readonly<Record<string, string>> = {
  events: 'Event',
  event_participants: 'Participation',
  commitments: 'Commitment',
  delegations: 'Delegation',
  measures: 'Measure',
  people: 'Person',
  organisations: 'Organisation',
  partnerships: 'Partnership',
  targets: 'Target',
  export_statistics: 'ExportFigure',
  facilities: 'Facility',
  clusters: 'Cluster',
  process_steps: 'ProcessStep',
  states: 'State',
};

/** What only codes tell there: the kind of a topic, and the state of a best seller and of a mark of origin. */
const rewritten: readonly (readonly [RegExp, (...groups: string[]) => string])[] = [
  [
    /^event_topics\.csv:(.+)\/(SECTOR|PRODUCT|COUNTRY|DISTRICT|MEASURE)\/(.+)$/,
    (event, kind = '', code) =>
      `Topic:${event}/${kind.charAt(0)}${kind.slice(1).toLowerCase()}/${code}`,
  ],
  [
    /^best_sellers\.csv:(..)-best-seller-(.+)$/,
    (state = '', words) => `BestSeller:IN-${state.toUpperCase()}/${words}`,
  ],
  [
    /^origin_marks\.csv:(.+-(..))$/,
    (code, state = '') => `OriginMark:IN-${state.toUpperCase()}/${code}`,
  ],
];

/** The list, where it lies beside the checkout; undefined where it does not. */
export function readOriginalList(): ListedFact[] | undefined {
  if (!existsSync(originalList)) return undefined;
  return readRows(originalList).map(({ number, document = '', rows = '' }) => ({
    number: Number(number),
    source: `seed-${document.slice(0, 3)}`,
    records: rows.split('|').map(recordOf),
  }));
}

/** @throws {Error} when it names a row of a file that has no records. */
function recordOf(row: string): string {
  for (const [pattern, write] of rewritten) {
    const match = pattern.exec(row);
    if (match) return write(...match.slice(1));
  }
  const [, file = '', code = ''] = /^(\w+)\.csv:(.+)$/.exec(row) ?? [];
  const type = types[file];
  if (type === undefined) throw new Error(`"${row}" is the row of no record.`);
  return `${type}:${code}`;
}
