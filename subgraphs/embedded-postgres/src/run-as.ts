import { chownSync, existsSync, lchownSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

/** The user that PostgreSQL runs as, where that is not the user of this process. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` on every Linux distribution: in /etc/passwd, as initdb demands of its user. */
const NOBODY: ServerUser = { uid: 65534, gid: 65534 };

/**
 * A name for the working folder that holds without permission to enter the folders above it: the
 * kernel follows this link straight to the folder, while PostgreSQL would turn `.` into a path.
 */
const WORKING_FOLDER = '/proc/self/cwd';

/**
 * The user to run the server as: null, for this process's own, unless that is root, as whom
 * PostgreSQL refuses to run. Then it is the owner of the database, or `nobody` for a new one and
 * for one that root owns (a copy made by root), which is handed over.
 *
 * @throws {EmbeddedPostgresError} `FAILED` when an ordinary user finds a folder of another user.
 */
export function serverUser(dataDir: string): ServerUser | null {
  const self = process.getuid?.();
  if (self === undefined) return null;
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  if (self !== 0) {
    if (owner === undefined || owner.uid === self) return null;
    throw new EmbeddedPostgresError(
      'FAILED',
      `The data folder ${dataDir} belongs to user ${owner.uid}, and this process runs as user ` +
        `${self}. Start it as root or as the owner, or hand the folder over: ` +
        `sudo chown -R ${self} '${dataDir}'.`,
    );
  }
  if (owner === undefined || !existsSync(join(dataDir, 'PG_VERSION'))) return NOBODY;
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of readdirSync(dataDir, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(dataDir, name), NOBODY.uid, NOBODY.gid);
  }
  giveTo(NOBODY, dataDir);
  return NOBODY;
}

/** Makes the server's user the owner of a folder of ours. */
export function giveTo(user: ServerUser | null, folder: string): void {
  if (user !== null) chownSync(folder, user.uid, user.gid);
}

/**
 * How to name a folder to a PostgreSQL program that is started in it. Another user may be kept out
 * of a folder above (`/root` is usually closed), so it gets a name that needs no way there.
 */
export function nameForServer(folder: string, user: ServerUser | null): string {
  return user !== null && existsSync(WORKING_FOLDER) ? WORKING_FOLDER : folder;
}

/**
 * A folder for temporary files that the server's user can reach, at most `maxLength` bytes long.
 *
 * @throws {EmbeddedPostgresError} `FAILED` when there is none.
 */
export function temporaryFolder(user: ServerUser | null, maxLength: number): string {
  const candidates = [tmpdir(), '/tmp', '/var/tmp'].filter((folder) => existsSync(folder));
  const found = candidates
    .map((folder) => realpathSync(folder))
    .find(
      (folder) => Buffer.byteLength(folder) <= maxLength && (user === null || openToAll(folder)),
    );
  if (found !== undefined) return found;
  throw new EmbeddedPostgresError(
    'FAILED',
    `PostgreSQL needs a temporary folder that user ${user?.uid ?? process.getuid?.()} can enter, ` +
      `with a path of at most ${maxLength} bytes. Tried: ${candidates.join(', ')}.`,
  );
}

/** Whether everyone may enter the folder and all those above it. */
function openToAll(folder: string): boolean {
  const above = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (above === folder || openToAll(above));
}
