import { cpus, totalmem } from 'node:os';
import type { PageTiming, Timing } from './asking.ts';

/** The figures of one run. */
export interface Results {
  readonly command: string;
  /** PostgreSQL's own version. */
  readonly server: string;
  readonly day: string;
  readonly rows: number;
  /** Rows of the rollups of the synthetic table. */
  readonly rollups: number;
  readonly copySeconds: number;
  readonly importSeconds: number;
  /** The importer's peak of memory by the number of rows. */
  readonly memory: readonly { readonly rows: number; readonly peakMb: number }[];
  readonly timings: readonly Timing[];
  readonly pages: readonly PageTiming[];
}

/** Between these lines of the README the table stands. */
export const marks = {
  begin: '<!-- npm run bench:data writes from here -->',
  end: '<!-- to here -->',
} as const;

const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));
const times = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ×`;
const many = (value: number): string => value.toLocaleString('en');
const met = (is: boolean): string => (is ? 'met' : '**missed**');

/** The goals and what became of them, as a Markdown table each. */
export function renderReport(results: Results): string {
  const { rows, copySeconds, importSeconds, memory, timings, pages } = results;
  const perSecond = (seconds: number): string =>
    `${many(Math.round(rows / seconds))} rows a second`;
  const most = Math.max(...memory.map(({ peakMb }) => peakMb));
  const spread = pages.map(({ graphSql }) => graphSql);
  const ratio = copySeconds / importSeconds;
  return `\`${results.command}\`, ${results.day}, on ${cpus().length} cores of ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, PostgreSQL ${results.server}, Node ${process.versions.node}. The table is **synthetic**: ${many(rows)} rows, of which the rollups are ${many(results.rollups)}. Ratios are of one run.

| goal | measured | |
| --- | --- | --- |
| import at a third of the rate of plain \`COPY\` or faster | ${times(ratio)}: ${perSecond(importSeconds)} (${importSeconds.toFixed(0)} s), \`COPY\` ${perSecond(copySeconds)} (${copySeconds.toFixed(0)} s) | ${met(ratio >= 1 / 3)} |
| memory of the importer below 300 MB | ${memory.map((one) => `${many(one.rows)} rows ${one.peakMb.toFixed(0)} MB`).join(', ')} | ${met(most < 300)} |
| cost of a page independent of its depth | ${pages.map((one) => `page ${many(one.page)} ${ms(one.graphSql)} ms`).join(', ')} | ${met(Math.max(...spread) <= 1.5 * Math.min(...spread))} |

| question | graph, whole | all its SQL | its SQL on the cube | SQL by hand | cube to hand (at most 1.5 ×) | scan of the rows | scan to cube (at least 50 ×) | rows by their indexes | to cube |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${timings.map(renderTiming).join('\n')}

Milliseconds, medians after a warm-up, in turns. All SQL is every statement that the question ran, from sending it to having its rows; the ratios compare those that read the cube, without the look at the register of tables and at codes. The SQL by hand may use the rollups; the scan is the same SQL over the cells, all of them read, and beside it by whichever of their indexes helps.`;
}

function renderTiming({
  question,
  graph,
  allSql,
  graphSql,
  byHand,
  scan,
  byIndex,
}: Timing): string {
  const ratio = graphSql / byHand;
  const gain = scan === undefined ? undefined : scan / graphSql;
  const bold = (text: string, isMet: boolean): string => (isMet ? text : `**${text}**`);
  return `| ${question.title} | ${ms(graph)} | ${ms(allSql)} | ${ms(graphSql)} | ${ms(byHand)} | ${bold(times(ratio), ratio <= 1.5)} | ${scan === undefined ? '' : ms(scan)} | ${gain === undefined ? '' : bold(times(gain), gain >= 50)} | ${byIndex === undefined ? '' : ms(byIndex)} | ${byIndex === undefined ? '' : times(byIndex / graphSql)} |`;
}
