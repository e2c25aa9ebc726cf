import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KEYED_VARIANTS, type KeyedVariant } from './key.ts';

/** What is on record of a key; the key itself is not. */
export interface KeyRecord {
  /** By which it is listed and revoked, and told apart in counts and logs. */
  readonly id: string;
  /** Whose it is. */
  readonly name: string;
  readonly variant: KeyedVariant;
  /** SHA-256 of the key, in hexadecimal. */
  readonly hash: string;
  /** Its last four characters, by which its holder recognises it. */
  readonly lastFour: string;
  /** ISO 8601 in UTC, as the others. */
  readonly createdAt: string;
  /** From then on it opens nothing; null for never. */
  readonly expiresAt: string | null;
  /** Null while it is good. */
  readonly revokedAt: string | null;
}

/** A file of keys that cannot be read, or is none; the message says which and why. */
export class KeysFileError extends Error {
  override readonly name = 'KeysFileError';
}

/**
 * The keys of a file, in the order in which they were made; none where there is no file.
 *
 * @throws {KeysFileError}
 */
export async function readKeys(path: string): Promise<readonly KeyRecord[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return [];
    throw new KeysFileError(`The file of keys ${path} cannot be read.`, { cause });
  }
  const found = parsed(text);
  if (found) return found;
  throw new KeysFileError(`${path} is no file of keys: it was not written by \`npm run keys\`.`);
}

/**
 * Changes the keys of a file: all of it is written anew beside it and takes its place at once, so that a reader sees
 * the old keys or the new ones. One writer at a time.
 *
 * @throws {KeysFileError}
 */
export async function changeKeys(
  path: string,
  change: (keys: readonly KeyRecord[]) => readonly KeyRecord[],
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const lock = `${path}.lock`;
  const held = await open(lock, 'wx').catch((cause: unknown) => {
    throw new KeysFileError(
      isCode(cause, 'EEXIST')
        ? `The file of keys is being changed; if nobody is at it, delete ${lock}.`
        : `The file of keys ${path} cannot be written.`,
      { cause },
    );
  });
  try {
    await replace(path, change(await readKeys(path)));
  } finally {
    await held.close();
    await rm(lock, { force: true });
  }
}

async function replace(path: string, keys: readonly KeyRecord[]): Promise<void> {
  const scratch = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(scratch, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify({ version: 1, keys }, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(scratch, 0o600);
  await rename(scratch, path);
}

function parsed(text: string): readonly KeyRecord[] | undefined {
  try {
    const file: unknown = JSON.parse(text);
    if (!isObject(file) || file.version !== 1 || !Array.isArray(file.keys)) return undefined;
    return file.keys.every(isRecord) ? file.keys : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is KeyRecord {
  if (!isObject(value)) return false;
  const { id, name, variant, hash, lastFour, createdAt, expiresAt, revokedAt } = value;
  return (
    [id, name, lastFour].every((text) => typeof text === 'string') &&
    KEYED_VARIANTS.some((keyed) => keyed === variant) &&
    typeof hash === 'string' &&
    /^[\da-f]{64}$/.test(hash) &&
    isTime(createdAt) &&
    [expiresAt, revokedAt].every((time) => time === null || isTime(time))
  );
}

/** A time that is none must not make a key that never expires. */
const isTime = (value: unknown): boolean =>
  typeof value === 'string' && Number.isFinite(Date.parse(value));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCode = (error: unknown, code: string): boolean => isObject(error) && error.code === code;
