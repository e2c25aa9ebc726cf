import { UsageError } from '../config.ts';

/** What a gateway bears, in milliseconds and numbers of requests. */
export interface Endurance {
  /** The time of a request from its arrival to its answer. */
  readonly requestTimeoutMs: number;
  /** The time of one call of a subgraph, within that of its request. */
  readonly subgraphTimeoutMs: number;
  /** The most requests that are under way. */
  readonly maxRequests: number;
  /** The time within which answers should come; while they take longer, fewer are under way at a time. */
  readonly goodTimeMs: number;
  /** The longest that a request may wait for others to end; whoever would wait longer is refused at once. */
  readonly maxWaitMs: number;
  /** How long a gateway that was told to stop still takes requests, for those who have not heard of it yet. */
  readonly drainDelayMs: number;
}

/** Each limit with its variable, its default, and the least and the most that it may be. */
const LIMITS: Readonly<Record<keyof Endurance, readonly [string, number, number, number]>> = {
  requestTimeoutMs: ['REQUEST_TIMEOUT_MS', 15_000, 1, 600_000],
  subgraphTimeoutMs: ['SUBGRAPH_TIMEOUT_MS', 10_000, 1, 600_000],
  maxRequests: ['MAX_REQUESTS', 512, 1, 100_000],
  goodTimeMs: ['GOOD_TIME_MS', 1_000, 1, 600_000],
  maxWaitMs: ['MAX_WAIT_MS', 500, 0, 60_000],
  drainDelayMs: ['DRAIN_DELAY_MS', 0, 0, 60_000],
};

/**
 * The limits that the environment sets, with the defaults for all others.
 *
 * @throws {UsageError} naming the variable, what it holds and what it accepts.
 */
export function readEndurance(env: NodeJS.ProcessEnv = process.env): Endurance {
  const read = (name: keyof Endurance): number => {
    const [variable, usual, least, most] = LIMITS[name];
    const given = env[variable];
    if (!given) return usual;
    const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new UsageError(
      `${variable} must be a whole number from ${least} to ${most}, got "${given}".`,
    );
  };
  return {
    requestTimeoutMs: read('requestTimeoutMs'),
    subgraphTimeoutMs: read('subgraphTimeoutMs'),
    maxRequests: read('maxRequests'),
    goodTimeMs: read('goodTimeMs'),
    maxWaitMs: read('maxWaitMs'),
    drainDelayMs: read('drainDelayMs'),
  };
}
