/**
 * The gateway on several cores: one process that forks workers, which share its port, and replaces those that
 * die. It serves nothing itself.
 */
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { endWith } from '@niryat/kernel';
import { workerEnvironment } from './config.ts';
import { say } from './say.ts';

/** How soon a worker that died is replaced, in milliseconds. */
const firstDelay = 200;

/** The longest that a replacement is put off, in milliseconds. */
const longestDelay = 30_000;

/** How long a worker must have lived for its successor to come at the first delay again, in milliseconds. */
const settled = 60_000;

/** What is waited for where only the end of the process ends the wait. */
const forever = new Promise<never>(() => {});

/** A process that serves. */
interface Member {
  readonly worker: Worker;
  /** When it was started, on the clock of `performance`. */
  readonly started: number;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/**
 * Goes on where this process is to serve: where one worker is asked for, and in a worker. Where several are asked
 * for, the process that was started never comes back from here; it watches over its workers until it is told to
 * end, and then ends with 0 when all of them did.
 *
 * @throws {Error} when one of the first workers does not become ready; it has said why on standard error.
 */
export async function forkWorkers(count: number): Promise<void> {
  if (count === 1 || cluster.isWorker) return;
  const crew = new Map<number, Member>();
  let ending = false;
  // Ahead of the first worker: once that listens, it has requests to answer.
  endWith(async () => {
    ending = true;
    const ends = await Promise.all([...crew.values()].map(end));
    if (ends.includes(1)) throw new Error('A worker did not end cleanly.');
  });
  process.on('SIGHUP', () => {
    for (const { worker } of crew.values()) worker.process.kill('SIGHUP');
  });

  // The first alone: what is wrong with all is said once, and a port of 0 is decided.
  const url = await begin(1);
  await Promise.all(Array.from({ length: count - 1 }, (_, i) => begin(i + 2)));
  for (const number of crew.keys()) void replace(number);
  announce(url);
  await forever;

  function start(number: number): Member {
    const member = fork(number);
    crew.set(number, member);
    return member;
  }

  /** Starts a worker; gives its address when it is ready. */
  async function begin(number: number): Promise<string> {
    const address = await ready(start(number));
    if (address !== undefined) return address;
    if (ending) return forever;
    throw new Error('A worker of the gateway did not start.');
  }

  /** Replaces a worker each time it dies, ever later where its successors do not live either. */
  async function replace(number: number): Promise<void> {
    let delay = firstDelay;
    for (let member = crew.get(number); member; member = start(number)) {
      const how = await member.ended;
      if (ending) return;
      if (performance.now() - member.started > settled) delay = firstDelay;
      console.error(
        `Worker ${number} of the gateway died (${how}); it is replaced in ${delay} ms.`,
      );
      await wait(delay);
      if (ending) return;
      delay = Math.min(delay * 2, longestDelay);
    }
  }
}

/** Tells who waits for it that the gateway is ready. A worker tells its primary, which speaks for all. */
export function announce(url: string): void {
  if (!cluster.isWorker) say(`The gateway is ready at ${url}`);
  process.send?.({ ready: url });
}

function fork(number: number): Member {
  const worker = cluster.fork(workerEnvironment(number));
  say(`Worker ${number} of the gateway is process ${worker.process.pid}.`);
  const ended = new Promise<number | string>((resolve) => {
    worker.once('exit', (code, signal) => resolve(signal ?? code));
  });
  return { worker, started: performance.now(), ended };
}

/** Waits until a worker has announced its address; undefined when it ends before. */
async function ready({ worker, ended }: Member): Promise<string | undefined> {
  const said = await Promise.race([once(worker, 'message'), ended.then(() => [])]);
  const [message]: { ready: string }[] = said;
  return message?.ready;
}

/** Ends a worker, which answers what is under way before; gives how it ended, 0 for one that had died already. */
async function end({ worker, ended }: Member): Promise<number | string> {
  if (worker.isDead()) return 0;
  worker.process.kill('SIGTERM');
  return ended;
}
