import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { searchPath } from './config.ts';
import { EmbeddedPostgresError, messageOf, systemCode } from './error.ts';
import { type PlatformPackage, unsupported } from './platform.ts';
import type { ServerUser } from './run-as.ts';

/** The programs of PostgreSQL, complete and seen to run. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs where npm put them, or else a copy below `temporary`: of a package without its
 * symbolic links that we may not write to, or in a folder that the server's user may not enter.
 *
 * @throws {EmbeddedPostgresError} `UNSUPPORTED_PLATFORM` when they do not run on this machine (musl
 *   instead of glibc, a glibc too old); `FAILED` when somebody else made the folder of the copy.
 */
export async function usablePrograms(
  found: PlatformPackage,
  user: ServerUser | null,
  temporary: string,
  report: (line: string) => void,
): Promise<Programs> {
  if (makeLinks(found.root)) {
    const refusal = await tryRunning(found.root, user);
    if (refusal === null) return programsIn(found.root);
    if (systemCode(refusal) !== 'EACCES') throw doesNotRun(found, refusal);
  }
  const copy = join(temporary, `niryat-postgres-${found.version}-${process.getuid?.() ?? 0}`);
  if (!isTrustedCopy(copy, found.root)) {
    report(`Copying the programs of PostgreSQL to ${copy}`);
    makeCopy(found.root, copy);
  }
  const refusal = await tryRunning(copy, user);
  if (refusal !== null) throw doesNotRun(found, refusal);
  return programsIn(copy);
}

/**
 * Makes the symbolic links to shared libraries that a package lists, where they are missing: npm
 * packs no links, and the package's install script, which makes them, may have been switched off.
 *
 * @returns whether all are there now. They are not where the package may not be written to.
 */
export function makeLinks(root: string): boolean {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links) || !links.every(isLink)) {
    throw new EmbeddedPostgresError('FAILED', `${list} is no list of { source, target } pairs.`);
  }
  return links.every(({ source, target }) => {
    const [file, link] = [join(root, source), join(root, target)];
    if (existsSync(link)) return true;
    try {
      rmSync(link, { force: true }); // It may be there and lead nowhere.
      symlinkSync(relative(dirname(link), file), link);
    } catch {
      // Read-only, or another starter made it this moment.
    }
    return existsSync(link);
  });
}

const isLink = (value: unknown): value is { source: string; target: string } =>
  typeof value === 'object' &&
  value !== null &&
  'source' in value &&
  'target' in value &&
  typeof value.source === 'string' &&
  typeof value.target === 'string';

const programsIn = (root: string): Programs => ({
  initdb: join(root, 'native', 'bin', 'initdb'),
  postgres: join(root, 'native', 'bin', 'postgres'),
});

/** The error that running `postgres --version` as the server's user gives; null when it runs. */
async function tryRunning(root: string, user: ServerUser | null): Promise<unknown> {
  try {
    const env = { PATH: searchPath(), LC_ALL: 'C' };
    await promisify(execFile)(programsIn(root).postgres, ['--version'], { env, ...user });
    return null;
  } catch (error) {
    if (systemCode(error) !== 'EPERM' && systemCode(error) !== 'EINVAL') return error;
    throw new EmbeddedPostgresError(
      'FAILED',
      'PostgreSQL does not run as root, and this process, which is root, may not start it as ' +
        `user ${user?.uid}. Start as an ordinary user, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

function doesNotRun(found: PlatformPackage, refusal: unknown): EmbeddedPostgresError {
  return unsupported(
    `PostgreSQL ${found.version} from npm does not run on this machine ` +
      `(its build for Linux needs glibc, which Alpine has not): ${messageOf(refusal).trim()}.`,
    refusal,
  );
}

/** Whether the copy is our own, writable for no one else, and has every file of the original. */
function isTrustedCopy(copy: string, original: string): boolean {
  const folder = lstatSync(copy, { throwIfNoEntry: false });
  if (folder === undefined) return false;
  const ours = process.getuid === undefined || folder.uid === process.getuid();
  if (!folder.isDirectory() || !ours || (folder.mode & 0o022) !== 0) {
    throw new EmbeddedPostgresError(
      'FAILED',
      `${copy}, where the programs of PostgreSQL are to be copied, was made by somebody else or ` +
        'may be written to by others, so nothing is run from it. Remove it and start again.',
    );
  }
  // The system may have swept old files out of its temporary folder.
  return filesBelow(original).every((name) => {
    const [there, here] = [join(original, name), join(copy, name)];
    return lstatSync(here, { throwIfNoEntry: false })?.size === lstatSync(there).size;
  });
}

/** Copies beside the final name and renames, so that nobody meets a half-made copy. */
function makeCopy(original: string, copy: string): void {
  const fresh = mkdtempSync(`${copy}.new-`);
  try {
    // Verbatim: otherwise Node makes the links absolute, and they lead back to the original.
    cpSync(join(original, 'native'), join(fresh, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    makeLinks(fresh);
    for (const name of ['', ...readdirSync(fresh, { recursive: true, encoding: 'utf8' })]) {
      const path = join(fresh, name);
      const { mode } = lstatSync(path);
      if (lstatSync(path).isSymbolicLink()) continue;
      chmodSync(path, (mode & 0o700) | ((mode & 0o100) !== 0 ? 0o055 : 0o044));
    }
    if (existsSync(copy)) {
      const old = mkdtempSync(`${copy}.old-`);
      renameSync(copy, join(old, 'copy'));
      rmSync(old, { recursive: true });
    }
    renameSync(fresh, copy);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another starter was faster.
    if (!existsSync(copy) || !isTrustedCopy(copy, original)) throw error;
  }
}

/** The regular files of `native`, relative to the package. */
const filesBelow = (root: string): readonly string[] =>
  readdirSync(join(root, 'native'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
