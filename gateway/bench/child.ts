import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder, childEnvironment, root } from './config.ts';
import { post } from './http.ts';
import { companionProgram } from './programs.ts';
import { COUNTERS, type Counters } from './serve/counters.ts';

/** A program that answers GraphQL over HTTP. */
export interface Program {
  /** For its log. */
  readonly name: string;
  /** Node's arguments: a program and what it takes, with the port it is to listen on. */
  readonly command: (port: number) => readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A program that runs and has answered. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Its GraphQL endpoint. */
  readonly url: string;
  /** Milliseconds from the start of the process to its first answer. */
  readonly readyMs: number;
  /** What it has counted; for programs of the benchmark only. */
  counters(): Promise<Counters>;
  /** Sends it a message that the companion program understands, and gives the answer. */
  tell(message: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** Milliseconds in which a program must answer for the first time. */
const PATIENCE = 60_000;
/** Milliseconds between two attempts to reach it, and so the precision of `readyMs`. */
const POLL = 10;
/** Milliseconds in which it must end when told to, before it is killed. */
const FAREWELL = 12_000;

const running = new Set<ChildProcess>();

// Whatever ends the benchmark ends what it started; the companion sees to it where this cannot.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts a program and waits until it answers.
 *
 * @throws {Error} with the end of its log, when it ends before that or takes more than a minute.
 */
export async function startChild({ name, command, environment }: Program): Promise<Child> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/graphql`;
  const log = join(cacheFolder, 'logs', `${name}.log`);
  mkdirSync(join(cacheFolder, 'logs'), { recursive: true });
  const output = openSync(log, 'w');
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', companionProgram, ...command(port)], {
    cwd: root,
    env: { ...childEnvironment(), ...environment },
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  running.add(child);
  const ended = once(child, 'exit');
  child.once('exit', () => running.delete(child));

  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), FAREWELL);
    await ended;
    clearTimeout(timer);
  };
  const tell = async (message: unknown): Promise<unknown> => {
    const answer = once(child, 'message', { signal: AbortSignal.timeout(FAREWELL) });
    child.send(message as string);
    return (await answer)[0];
  };

  while (!(await answers(url))) {
    const over = child.exitCode !== null || child.signalCode !== null;
    if (over || performance.now() - started > PATIENCE) {
      await stop();
      throw new Error(`${name} did not start:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    }
    await sleep(POLL);
  }
  return {
    name,
    pid: child.pid ?? 0,
    url,
    readyMs: performance.now() - started,
    counters: async () => ((await tell(COUNTERS)) as { counters: Counters }).counters,
    tell,
    stop,
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await post(url, '{"query":"{ __typename }"}')).status === 200;
  } catch {
    return false;
  }
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
