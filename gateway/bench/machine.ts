import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from './config.ts';
import { contestantsFolder } from './programs.ts';

/** What the machine is, a line each: figures without it say nothing. */
export function describeMachine(): readonly string[] {
  const processors = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB of memory`;
  return [
    `${processors.length} cores of ${processors[0]?.model.trim() ?? 'unknown'}, ${memory}`,
    `Linux ${release()}, Node ${process.versions.node}`,
  ];
}

/** The versions of what takes part, and the commit that was measured. */
export function readVersions(): Readonly<Record<string, string>> {
  const ours = ['@apollo/gateway', '@apollo/server', '@apollo/query-planner', 'graphql', 'undici'];
  const theirs = ['@graphql-hive/gateway', '@graphql-hive/router-runtime', 'autocannon'];
  return {
    'this project': commit(),
    ...Object.fromEntries(ours.map((name) => [name, versionOf(root, name)])),
    ...Object.fromEntries(theirs.map((name) => [name, versionOf(contestantsFolder, name)])),
  };
}

function versionOf(folder: string, name: string): string {
  const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** With a word where the files are not those of the commit. */
function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  try {
    const changed = git('status', '--porcelain', '--', 'gateway/src', 'subgraphs', 'schema') !== '';
    return git('rev-parse', '--short', 'HEAD').trim() + (changed ? ', with changes' : '');
  } catch {
    return 'no git checkout';
  }
}
