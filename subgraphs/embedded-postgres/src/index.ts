import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EmbeddedPostgresError, messageOf } from './error.ts';
import { waitUntilFree } from './holder.ts';
import { createDatabase, holdsDatabase } from './init.ts';
import { findPackage } from './platform.ts';
import { usablePrograms } from './programs.ts';
import { serverUser, temporaryFolder } from './run-as.ts';
import { LONGEST_TEMPORARY, startServer } from './server.ts';
import { startOnWindows } from './windows.ts';

export { EmbeddedPostgresError, type EmbeddedPostgresReason } from './error.ts';

/** Where the data lie, and who wants to know what is being done. */
export interface EmbeddedPostgresOptions {
  /** The data folder of PostgreSQL; made, with the folders above it, when it does not exist. */
  readonly dataDir: string;
  /** Called with what takes time, one line each, such as `Creating the database in …`. */
  readonly report?: (line: string) => void;
}

/** A running PostgreSQL of our own. It keeps the process alive until it is stopped. */
export interface EmbeddedPostgres {
  /** Whether this start created the database in the folder. */
  readonly firstStart: boolean;
  /**
   * A connection string for `pg`. The server has a database `postgres` from the start; any other
   * must be created there first.
   */
  url(database: string): string;
  /** Ends the server: open transactions are rolled back, sessions closed. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from the npm packages on a folder, and resolves when it accepts connections. It
 * listens on a socket that only its own user can reach, and ends when this process does.
 *
 * @throws {EmbeddedPostgresError} with a reason and a message for the person at the terminal.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  try {
    return await start(options.dataDir, options.report ?? (() => {}));
  } catch (cause) {
    if (cause instanceof EmbeddedPostgresError) throw cause;
    throw new EmbeddedPostgresError(
      'FAILED',
      `The database in ${options.dataDir} could not be started: ${messageOf(cause)}.`,
      { cause },
    );
  }
}

async function start(folder: string, report: (line: string) => void): Promise<EmbeddedPostgres> {
  const dataDir = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  const found = findPackage();
  const user = serverUser(dataDir);
  const exists = holdsDatabase(dataDir, found.major);
  if (process.platform === 'win32') {
    return startOnWindows(dataDir, join(found.root, 'native', 'bin'), report);
  }
  await waitUntilFree(dataDir, report);
  const temporary = temporaryFolder(user, LONGEST_TEMPORARY);
  const { initdb, postgres } = await usablePrograms(found, user, temporary, report);
  let firstStart = false;
  if (!exists) {
    report(`Creating the database in ${dataDir}`);
    firstStart = await createDatabase({ dataDir, initdb, user });
  }
  // When another process created it, the owner may be another than was meant for ours.
  const owner = serverUser(dataDir);
  const server = await startServer({ dataDir, postgres, user: owner, temporary, report });
  return { firstStart, url: server.url, stop: server.stop };
}
