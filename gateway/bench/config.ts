import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** The root of the checkout. */
export const root = join(import.meta.dirname, '..', '..');

/** What the benchmark makes and may lose: programs, answers, logs, raw figures. Git does not see it. */
export const cacheFolder = join(root, '.cache', 'bench');

/** What one run of the benchmark does. */
export interface BenchConfig {
  /** How often everything is measured; the contestants take turns within a round. */
  readonly rounds: number;
  /** About how long one measurement takes. */
  readonly seconds: number;
  /** Names of loads and contestants that are wanted; empty for all. */
  readonly only: readonly string[];
  /** Requests per second of the open loop; undefined for half of what stock does in its warm-up. */
  readonly rate: number | undefined;
  /** Whether RESULTS.md is written; a short trial leaves it alone. */
  readonly write: boolean;
  readonly database: DatabaseConfig;
}

/** What one profile looks at. */
export interface ProfileConfig {
  readonly load: string;
  readonly contestant: string;
  readonly seconds: number;
  readonly connections: number;
  readonly database: DatabaseConfig;
}

/** Where the one database of all contestants is. */
export interface DatabaseConfig {
  /** The data folder of the embedded PostgreSQL; used where no URL is given. */
  readonly dataDir: string;
  readonly url: string | undefined;
}

/** How the benchmark is called. */
export const BENCH_USAGE = `Usage: npm run bench -- [--rounds 3] [--seconds 3] [--only NAME,NAME] [--rate N] [--trial]

  --only   loads (q01, shop80) and contestants (stock, hive) by name; what is left out is measured in full
  --rate   requests per second of the open loop, for all; by default half of what stock can do
  --trial  print the results, leave RESULTS.md alone`;

/** How the profile is called. */
export const PROFILE_USAGE = `Usage: npm run profile -- --load q01 [--engine compiled|stock] [--topology distributed|in-process]
                       [--contestant NAME] [--seconds 10] [--connections 16]`;

/**
 * Reads the command line of the benchmark.
 *
 * @throws {Error} naming what is wrong.
 */
export function readBench(args: readonly string[]): BenchConfig {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      rate: { type: 'string' },
      trial: { type: 'boolean', default: false },
    },
  });
  return {
    rounds: wholeNumber('--rounds', values.rounds),
    seconds: wholeNumber('--seconds', values.seconds),
    only: values.only.split(',').filter((name) => name !== ''),
    rate: values.rate === undefined ? undefined : wholeNumber('--rate', values.rate),
    write: !values.trial,
    database: databaseConfig(),
  };
}

/**
 * Reads the command line of the profile.
 *
 * @throws {Error} naming what is wrong.
 */
export function readProfile(args: readonly string[]): ProfileConfig {
  const { values } = parseArgs({
    args: [...args],
    options: {
      load: { type: 'string' },
      engine: { type: 'string', default: 'compiled' },
      topology: { type: 'string', default: 'distributed' },
      contestant: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      connections: { type: 'string', default: '16' },
    },
  });
  if (!values.load) throw new Error('--load is missing.');
  return {
    load: values.load,
    contestant: values.contestant ?? `${values.topology}-${values.engine}`,
    seconds: wholeNumber('--seconds', values.seconds),
    connections: wholeNumber('--connections', values.connections),
    database: databaseConfig(),
  };
}

/** What a child of ours inherits of the environment; nothing else may decide how it runs. */
export function childEnvironment(): Readonly<Record<string, string>> {
  const { PATH = '', HOME = '' } = process.env;
  return {
    PATH,
    HOME,
    NODE_ENV: 'production',
    LOG_FORMAT: 'text',
    // Nobody is turned away for being slow: all do all of the work that is measured.
    GOOD_TIME_MS: '600000',
    APOLLO_TELEMETRY_DISABLED: 'true',
  };
}

function databaseConfig(): DatabaseConfig {
  return { dataDir: join(root, '.data', 'bench'), url: process.env.DATABASE_URL || undefined };
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Error(`${option} must be a whole number from 1, got "${text}".`);
}
