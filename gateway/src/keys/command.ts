import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { UsageError } from '../config.ts';
import { changeKeys, type KeyRecord, KeysFileError, readKeys } from './file.ts';
import { hashOf, KEYED_VARIANTS, type KeyedVariant, newKey } from './key.ts';

/** How the command is called. */
export const USAGE = `Usage: npm run keys -- add --name NAME --variant partner|internal [--expires YYYY-MM-DD]
       npm run keys -- list
       npm run keys -- revoke ID

  add     makes a key and shows it, this once; what is stored of it opens nothing
  list    all keys, those that are over included
  revoke  ends a key; a gateway that runs refuses it from the next request on

Keys lie in .data/keys.json, or where KEYS_FILE says. The public variant needs none.`;

/** What the command does besides changing the file. */
export interface KeysCommandContext {
  /** Where the keys lie. */
  readonly path: string;
  readonly now: () => Date;
  readonly print: (line: string) => void;
}

const OPTIONS = {
  name: { type: 'string' },
  variant: { type: 'string' },
  expires: { type: 'string' },
} as const;

/**
 * Runs the command.
 *
 * @throws {UsageError} where it is called wrongly, {KeysFileError} where the file cannot be used.
 */
export async function runKeysCommand(
  args: readonly string[],
  context: KeysCommandContext,
): Promise<void> {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  const { path } = context;
  const isPlain = Object.keys(values).length === 0;
  if (command === 'add' && rest.length === 0) return add(path, values, context);
  if (command === 'list' && rest.length === 0 && isPlain) return list(path, context);
  const [id, ...more] = rest;
  if (command === 'revoke' && id !== undefined && more.length === 0 && isPlain) {
    return revoke(path, id, context);
  }
  throw new UsageError(`"${args.join(' ')}" is none of the commands.`);
}

type Values = ReturnType<typeof parse>['values'];

async function add(
  path: string,
  { name, variant, expires }: Values,
  { now, print }: KeysCommandContext,
): Promise<void> {
  const holder = name?.trim() ?? '';
  if (!/^[^\p{Cc}]{1,100}$/u.test(holder)) {
    throw new UsageError('--name must say whose the key is, in 1 to 100 characters.');
  }
  const key = newKey(readVariant(variant));
  const record: KeyRecord = {
    id: randomBytes(4).toString('hex'),
    name: holder,
    variant: readVariant(variant),
    hash: hashOf(key),
    lastFour: key.slice(-4),
    createdAt: now().toISOString(),
    expiresAt: expires === undefined ? null : endOfDay(expires, now()),
    revokedAt: null,
  };
  await changeKeys(path, (keys) => [...keys, record]);
  print(key);
  print(
    `This is the only time that the key is shown. It is ${record.id} in the list, and goes into the header x-api-key.`,
  );
}

async function list(path: string, { now, print }: KeysCommandContext): Promise<void> {
  const keys = await readKeys(path);
  if (keys.length === 0) print(`There are no keys in ${path}.`);
  const rows = keys.map((key) => [
    key.id,
    key.variant,
    `…${key.lastFour}`,
    `made ${day(key.createdAt)}`,
    stateOf(key, now()),
    key.name,
  ]);
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  for (const row of rows)
    print(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

async function revoke(path: string, id: string, { now, print }: KeysCommandContext): Promise<void> {
  let said = '';
  await changeKeys(path, (keys) => {
    const found = keys.find((key) => key.id === id);
    if (found === undefined) {
      throw new KeysFileError(
        `There is no key ${id}: \`npm run keys -- list\` shows which there are.`,
      );
    }
    if (found.revokedAt !== null) {
      said = `The key ${id} of ${found.name} was revoked on ${day(found.revokedAt)} already.`;
      return keys;
    }
    said = `The key ${id} of ${found.name} opens nothing any more.`;
    return keys.map((key) => (key === found ? { ...key, revokedAt: now().toISOString() } : key));
  });
  print(said);
}

function stateOf({ revokedAt, expiresAt }: KeyRecord, now: Date): string {
  if (revokedAt !== null) return `revoked ${day(revokedAt)}`;
  if (expiresAt === null) return 'never expires';
  return `${Date.parse(expiresAt) <= now.getTime() ? 'expired' : 'expires'} ${lastDay(expiresAt)}`;
}

const DAY = 86_400_000;

const day = (time: string): string => time.slice(0, 10);

/** The last day of a key, which ends with it. */
const lastDay = (expiresAt: string): string =>
  day(new Date(Date.parse(expiresAt) - 1).toISOString());

/** The end, in UTC, of the last day on which a key is good. */
function endOfDay(given: string, now: Date): string {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  // A day that no calendar has, such as 30 February, is another one once it is read.
  const isDay = Number.isFinite(start) && day(new Date(start).toISOString()) === given;
  if (!isDay) throw new UsageError(`--expires must be a day such as 2027-03-31, got "${given}".`);
  if (start + DAY <= now.getTime()) throw new UsageError(`--expires is over already: ${given}.`);
  return new Date(start + DAY).toISOString();
}

function readVariant(given: string | undefined): KeyedVariant {
  const variant = KEYED_VARIANTS.find((keyed) => keyed === given);
  if (variant) return variant;
  if (given === 'public') throw new UsageError('The public variant needs no key.');
  throw new UsageError(`--variant must be ${KEYED_VARIANTS.join(' or ')}, got "${given ?? ''}".`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
