import { stat } from 'node:fs/promises';
import { type KeyRecord, readKeys } from './file.ts';
import { isKeyShaped, recordOfKey } from './key.ts';

/** What a key turns out to be. */
export type KeyVerdict =
  | { readonly good: true; readonly key: KeyRecord }
  | { readonly good: false; readonly why: 'unknown' | 'revoked' | 'expired' };

/** The keys of a file, as they are now. */
export interface KeyRing {
  /**
   * Looks a key up.
   *
   * @throws {KeysFileError} where the file cannot be read: no key is good then.
   */
  judge(key: string): Promise<KeyVerdict>;
}

/**
 * The keys of a file, which is read again when it has changed: a key that is added or revoked counts from the next
 * request on. A look at the file's state is all that a key costs otherwise, one for all that come at once.
 *
 * @param now the clock; tests set it.
 */
export function keyRing(path: string, now: () => Date = () => new Date()): KeyRing {
  let state: string | undefined;
  let keys: readonly KeyRecord[] = [];
  let looking: Promise<readonly KeyRecord[]> | undefined;

  const look = async (): Promise<readonly KeyRecord[]> => {
    const found = await stateOf(path);
    if (found !== state) {
      keys = await readKeys(path);
      // After the reading: a file that fails is read again, and told of again, by the next key.
      state = found;
    }
    return keys;
  };
  const current = (): Promise<readonly KeyRecord[]> => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  return {
    judge: async (key) => {
      if (!isKeyShaped(key)) return { good: false, why: 'unknown' };
      const found = recordOfKey(key, await current());
      if (found === undefined) return { good: false, why: 'unknown' };
      if (found.revokedAt !== null) return { good: false, why: 'revoked' };
      const isOver = found.expiresAt !== null && Date.parse(found.expiresAt) <= now().getTime();
      return isOver ? { good: false, why: 'expired' } : { good: true, key: found };
    },
  };
}

/** What differs once a file was written anew, also within one tick of its clock: it is another file then. */
async function stateOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return 'none';
  }
}
