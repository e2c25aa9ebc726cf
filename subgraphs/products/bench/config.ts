import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** The root of the checkout. */
export const root = join(import.meta.dirname, '..', '..', '..');

/** What one run of the benchmark does. */
export interface BenchConfig {
  /** How many rows the synthetic table has. */
  readonly rows: number;
  /** A server, with the right to create databases and to put triggers off. */
  readonly server: string;
  /** How often each question is asked. */
  readonly repetitions: number;
  /** Whether the table goes into the README of the subgraph. */
  readonly write: boolean;
}

/** How the benchmark is called. */
export const usage = `Usage: npm run bench:data [-- --rows 10000000] [--database URL] [--repetitions 15] [--write]

  --database     a PostgreSQL server; the benchmark makes databases of its own there, and drops them
  --write        puts the table into subgraphs/products/README.md`;

/**
 * Reads the command line.
 *
 * @throws {Error} naming what is wrong.
 */
export function readBench(args: readonly string[]): BenchConfig {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '10000000' },
      database: { type: 'string', default: 'postgresql://postgres@127.0.0.1:5432/postgres' },
      repetitions: { type: 'string', default: '15' },
      write: { type: 'boolean', default: false },
    },
  });
  return {
    rows: wholeNumber('--rows', values.rows, 500),
    server: values.database,
    repetitions: wholeNumber('--repetitions', values.repetitions, 1),
    write: values.write,
  };
}

/** What a child of the benchmark inherits of the environment, and its database: nothing else may decide how it runs. */
export function childEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, DATABASE_URL: databaseUrl };
}

function wholeNumber(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new Error(`${option} must be a whole number from ${least}, got "${text}".`);
}
