import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { memberEnvironment, root, type SubgraphName } from './config.ts';

/** A process of ours. */
export interface Member {
  readonly name: string;
  /** What it said when it was ready: its address. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Kept when it has ended, however; its exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it and waits until it has ended. */
  stop(): Promise<void>;
}

/** What runs as a process of its own. */
export type MemberName = SubgraphName | 'gateway';

/** Sources run through tsx, compiled files as they are: the same as this very process. */
const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
const folder = extension === 'ts' ? 'src' : 'dist';

const scriptOf = (name: MemberName): string =>
  name === 'gateway'
    ? join(root, 'subgraphs', 'launcher', folder, `gateway-process.${extension}`)
    : join(root, 'subgraphs', name, folder, `main.${extension}`);

/**
 * Starts a process and waits until it is ready. It ends by itself when this one does, however that ends,
 * because its channel to this one closes then.
 *
 * @param output where it writes: where this process does, or nowhere.
 * @throws {Error} when it ends before it is ready; it has said why on standard error.
 */
export async function startMember(
  name: MemberName,
  environment: Readonly<Record<string, string>>,
  output: 'inherit' | 'ignore' = 'inherit',
): Promise<Member> {
  const child = fork(scriptOf(name), {
    env: { ...memberEnvironment(), ...environment },
    stdio: ['ignore', output, output, 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  const ready = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
  if (ready === undefined) throw new Error(`${name} did not start.`);
  const [message]: { ready: string }[] = ready;
  return {
    name,
    url: message?.ready ?? '',
    process: child,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
