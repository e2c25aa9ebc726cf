import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, messageOf } from './error.ts';
import { waitUntilFree } from './holder.ts';
import { initdbArguments } from './init.ts';
import type { Server } from './server.ts';
import { serverArguments } from './settings.ts';

const run = promisify(execFile);

/**
 * The server on Windows, where `pg` knows no Unix sockets: on 127.0.0.1, at a free port, with a
 * random password that is kept beside the data. `pg_ctl` starts and ends it, since `postgres`
 * refuses an administrator's rights and only `pg_ctl` drops them.
 *
 * Untested: written from the documentation, for want of a Windows machine. Known gap: a server
 * whose Node process was killed lives on, and the next start says so (`IN_USE`).
 *
 * @throws {EmbeddedPostgresError} `IN_USE`, or `FAILED` with what the programs said.
 */
export async function startOnWindows(
  dataDir: string,
  programs: string,
  report: (line: string) => void,
): Promise<Server & { readonly firstStart: boolean }> {
  const passwordFile = join(dataDir, 'niryat-password');
  const firstStart = !existsSync(dataDir);
  if (firstStart) await createOnWindows(dataDir, programs, report);
  await waitUntilFree(dataDir, report);

  const port = await freePort();
  const settings = [...serverArguments(), '-c', 'listen_addresses=127.0.0.1', '-p', String(port)];
  const control = (...args: string[]) =>
    say(join(programs, 'pg_ctl.exe'), ['-D', dataDir, ...args]);
  await control('start', '-w', '-l', join(dataDir, 'server.log'), '-o', settings.join(' '));

  const password = readFileSync(passwordFile, 'utf8').trim();
  let stopped: Promise<void> | undefined;
  return {
    firstStart,
    url: (database) =>
      `postgresql://postgres:${password}@127.0.0.1:${port}` +
      `/${encodeURIComponent(database)}?sslmode=disable`,
    stop: () => {
      stopped ??= control('stop', '-m', 'fast', '-t', '10');
      return stopped;
    },
  };
}

async function createOnWindows(
  dataDir: string,
  programs: string,
  report: (line: string) => void,
): Promise<void> {
  report(`Creating the database in ${dataDir}`);
  mkdirSync(dirname(dataDir), { recursive: true });
  const fresh = mkdtempSync(`${dataDir}.new-`);
  const password = `${fresh}.password`;
  try {
    writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 });
    await say(join(programs, 'initdb.exe'), [
      ...['--auth=scram-sha-256', `--pwfile=${password}`],
      // Windows has no C.UTF-8; there PostgreSQL reads UTF-8 under any locale but C.
      ...initdbArguments(fresh, 'en-US'),
    ]);
    renameSync(password, join(fresh, 'niryat-password'));
    renameSync(fresh, dataDir);
  } finally {
    rmSync(password, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function say(program: string, args: readonly string[]): Promise<void> {
  try {
    await run(program, args, { windowsHide: true });
  } catch (cause) {
    throw new EmbeddedPostgresError('FAILED', `${program} failed: ${messageOf(cause)}`, { cause });
  }
}

/** A port that nobody listens on at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
