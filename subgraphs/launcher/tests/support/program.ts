import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../../src/config.ts';

/** A program that a test runs as a process of its own. */
export interface Program {
  readonly process: ChildProcess;
  /** All that it wrote so far, both streams. */
  output(): string;
  /** Waits until it writes what the pattern matches. Fails when it ends before, telling what it wrote. */
  writes(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits until it ends; its exit code, or the signal that ended it. */
  ended(): Promise<number | string>;
}

const running = new Set<Program>();

/** Runs a command in the checkout, with the environment of this process less what configures the graph. */
export function run(command: readonly string[], environment: NodeJS.ProcessEnv = {}): Program {
  const [file = '', ...args] = command;
  const child = spawn(file, args, {
    cwd: root,
    env: { ...unconfigured(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const exit = once(child, 'exit').then(
    ([code, signal]: (number | string)[]) => code ?? signal ?? '',
  );
  const program: Program = {
    process: child,
    output: () => text,
    ended: () => exit,
    writes: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(text);
          if (match) resolve(match);
        };
        child.stdout?.on('data', look);
        child.stderr?.on('data', look);
        exit.then((code) => {
          look();
          reject(new Error(`It ended (${code}) before it wrote ${pattern}:\n${text}`));
        }, reject);
        look();
      }),
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').prependListener('data', (chunk: string) => {
      text += chunk;
    });
  }
  running.add(program);
  return program;
}

/** A source file of ours as a command, as the scripts of package.json run it. */
export function source(file: string): string[] {
  return [process.execPath, '--conditions=source', '--import', 'tsx', file];
}

/** Ends what a test left running: call it after each. */
export async function endAll(): Promise<void> {
  for (const program of running) {
    program.process.kill('SIGKILL');
    await program.ended();
  }
  running.clear();
}

function unconfigured(): NodeJS.ProcessEnv {
  const ours = /^(HOST|PORT|VARIANT|KEYS_FILE|DATABASE_URL|NIRYAT_.*|.*_(PORT|URL))$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
