import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { childEnvironment, root } from './config.ts';
import { withClient } from './databases.ts';
import { syntheticTable } from './questions.ts';

/** The source that the synthetic table is cited with: nobody may take it for statistics. */
export const syntheticSource = 'synthetic-benchmark';

/** The title of the synthetic table. */
export const syntheticTitle = 'Synthetic table of the benchmark';

/** What an import took. */
export interface ImportRun {
  readonly seconds: number;
  /** The most memory that the importer ever held, in MB. */
  readonly peakMb: number;
}

/** Says in the register of sources that the table is made up. */
export const markSynthetic = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(
      `INSERT INTO products.sources (code, title, verified)
       VALUES ($1, 'Synthetic rows of the benchmark (npm run bench:data): no statistics of any country', false)`,
      [syntheticSource],
    );
  });

/** Imports a file by the program of `npm run import`, in a process of its own, from its start to its end. */
export async function importFile(url: string, path: string): Promise<ImportRun> {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...['--max-old-space-size=128', '--conditions=source', '--import', 'tsx'],
      join(root, 'subgraphs', 'launcher', 'src', 'import.ts'),
      path,
      ...['--table', syntheticTable, '--source', syntheticSource],
      ...['--title', syntheticTitle],
    ],
    { cwd: root, env: childEnvironment(url), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-2000);
    });
  }
  let peakKb = 0;
  const watch = setInterval(() => {
    peakKb = Math.max(peakKb, peakOf(child.pid));
  }, 50);
  try {
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`The import ended with ${code}:\n${output}`);
  } finally {
    clearInterval(watch);
  }
  return { seconds: (performance.now() - start) / 1000, peakMb: peakKb / 1024 };
}

/** VmHWM of a process in kB; 0 where it has ended. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * Copies a file of ready rows into the table of the cells, in one transaction: its indexes stand, its foreign keys are
 * not looked after, and nothing else is checked or added up.
 *
 * @returns how many seconds it took.
 */
export const copyFile = (url: string, path: string): Promise<number> =>
  withClient(url, async (client) => {
    await client.query(
      `INSERT INTO products.trade_tables (code, title_en, unit, dimensions, source_codes)
       VALUES ($1, $2, 'USD_MILLION', '{}', ARRAY[$3])`,
      [syntheticTable, syntheticTitle, syntheticSource],
    );
    await client.query('SET session_replication_role = replica');
    const start = performance.now();
    const columns =
      'table_code, origin, fiscal_year, country_code, sector_code, commodity_code, hs_chapter, value';
    const into = client.query(
      copyFrom(`COPY products.export_flows (${columns}) FROM STDIN (FORMAT csv)`),
    );
    await pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), into);
    return (performance.now() - start) / 1000;
  });
