import { readFileSync } from 'node:fs';
import { UsageError } from '../config.ts';
import { LIMITS, type LimitName, type Limits } from './limits.ts';

/** From where a client's address is taken, in the form that Fastify wants. */
export type TrustProxy = false | string[] | ((address: string, hop: number) => boolean);

/** What the environment says of limits. */
export interface LimitsConfig {
  readonly limits: Limits;
  /** Where the budgets of clients are counted for several processes; undefined counts in this one. */
  readonly redisUrl: string | undefined;
  /**
   * Whose `X-Forwarded-For` is believed: nobody's by default, else the number of proxies in front, or their addresses
   * (`TRUST_PROXY=1`, `TRUST_PROXY=10.0.0.0/8,127.0.0.1`).
   */
  readonly trustProxy: TrustProxy;
}

/**
 * Reads the limits from the environment; what it does not name has its default.
 *
 * @throws {UsageError} naming the variable, what it holds and what it may hold.
 */
export function readLimits(env: NodeJS.ProcessEnv = process.env): LimitsConfig {
  const figures = Object.fromEntries(
    Object.entries(LIMITS).map(([name, row]) => [name, figure(row.variable, row.default, env)]),
  ) as Record<LimitName, number>;
  const rateLoopbackPoints = env.RATE_LIMIT_POINTS
    ? figures.ratePoints
    : figures.rateLoopbackPoints;
  return {
    limits: { ...figures, batch: 1, rateLoopbackPoints },
    redisUrl: readRedisUrl(env),
    trustProxy: readTrustProxy(env.TRUST_PROXY),
  };
}

/** No figure is larger: sums of products of them stay exact. */
const LARGEST = 2_000_000_000;

function figure(variable: string | undefined, without: number, env: NodeJS.ProcessEnv): number {
  const given = variable === undefined ? undefined : env[variable];
  if (variable === undefined || !given) return without;
  const number = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= 1 && number <= LARGEST) return number;
  throw new UsageError(
    `${variable} must be a whole number from 1 to ${LARGEST}, got "${given}" (${without} without it).`,
  );
}

/** From `REDIS_URL`, or from the file that `REDIS_URL_FILE` names, as containers are handed secrets. */
function readRedisUrl(env: NodeJS.ProcessEnv): string | undefined {
  const { REDIS_URL: address, REDIS_URL_FILE: path } = env;
  if (address && path) throw new UsageError('Set REDIS_URL or REDIS_URL_FILE, not both.');
  const given = path ? readSecretFile(path) : address;
  if (!given) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url && /^rediss?:$/.test(url.protocol)) return given;
  // The address may hold a password, so it is not repeated.
  throw new UsageError(
    'REDIS_URL must be the address of a Redis server, such as redis://127.0.0.1:6379.',
  );
}

function readSecretFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new UsageError(`REDIS_URL_FILE names ${path}, which cannot be read.`, { cause });
  }
}

function readTrustProxy(given: string | undefined): TrustProxy {
  if (!given) return false;
  if (/^\d{1,2}$/.test(given)) return (_address, hop) => hop < Number(given);
  const addresses = given.split(',').map((address) => address.trim());
  if (addresses.every((address) => /^[\da-fA-F.:]{2,}(\/\d{1,3})?$/.test(address))) {
    return addresses;
  }
  throw new UsageError(
    `TRUST_PROXY must be the number of proxies in front, or their addresses parted by commas, such as 1 or 10.0.0.0/8,127.0.0.1; got "${given}".`,
  );
}
