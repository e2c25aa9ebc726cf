/** `npm run bench:data`: imports and questions on a synthetic table of millions of rows. Never in CI. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Service, startService } from '@niryat/kernel';
import { products } from '../src/subgraph.ts';
import { type PageTiming, type Timing, timePages, timeQuestion } from './asking.ts';
import { type BenchConfig, readBench, usage } from './config.ts';
import { type BenchDatabases, openDatabases, withClient } from './databases.ts';
import { readCodes, writeLines, writeSyntheticTable } from './generate.ts';
import { copyFile, type ImportRun, importFile, markSynthetic } from './imports.ts';
import { questions, syntheticTable } from './questions.ts';
import { marks, type Results, renderReport } from './report.ts';

/** The sizes at which the importer's memory is measured, besides the table's own. */
const sizes = [10_000, 100_000, 1_000_000];

/** The pages that are timed, of twenty rows each. */
const pagesTimed = [1, 101, 10_001];

const say = (line: string): void =>
  console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** A migrated and seeded database to copy, so that every measurement begins on the same. */
async function prepare(databases: BenchDatabases): Promise<void> {
  const url = await databases.create('base');
  const service = await startService(products, { databaseUrl: url });
  await service.stop();
  await markSynthetic(url);
}

/** The rate of plain COPY: rows as the cells are, ready to be stored. */
async function timeCopy(databases: BenchDatabases, folder: string, rows: number): Promise<number> {
  const url = await databases.create('copy', 'base');
  const codes = await readCodes();
  const path = join(folder, 'synthetic-cells.csv');
  const sectors = await withClient(url, async (client) => {
    const found = await client.query<{ code: string; sector_code: string | null }>(
      'SELECT code, sector_code FROM products.commodities',
    );
    return new Map(found.rows.map((row) => [row.code, row.sector_code ?? '']));
  });
  await writeLines(
    path,
    '',
    rows,
    codes,
    ({ year, origin, commodity, chapter, country, value }) =>
      `${syntheticTable},${origin},${year},${country},${sectors.get(commodity) ?? ''},${commodity},${chapter},${value}\n`,
  );
  const seconds = await copyFile(url, path);
  await rm(path);
  await databases.drop('copy');
  return seconds;
}

/** Imports a synthetic table into a database of its own. */
async function timeImport(
  databases: BenchDatabases,
  folder: string,
  rows: number,
): Promise<ImportRun & { readonly url: string; readonly name: string }> {
  const name = `rows_${rows}`;
  const url = await databases.create(name, 'base');
  const path = join(folder, `synthetic-${rows}.csv`);
  await writeSyntheticTable(path, rows, await readCodes());
  const run = await importFile(url, path);
  await rm(path);
  return { ...run, url, name };
}

async function askAll(
  service: Service,
  url: string,
  repetitions: number,
): Promise<{ timings: Timing[]; pages: PageTiming[] }> {
  return withClient(url, async (client) => {
    const timings: Timing[] = [];
    for (const question of questions) {
      timings.push(await timeQuestion(service, client, question, repetitions));
      say(question.name);
    }
    const deep = questions.filter(({ name }) => name === 'deep-page');
    const pages: PageTiming[] = [];
    for (const question of deep) {
      pages.push(...(await timePages(service, client, question, pagesTimed, repetitions)));
    }
    return { timings, pages };
  });
}

async function run(
  config: BenchConfig,
  databases: BenchDatabases,
  folder: string,
): Promise<Results> {
  const { rows, repetitions } = config;
  await prepare(databases);
  const memory: { rows: number; peakMb: number }[] = [];
  for (const size of sizes.filter((one) => one < rows)) {
    const { peakMb, seconds, name } = await timeImport(databases, folder, size);
    memory.push({ rows: size, peakMb });
    await databases.drop(name);
    say(`import of ${size} rows: ${seconds.toFixed(1)} s, ${peakMb.toFixed(0)} MB`);
  }
  const copySeconds = await timeCopy(databases, folder, rows);
  say(`COPY of ${rows} rows: ${copySeconds.toFixed(1)} s`);
  const { seconds: importSeconds, peakMb, url } = await timeImport(databases, folder, rows);
  memory.push({ rows, peakMb });
  say(`import of ${rows} rows: ${importSeconds.toFixed(1)} s, ${peakMb.toFixed(0)} MB`);
  const [about] = await withClient(url, async (client) => {
    // What autovacuum would do in a while.
    await client.query('VACUUM ANALYZE products.export_flows');
    await client.query('VACUUM ANALYZE products.flow_rollups, products.flow_spans');
    const found = await client.query<{ version: string; rollups: string }>(
      `SELECT current_setting('server_version') AS version, (SELECT count(*) FROM products.flow_rollups WHERE table_code = $1)
         + (SELECT count(*) FROM products.flow_spans WHERE table_code = $1) AS rollups`,
      [syntheticTable],
    );
    return found.rows;
  });
  const service = await startService(products, { databaseUrl: url });
  try {
    const { timings, pages } = await askAll(service, url, repetitions);
    return {
      command: ['npm run bench:data --', ...process.argv.slice(2)].join(' ').replace(/ --$/, ''),
      server: about?.version ?? '',
      day: new Date().toISOString().slice(0, 10),
      rollups: Number(about?.rollups),
      ...{ rows, copySeconds, importSeconds, memory, timings, pages },
    };
  } finally {
    await service.stop();
  }
}

/** Puts the report between its two marks in the README. */
async function writeReport(report: string): Promise<void> {
  const path = join(import.meta.dirname, '..', 'README.md');
  const text = await readFile(path, 'utf8');
  const [before, rest] = text.split(marks.begin);
  const after = rest?.split(marks.end)[1];
  if (after === undefined) throw new Error(`${path} has no place for the table.`);
  await writeFile(path, `${before}${marks.begin}\n\n${report}\n\n${marks.end}${after}`);
}

try {
  const config = readBench(process.argv.slice(2));
  const folder = await mkdtemp(join(tmpdir(), 'niryat-bench-'));
  const databases = await openDatabases(config.server);
  // Whoever breaks it off has no gigabytes left behind.
  process.once('SIGINT', () => {
    void databases.end().finally(() => process.exit(130));
  });
  try {
    const report = renderReport(await run(config, databases, folder));
    console.log(`\n${report}`);
    if (config.write) await writeReport(report);
  } finally {
    await databases.end();
    await rm(folder, { recursive: true });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${usage}`);
  process.exitCode = 1;
}
