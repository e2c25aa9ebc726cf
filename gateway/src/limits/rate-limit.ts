import { isIPv6 } from 'node:net';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Log } from '../log.ts';
import type { LimitsConfig } from './config.ts';
import type { Limits } from './limits.ts';

/** What is left of a client's budget. */
export interface Budget {
  /** Whether what was asked for is within it. */
  readonly allowed: boolean;
  /** Points of a window. */
  readonly points: number;
  readonly remaining: number;
  /** Whole seconds until there is a new one. */
  readonly seconds: number;
}

/** Counts what clients spend, in cost points. */
export interface RateLimit {
  /** Spends points. A client that has none left spends them too, and is told so. */
  spend(client: string, points: number): Promise<Budget>;
  /** The budget of a client that has spent it all in this window, as far as this process knows; asks nobody. */
  spentUp(client: string): Budget | undefined;
  /** Whether what counts for all processes is away; each counts by itself then. */
  isAlone(): boolean;
  close(): void;
}

/** So many clients have budgets of their own in one window; the rest share one, so that memory is bounded. */
const MOST_CLIENTS = 100_000;

/**
 * Counts in this process, or in Redis for all processes that count there.
 *
 * Redis is asked once for each operation. While it does not answer each process counts by itself; both changes are logged.
 */
export function createRateLimit(
  { limits, redisUrl }: Pick<LimitsConfig, 'limits' | 'redisUrl'>,
  log: Log,
): RateLimit {
  const redis = redisUrl === undefined ? undefined : connect(redisUrl, log);
  const strangers = counter(limits.ratePoints, limits.rateWindow, redis);
  const loopback = counter(limits.rateLoopbackPoints, limits.rateWindow, redis);
  const known = new KnownClients(limits.rateWindow);
  /** Clients that have spent all, with the time at which their window ends. */
  const spent = new Map<string, number>();
  const pointsOf = (client: string): number =>
    isLoopback(client) ? limits.rateLoopbackPoints : limits.ratePoints;
  return {
    async spend(client, points) {
      const key = known.keyOf(client);
      const limiter = isLoopback(client) ? loopback : strangers;
      const { allowed, result } = await consume(limiter, key, points);
      const ms = Math.max(result.msBeforeNext, 0);
      if (!allowed) remember(spent, key, Date.now() + ms);
      return {
        allowed,
        points: pointsOf(client),
        remaining: Math.max(result.remainingPoints, 0),
        seconds: Math.ceil(ms / 1000),
      };
    },
    spentUp(client) {
      const key = known.keyOf(client);
      const until = spent.get(key);
      if (until === undefined) return undefined;
      const seconds = Math.ceil((until - Date.now()) / 1000);
      if (seconds > 0) return { allowed: false, points: pointsOf(client), remaining: 0, seconds };
      spent.delete(key);
      return undefined;
    },
    isAlone: () => redis !== undefined && redis.status !== 'ready',
    close: () => redis?.disconnect(),
  };
}

type Counter = RateLimiterMemory | RateLimiterRedis;

function counter(points: number, duration: number, redis: Redis | undefined): Counter {
  const keyPrefix = 'niryat:cost';
  const memory = new RateLimiterMemory({ points, duration, keyPrefix });
  if (!redis) return memory;
  return new RateLimiterRedis({
    storeClient: redis,
    points,
    duration,
    keyPrefix,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
  });
}

async function consume(limiter: Counter, key: string, points: number) {
  try {
    return { allowed: true, result: await limiter.consume(key, points) };
  } catch (refused) {
    // Thrown by the library where the budget is spent; anything else is a fault.
    if (refused instanceof RateLimiterRes) return { allowed: false, result: refused };
    throw refused;
  }
}

function connect(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    connectTimeout: 1_000,
    commandTimeout: 250,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 200, 5_000),
  });
  let away = false;
  redis.on('error', (cause) => {
    if (!away) log.warn('Redis does not answer; each process counts budgets by itself', cause);
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('Redis answers again; budgets are counted there');
    away = false;
  });
  return redis;
}

/** Gives clients their keys: their own for the first ones of a window, one in common for the rest. */
class KnownClients {
  readonly #windowMs: number;
  #keys = new Set<string>();
  #until = 0;

  constructor(window: number) {
    this.#windowMs = window * 1000;
  }

  keyOf(client: string): string {
    const now = Date.now();
    if (now > this.#until) {
      this.#keys = new Set();
      this.#until = now + this.#windowMs;
    }
    if (this.#keys.has(client)) return client;
    if (this.#keys.size >= MOST_CLIENTS) return 'others';
    this.#keys.add(client);
    return client;
  }
}

function remember(spent: Map<string, number>, key: string, until: number): void {
  if (spent.size >= MOST_CLIENTS) spent.clear();
  spent.set(key, until);
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

const isLoopback = (client: string): boolean => LOOPBACK.test(client);

/** A client by its address. Whoever has one address of IPv6 has 2^64 of them, so the network counts. */
export function clientOfAddress(address: string): string {
  if (!isIPv6(address) || address.startsWith('::')) return address;
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Math.max(8 - before.length - after.length, 0) : 0;
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** The headers of the IETF's draft for rate limits; the unit of both figures is a cost point. */
export function budgetHeaders(
  { points, remaining, seconds, allowed }: Budget,
  { rateWindow }: Pick<Limits, 'rateWindow'>,
): Readonly<Record<string, string>> {
  return {
    'ratelimit-policy': `"cost";q=${points};w=${rateWindow}`,
    ratelimit: `"cost";r=${remaining};t=${seconds}`,
    ...(!allowed && { 'retry-after': String(Math.max(seconds, 1)) }),
  };
}

/** What a client is told that has spent its budget. */
export const spentMessage = ({ points, seconds }: Budget, limits: Limits, asked?: number): string =>
  `${asked === undefined ? '' : `This costs ${asked} points. `}The budget of ${points} points in ${limits.rateWindow} seconds is spent: ask again in ${Math.max(seconds, 1)} seconds, or for less (a smaller \`first\`).`;
