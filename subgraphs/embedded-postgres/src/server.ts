import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedPostgresError } from './error.ts';
import { recordedPid, waitUntilFree } from './holder.ts';
import { giveTo, nameForServer, type ServerUser } from './run-as.ts';
import { PORT, serverArguments } from './settings.ts';
import { type Supervised, supervise } from './supervise.ts';

/** A server that accepts connections. */
export interface Server {
  /** A connection string for a database of this server. */
  url(database: string): string;
  /** Ends the server after its running transactions were rolled back; may be called again. */
  stop(): Promise<void>;
}

/** What is needed to start a server on a folder that holds a database. */
export interface ServerOptions {
  readonly dataDir: string;
  readonly postgres: string;
  readonly user: ServerUser | null;
  /** Where the folder of the socket is made. */
  readonly temporary: string;
  readonly report: (line: string) => void;
}

/** How many bytes a temporary folder's path may have: a socket's path ends at about 100. */
export const LONGEST_TEMPORARY = 100 - '/niryat-pg-01234567-abcdef/.s.PGSQL.5432'.length;

/** How long, in milliseconds, a server may take to end before it is killed; its log is replayed. */
const STOP_WITHIN = 10_000;
/** How long, in milliseconds, leftovers of a killed server may keep a folder from being opened. */
const RETRY_FOR = 10_000;
/** From this size on, in bytes, the log is begun anew. */
const LARGEST_LOG = 5_000_000;

/**
 * Starts a server and waits until a connection succeeds, however long recovery takes.
 *
 * @throws {EmbeddedPostgresError} `IN_USE` when another server has the folder open; `FAILED`, with
 *   the server's own log, when it ends before it is ready.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const deadline = Date.now() + RETRY_FOR;
  for (;;) {
    await waitUntilFree(options.dataDir, options.report);
    const started = await tryStarting(options);
    if (typeof started !== 'string') return started;
    // Another starter was faster, or processes of a killed server have not ended yet.
    const taken = /lock file ".*" (already exists|is empty)|shared memory block/.test(started);
    if (!taken || Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        taken ? 'IN_USE' : 'FAILED',
        `PostgreSQL did not start on ${options.dataDir}. Its log says:\n${started}`,
      );
    }
    await sleep(100);
  }
}

/** The server once it is ready, or its log when it ended before. */
async function tryStarting(options: ServerOptions): Promise<Server | string> {
  const { dataDir, postgres, user, temporary, report } = options;
  const log = join(dataDir, 'server.log');
  const written = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const logStart = written > LARGEST_LOG ? 0 : written;
  if (logStart < written) rmSync(log);

  const socketDir = mkdtempSync(join(temporary, socketPrefix(dataDir)));
  giveTo(user, socketDir);
  const stale = recordedPid(dataDir);
  const server = supervise({
    command: [
      postgres,
      ...['-D', nameForServer(dataDir, user), '-p', String(PORT), '-k', socketDir],
      ...['-c', 'listen_addresses=', ...serverArguments()],
    ],
    cwd: dataDir,
    user,
    // pg_ctl's way to tell the server of a process that is no rival, whatever postmaster.pid says:
    // the recorded id was found to be no server's, and in a container it soon is somebody else's.
    env: stale === null ? {} : { PG_GRANDPARENT_PID: String(stale) },
    // Opened by the server's user, in its working folder.
    log: basename(log),
    rubbish: socketDir,
  });

  const url = (database: string) => socketUrl(socketDir, database);
  const outcome = await Promise.race([server.ended, whenReady(url('postgres'), server.ended)]);
  if (outcome !== 'ready') {
    rmSync(socketDir, { recursive: true, force: true });
    return [readFrom(log, logStart), outcome.output].filter((text) => text !== '').join('\n');
  }
  removeOldSocketFolders(socketDir);

  let stopped: Promise<void> | undefined;
  void server.ended.then(() => {
    rmSync(socketDir, { recursive: true, force: true });
    if (stopped === undefined) report(`PostgreSQL has ended by itself; its log is ${log}`);
  });
  const stop = () => {
    stopped ??= end(server);
    return stopped;
  };
  return { url, stop };
}

async function end(server: Supervised): Promise<void> {
  const timer = setTimeout(server.kill, STOP_WITHIN);
  server.interrupt();
  await server.ended;
  clearTimeout(timer);
}

/** Resolves when a connection succeeds, never when the server ends before that. */
async function whenReady(url: string, ended: Promise<unknown>): Promise<'ready'> {
  let running = true;
  void ended.then(() => {
    running = false;
  });
  while (running) {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return 'ready';
    } catch {
      await sleep(20); // No socket yet, or "the database system is starting up".
    }
  }
  return new Promise(() => {});
}

/**
 * Everything is said, so that PGPORT and PGSSLMODE in the environment of a client change nothing.
 */
const socketUrl = (socketDir: string, database: string): string =>
  `postgresql://postgres@${encodeURIComponent(socketDir)}:${PORT}` +
  `/${encodeURIComponent(database)}?sslmode=disable`;

/** What the name of a socket's folder begins with; it tells the data folders apart. */
const socketPrefix = (dataDir: string): string =>
  `niryat-pg-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}-`;

/** Removes the socket folders of earlier servers on the same data that were killed. */
function removeOldSocketFolders(current: string): void {
  const temporary = dirname(current);
  const name = basename(current);
  const prefix = name.slice(0, name.lastIndexOf('-') + 1);
  for (const other of readdirSync(temporary)) {
    const path = join(temporary, other);
    if (other === name || !other.startsWith(prefix)) continue;
    const owner = lstatSync(path, { throwIfNoEntry: false })?.uid;
    if (owner === lstatSync(current).uid) rmSync(path, { recursive: true, force: true });
  }
}

/** The text of a file from a byte on, empty when it does not exist. */
function readFrom(file: string, start: number): string {
  if (!existsSync(file)) return '';
  const length = Math.max(0, statSync(file).size - start);
  const buffer = Buffer.alloc(Math.min(length, 20_000));
  const descriptor = openSync(file, 'r');
  readSync(descriptor, buffer, 0, buffer.length, start);
  closeSync(descriptor);
  return buffer.toString('utf8').trim();
}
