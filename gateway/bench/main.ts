/** `npm run bench`: measures this gateway against its peers and writes RESULTS.md. Never in CI. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BENCH_USAGE, type BenchConfig, cacheFolder, readBench } from './config.ts';
import { type Contestant, contestants, REFERENCE } from './contestants.ts';
import { type Database, provideDatabase } from './database.ts';
import { examine } from './examine.ts';
import { startGraph } from './graphs.ts';
import { type GraphName, type Load, readLoads } from './loads.ts';
import { describeMachine, readVersions } from './machine.ts';
import { preparePrograms } from './programs.ts';
import { renderReport } from './report.ts';
import type { Answer, Peak, Results, Sample, Start } from './results.ts';
import { runRounds } from './rounds.ts';

const GRAPHS: readonly GraphName[] = ['niryat', 'shop'];

/** What is left of a list by the names that were asked for; all, when none of them is in it. */
function chosen<T extends { readonly name: string }>(all: readonly T[], names: readonly string[]) {
  const some = all.filter(({ name }) => names.includes(name));
  return some.length > 0 ? some : all;
}

/** @throws {Error} when a name is neither a load nor a contestant. */
function select(config: BenchConfig, allLoads: readonly Load[]) {
  const known = [...allLoads, ...contestants].map(({ name }) => name);
  const unknown = config.only.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  }
  const some = chosen(contestants, config.only);
  // Without the reference nothing can be compared.
  const field = contestants.filter((one) => one.name === REFERENCE || some.includes(one));
  return { loads: chosen(allLoads, config.only), field };
}

async function runOn(
  graphName: GraphName,
  loads: readonly Load[],
  field: readonly Contestant[],
  database: Database,
  config: BenchConfig,
) {
  const graph = await startGraph(graphName, database);
  const { rounds, seconds, rate } = config;
  const ground = { graph, database, loads, contestants: field, report: console.log };
  try {
    const { starts, answers } = await examine({ ...ground, starts: Math.min(rounds, 3) });
    const { samples, peaks } = await runRounds({ ...ground, answers, rounds, seconds, rate });
    return { starts, answers, samples, peaks };
  } finally {
    await Promise.all(graph.subgraphs.map((child) => child.stop()));
  }
}

async function run(config: BenchConfig): Promise<Results> {
  const startedAt = new Date().toISOString();
  const { loads, field } = select(config, await readLoads());
  await preparePrograms(console.log);
  const database = await provideDatabase(config.database, console.log);
  const starts: Start[] = [];
  const answers: Answer[] = [];
  const samples: Sample[] = [];
  const peaks: Peak[] = [];
  try {
    for (const graph of GRAPHS) {
      const asked = loads.filter((load) => load.graph === graph);
      if (asked.length === 0) continue;
      const found = await runOn(graph, asked, field, database, config);
      starts.push(...found.starts);
      answers.push(...found.answers);
      samples.push(...found.samples);
      peaks.push(...found.peaks);
    }
  } finally {
    await database.stop();
  }
  const named = ({ name, title }: Contestant) => ({ name, title });
  return {
    startedAt,
    command: ['npm run bench --', ...process.argv.slice(2)].join(' ').replace(/ --$/, ''),
    machine: describeMachine(),
    versions: readVersions(),
    rounds: config.rounds,
    seconds: config.seconds,
    loads: loads.map(({ name, title, graph }) => ({ name, title, graph })),
    contestants: field.map(named),
    ...{ starts, answers, samples, peaks },
  };
}

// An orderly end: 'exit' ends the children.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

try {
  const config = readBench(process.argv.slice(2));
  const results = await run(config);
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(join(cacheFolder, 'results.json'), JSON.stringify(results, null, 1));
  const report = renderReport(results);
  if (config.write) await writeFile(join(import.meta.dirname, 'RESULTS.md'), report);
  console.log(`\n${report}`);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${BENCH_USAGE}`);
  process.exit(1);
}
