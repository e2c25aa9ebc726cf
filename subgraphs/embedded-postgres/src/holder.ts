import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError, systemCode } from './error.ts';

/** How long, in milliseconds, a server that is about to end is waited for. */
const PATIENCE = 10_000;

/** What the name of a server begins with; the id of the process that started it follows. */
const NAME_PREFIX = 'niryat-';

/** The server that has a data folder open. */
export interface Holder {
  /** The id of its main process. */
  readonly pid: number;
  /** The process that started it, while that lives; null when it is gone or was not ours. */
  readonly starter: number | null;
  /** Whether it is shutting down. */
  readonly stopping: boolean;
}

/** The `cluster_name` under which this process starts a server, so that others can name us. */
export const clusterName = (): string => `${NAME_PREFIX}${process.pid}`;

/**
 * The process id that `postmaster.pid` records, null without one. That of a server which was killed
 * stays there, and by now may belong to any process.
 */
export function recordedPid(dataDir: string): number | null {
  const pid = Number.parseInt(linesOf(dataDir, 'postmaster.pid')[0] ?? '', 10);
  return pid > 0 ? pid : null;
}

/** The living server on the folder, null when there is none. */
export function findHolder(dataDir: string): Holder | null {
  const pid = recordedPid(dataDir);
  if (pid === null || !isServerOn(dataDir, pid)) return null;
  const named = linesOf(dataDir, 'postmaster.opts')
    .join('\n')
    .match(new RegExp(`"cluster_name=${NAME_PREFIX}(\\d+)"`));
  const starter = Number(named?.[1] ?? 0);
  return {
    pid,
    starter: starter > 0 && isAlive(starter) ? starter : null,
    // The eighth line is the server's state, padded with blanks.
    stopping: linesOf(dataDir, 'postmaster.pid')[7]?.trim() === 'stopping',
  };
}

/**
 * Waits until no server has the folder open, if the one that has is about to end: it is shutting
 * down, or the process that started it is gone and its shell is about to notice.
 *
 * @throws {EmbeddedPostgresError} `IN_USE`, naming the processes; the server is left alone.
 */
export async function waitUntilFree(
  dataDir: string,
  report: (line: string) => void,
): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  let told = false;
  for (;;) {
    const holder = findHolder(dataDir);
    if (holder === null) return;
    const leaving = holder.stopping || holder.starter === null;
    if (!leaving || Date.now() > deadline) throw inUse(dataDir, holder);
    if (!told) report(`Waiting for process ${holder.pid} to leave ${dataDir}`);
    told = true;
    await sleep(20);
  }
}

function inUse(dataDir: string, { pid, starter }: Holder): EmbeddedPostgresError {
  const who = starter === null ? '' : `, which process ${starter} started`;
  return new EmbeddedPostgresError(
    'IN_USE',
    `The database in ${dataDir} is in use by PostgreSQL, process ${pid}${who}. ` +
      `End process ${starter ?? pid} first, or give this one another folder.`,
  );
}

/** Whether there is such a process, be it another user's. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Whether the process works in the folder, as every server does: its id alone proves nothing. */
function isServerOn(folder: string, pid: number): boolean {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0);
    const [here, there] = [statSync(`/proc/${pid}/cwd`), statSync(folder)];
    return here.ino === there.ino && here.dev === there.dev;
  } catch {
    return false; // Gone, a zombie, or a process of another user, which cannot have the folder open.
  }
}

function linesOf(dataDir: string, name: string): readonly string[] {
  try {
    return readFileSync(join(dataDir, name), 'utf8').split('\n');
  } catch {
    return [];
  }
}
