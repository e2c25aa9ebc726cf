import { currentMetrics } from '@niryat/telemetry';
import { ERROR_CODES } from '../errors.ts';

/** Codes that subgraphs give: theirs to define, and here only to be counted by their names. */
const SUBGRAPH_CODES = ['NOT_FOUND', 'DOWNSTREAM_SERVICE_ERROR'];

/** The codes by which errors are counted; those of no list are `other`, so that their number is bounded. */
export const COUNTED_CODES: ReadonlySet<string> = new Set([
  ...Object.keys(ERROR_CODES),
  ...SUBGRAPH_CODES,
  'other',
]);

/** Counts an error that a client is told. */
export function countError(code: unknown): void {
  currentMetrics()?.errors.inc({
    code: typeof code === 'string' && COUNTED_CODES.has(code) ? code : 'other',
  });
}
