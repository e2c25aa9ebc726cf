import { parseArgs } from 'node:util';

/** What `npm run drill` was asked to do. */
export interface DrillOptions {
  /** How long a fault lasts, in seconds. */
  readonly seconds: number;
  /** The drills to run, by name; empty for all. */
  readonly only: readonly string[];
  /** Whether the parts write where the drill does. */
  readonly verbose: boolean;
}

const known = {
  seconds: { type: 'string', default: '5' },
  short: { type: 'boolean', default: false },
  only: { type: 'string' },
  verbose: { type: 'boolean', default: false },
} as const;

/**
 * Reads the words behind `npm run drill --`.
 *
 * @param names the drills that there are.
 * @throws {Error} saying what is wrong with them, and how the command is given.
 */
export function readDrillOptions(words: readonly string[], names: readonly string[]): DrillOptions {
  const usage = `npm run drill -- [options]

  --seconds 5   how long a fault lasts
  --short       half a second, and the same drills
  --only NAMES  with commas between, of ${names.join(', ')}
  --verbose     let the processes of the graph write, too`;
  const misused = (what: string): Error => new Error(`${what}\n\n${usage}`);
  const values = (() => {
    try {
      return parseArgs({ args: [...words], options: known, strict: true }).values;
    } catch (error) {
      throw misused(error instanceof Error ? error.message : String(error));
    }
  })();
  const { short, verbose } = values;
  const only = values.only?.split(',') ?? [];
  const seconds = short ? 0.5 : Number(values.seconds);
  if (!(seconds > 0 && seconds <= 600)) {
    throw misused(`--seconds must be a number up to 600, got "${values.seconds}".`);
  }
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw misused(`--only names the drill "${unknown}", which there is not.`);
  }
  return { seconds, only, verbose };
}
