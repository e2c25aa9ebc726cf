import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { cacheFolder, root } from './config.ts';

const bench = import.meta.dirname;

/** The folder of what is measured against; a package of its own, outside the workspaces. */
export const contestantsFolder = join(bench, 'contestants');

/** The compiled files of the launcher. */
export const launcherFolder = join(root, 'subgraphs', 'launcher', 'dist');

/** The gateway's command, compiled. */
export const gatewayProgram = join(root, 'gateway', 'dist', 'main.js');

/** The command of Hive Gateway. */
export const hiveProgram = contestant('@graphql-hive', 'gateway', 'dist', 'bin.js');

/** Hive Gateway's settings where it is not to share equal requests. */
export const hiveUnshared = join(contestantsFolder, 'hive-unshared.config.mjs');

/** The command of the load generator. */
export const autocannonProgram = contestant('autocannon', 'autocannon.js');

/** A program of `serve/`, as `preparePrograms` made it. */
export const served = (name: string): string => join(cacheFolder, 'serve', `${name}.mjs`);

/** Loaded into every process before its program. */
export const companionProgram = served('companion');

function contestant(...path: readonly string[]): string {
  return join(contestantsFolder, 'node_modules', ...path);
}

/**
 * Makes all programs that the benchmark starts: what it measures against is installed on first use, this
 * project is compiled as for production, and so are the benchmark's own programs. Nothing is measured
 * through a loader that compiles.
 *
 * @throws {Error} when one of these fails; it has said why on standard error.
 */
export async function preparePrograms(report: (line: string) => void): Promise<void> {
  if (!existsSync(autocannonProgram) || !existsSync(hiveProgram)) {
    report('Installing the contestants, once');
    await run('npm', ['ci', '--no-audit', '--no-fund'], contestantsFolder);
  }
  report('Compiling');
  const project = join('subgraphs', 'launcher', 'tsconfig.build.json');
  await run(join(root, 'node_modules', '.bin', 'tsc'), ['-b', project], root);
  const entries = [
    'companion',
    'stock',
    'floor',
    'open-loop',
    'niryat-subgraph',
    'shop-subgraph',
    'in-process',
  ];
  await build({
    entryPoints: entries.map((name) => join(bench, 'serve', `${name}.ts`)),
    outdir: join(cacheFolder, 'serve'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}

async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(command, [...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}.`);
}
