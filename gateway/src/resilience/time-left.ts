import type { IncomingHttpHeaders } from 'node:http';

/** The header by which a client asks for an answer within so many milliseconds. */
const ASKED = 'x-timeout-ms';

/** The header that tells a subgraph how many milliseconds it has. Never taken from clients. */
const LEFT = 'x-deadline-ms';

/**
 * A subgraph is told a little less than the gateway waits: so what it has by then still arrives, beside an
 * error for what it has not.
 */
const RETURN_MS = 50;

/**
 * When a request's time is over, by the clock of `performance.now`: `budgetMs` after it came, or earlier where
 * its client asks for that. A header that is no number is passed over.
 */
export function deadlineOf(
  headers: IncomingHttpHeaders,
  budgetMs: number,
  arrivedAt = performance.now(),
): number {
  const asked = headers[ASKED];
  const wanted = typeof asked === 'string' && /^\d{1,9}$/.test(asked) ? Number(asked) : budgetMs;
  return arrivedAt + Math.min(wanted, budgetMs);
}

/** The milliseconds of a call that may take `timeoutMs`, in a request with this deadline; 0 or less when it is over. */
export const timeOfCall = (timeoutMs: number, deadline: number | undefined): number =>
  deadline === undefined ? timeoutMs : Math.min(timeoutMs, deadline - performance.now());

/** The headers of a call that has so many milliseconds. */
export const tellTime = (
  headers: Readonly<Record<string, string>>,
  milliseconds: number,
): Readonly<Record<string, string>> => ({
  ...headers,
  [LEFT]: String(Math.ceil(milliseconds - Math.min(RETURN_MS, milliseconds / 10))),
});
