import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError, systemCode } from './error.ts';
import { giveTo, nameForServer, type ServerUser } from './run-as.ts';
import { supervise } from './supervise.ts';

/** How old, in milliseconds, a half-made database must be to have been left by a dead process. */
const ABANDONED_AFTER = 300_000;

/**
 * Locales for character classes, the first that the system knows. With plain `C`, pg_trgm finds no
 * letters in Devanagari: `show_trgm('द')` is empty. macOS before 15 has no `C.UTF-8`.
 */
const LOCALES = ['C.UTF-8', 'en_US.UTF-8'] as const;

/** What to do about a user without a name, as containers often have. */
const NAMELESS_USER =
  '\nPostgreSQL wants its user to have an entry in /etc/passwd. Start as root or as a user who ' +
  'has one, or set DATABASE_URL.';

/**
 * Whether the folder holds a database of the given major version (true), or nothing (false).
 *
 * @throws {EmbeddedPostgresError} `OTHER_VERSION` for a database of another major version; `FAILED`
 *   for a folder with other things in it.
 */
export function holdsDatabase(dataDir: string, major: number): boolean {
  const file = join(dataDir, 'PG_VERSION');
  if (existsSync(file)) {
    const written = readFileSync(file, 'utf8').trim();
    if (written === String(major)) return true;
    throw new EmbeddedPostgresError(
      'OTHER_VERSION',
      `The database in ${dataDir} was written by PostgreSQL ${written}, and this is PostgreSQL ` +
        `${major}, which cannot open it. To carry the data over: serve the folder with PostgreSQL ` +
        `${written} (postgres -D '${dataDir}'), save it with pg_dump, move the folder away, start ` +
        'this program again, and load what was saved with psql. If the folder holds nothing of ' +
        'your own, moving it away is enough.',
    );
  }
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    throw new EmbeddedPostgresError(
      'FAILED',
      `${dataDir} holds files, but no database of PostgreSQL. Give a new or an empty folder.`,
    );
  }
  return false;
}

/**
 * Makes a database in a folder beside `dataDir`, and renames it. A rename onto a folder with
 * content fails, so of two that do this at once one wins, and nobody sees a half-made database.
 *
 * @returns false when another process was faster, and its database is now in `dataDir`.
 * @throws {EmbeddedPostgresError} `FAILED`, with what initdb said.
 */
export async function createDatabase(options: {
  readonly dataDir: string;
  readonly initdb: string;
  readonly user: ServerUser | null;
}): Promise<boolean> {
  const { dataDir, initdb, user } = options;
  mkdirSync(dirname(dataDir), { recursive: true });
  removeAbandoned(dataDir);
  const fresh = mkdtempSync(`${dataDir}.new-`);
  try {
    giveTo(user, fresh);
    await runInitdb(initdb, fresh, user);
    renameSync(fresh, dataDir);
    syncFolder(dirname(dataDir));
    return true;
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    const code = systemCode(error);
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw error;
  }
}

/** The arguments of initdb that make a database which treats Hindi as it does English. */
export const initdbArguments = (folder: string, locale: string): readonly string[] => [
  `--pgdata=${folder}`,
  '--username=postgres',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  `--locale=${locale}`,
  '--no-instructions',
];

async function runInitdb(initdb: string, folder: string, user: ServerUser | null): Promise<void> {
  for (const locale of LOCALES) {
    const { status, output } = await supervise({
      // Trust is safe because only the user that owns the socket's folder can reach the server.
      command: [initdb, '--auth=trust', ...initdbArguments(nameForServer(folder, user), locale)],
      cwd: folder,
      user,
      rubbish: folder,
    }).ended;
    if (status === 0) return;
    if (output.includes('invalid locale name') && locale !== LOCALES.at(-1)) continue;
    throw new EmbeddedPostgresError(
      'FAILED',
      `initdb could not create a database in ${folder} (status ${status}):\n${output}` +
        (output.includes('could not look up effective user ID') ? NAMELESS_USER : ''),
    );
  }
}

/** Removes what starts that were killed in the middle of initdb have left beside the folder. */
function removeAbandoned(dataDir: string): void {
  const parent = dirname(dataDir);
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(`${basename(dataDir)}.new-`)) continue;
    const path = join(parent, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > ABANDONED_AFTER) rmSync(path, { recursive: true, force: true });
  }
}

/** Without this a power failure may forget the rename; initdb has synced the content. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
