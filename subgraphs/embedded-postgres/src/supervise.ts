import { type ChildProcess, spawn } from 'node:child_process';
import { searchPath } from './config.ts';
import type { ServerUser } from './run-as.ts';

/** A program that does not outlive this process, not even one ended by SIGKILL. */
export interface Supervised {
  /** What the program wrote to the pipes, once it has ended, and its exit status. */
  readonly ended: Promise<{ readonly status: number | null; readonly output: string }>;
  /** Asks the program to end, with SIGINT; to await `ended` is left to the caller. */
  interrupt(): void;
  /** Ends it at once, with SIGKILL. */
  kill(): void;
}

/** How a program is run. */
export interface SupervisedOptions {
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Its working folder: entered before the user changes, so that user need not find a way there. */
  readonly cwd: string;
  readonly user: ServerUser | null;
  /** Variables besides PATH and LC_ALL=C; nothing else is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** A file that takes all output; otherwise it is in `ended`. */
  readonly log?: string;
  /** A folder to remove when the program was interrupted or this process died. */
  readonly rubbish: string;
}

/*
 * A shell stands between us and the program, and holds the reading end of a pipe. When we die, in
 * whichever way, the pipe closes, `read` returns, and the program gets SIGINT. The signal is
 * repeated because a background job of a shell ignores it until it has a handler of its own. The
 * pipe moves to descriptor 3, since a shell gives its background jobs /dev/null for input.
 */
const SCRIPT = `
rubbish=$1; log=$2; shift 2
exec 3<&0 </dev/null
[ -z "$log" ] || exec >>"$log" 2>&1
"$@" 3<&- &
program=$!
(
  read -r _ <&3
  trap '' TERM
  while kill -INT "$program"; do sleep 0.1; done
  rm -rf "$rubbish"
) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$program"; status=$?
exec 2>/dev/null
kill "$watcher"
wait "$watcher"
exit $status
`;

/** Starts a program under a shell that ends it when this process dies. Not for Windows. */
export function supervise(options: SupervisedOptions): Supervised {
  const { command, cwd, user, env, log = '', rubbish } = options;
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', rubbish, log, ...command], {
    cwd,
    ...user,
    env: { PATH: searchPath(), LC_ALL: 'C', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal is for us, who end the server in good order.
    detached: true,
  });
  child.stdin.on('error', () => {}); // The shell may be gone when the pipe is closed.
  return {
    ended: outcomeOf(child),
    interrupt: () => child.stdin.end(),
    kill: () => {
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has just ended by itself.
      }
    },
  };
}

function outcomeOf(child: ChildProcess): Supervised['ended'] {
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  }
  return new Promise((resolve) => {
    const output = () => Buffer.concat(chunks).toString('utf8').trim();
    child.on('error', (error) => resolve({ status: null, output: error.message }));
    child.on('close', (status) => resolve({ status, output: output() }));
  });
}
