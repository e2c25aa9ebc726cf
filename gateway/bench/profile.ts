/** `npm run profile`: takes a CPU profile of one contestant under one load, and prints where the time goes. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { cacheFolder, PROFILE_USAGE, type ProfileConfig, readProfile } from './config.ts';
import { contestants } from './contestants.ts';
import { provideDatabase } from './database.ts';
import { answersFolder } from './examine.ts';
import { startGraph } from './graphs.ts';
import { drive, warmUp } from './load-generator.ts';
import { readLoads } from './loads.ts';
import { preparePrograms } from './programs.ts';
import { type CpuProfile, renderShares, sharesOf } from './shares.ts';

/** Seconds under load before the profile begins: what is compiled once is not what is looked for. */
const WARM_UP = 3;

function find<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const found = all.find((one) => one.name === name);
  if (found) return found;
  throw new Error(`There is no "${name}". There are ${all.map((one) => one.name).join(', ')}.`);
}

async function profileOf(
  child: Child,
  url: string,
  body: string,
  { connections, seconds }: ProfileConfig,
): Promise<CpuProfile> {
  const pace = await warmUp(url, body, WARM_UP);
  const amount = Math.max(connections, Math.round(pace * seconds));
  await child.tell('profile');
  await drive(url, body, { kind: 'closed', connections, amount });
  const file = join(cacheFolder, `${child.name}.cpuprofile`);
  await child.tell({ writeProfile: file });
  console.log(`The profile is in ${file}; a browser's developer tools show it as a flame chart.\n`);
  return JSON.parse(await readFile(file, 'utf8'));
}

async function run(config: ProfileConfig): Promise<void> {
  const load = find(await readLoads(), config.load);
  const contestant = find(contestants, config.contestant);
  await preparePrograms(console.log);
  await mkdir(answersFolder, { recursive: true });
  const database = await provideDatabase(config.database, console.log);
  try {
    const graph = await startGraph(load.graph, database);
    const ground = { graph, database, answers: answersFolder, count: false };
    const child = await startChild(contestant.program(ground));
    const url = child.url + contestant.search(load);
    const profile = await profileOf(child, url, load.body, config);
    console.log(renderShares(sharesOf(profile)));
    await Promise.all([child, ...graph.subgraphs].map((process) => process.stop()));
  } finally {
    await database.stop();
  }
}

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

try {
  await run(readProfile(process.argv.slice(2)));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${PROFILE_USAGE}`);
  process.exit(1);
}
