import { REFERENCE } from './contestants.ts';
import { judge } from './goals.ts';
import type { Mode, Results } from './results.ts';
import { countOf, type Figure, figures, median, middleOf, ratioOf } from './summary.ts';

/** A run as a page: goals first, then ratios, then figures, and how all of it was come by. */
export function renderReport(results: Results): string {
  return [
    '# The gateway, measured against its peers',
    `Written by \`npm run bench\`; not to be edited by hand. ${results.startedAt.slice(0, 10)}, ` +
      `${results.rounds} rounds of ${results.seconds} s each: \`${results.command}\`.`,
    facts(results),
    '## Goals',
    goals(results),
    '## Ratios to stock',
    'Stock is `@apollo/gateway` with `startStandaloneServer`; each ratio is the median of the ratios within the rounds. ' +
      '`·` is what was not measured.',
    ...ratios(results),
    '## Figures',
    'Medians over the rounds. CPU is in milliseconds for one answer at 16 connections: of the gateway’s process, and ' +
      'of it with subgraphs and database. In process, the gateway’s share includes the subgraphs’. ' +
      'Calls and SQL statements are those of one question asked alone, and for one answer at 50 connections. Latencies are milliseconds.',
    ...results.loads.map(({ name }) => figuresOf(results, name)),
    '## Start and memory',
    'Milliseconds from the start of the process to the first answer (median); megabytes resident a second later, and at most ' +
      'during the whole run.',
    starts(results),
    '## Answers',
    answers(results),
    '## How it was measured',
    METHOD,
    disturbance(results),
  ]
    .join('\n\n')
    .concat('\n');
}

const METHOD = `All contestants run at the same time on the same machine, ask the same subgraph processes and the same database, and do nothing but when it is their turn; they take turns on every load, in another order in each round. Programs run compiled, with \`NODE_ENV=production\`, without a loader. autocannon runs as a process of its own on the same cores, so that throughput is that of a machine which also makes its own load and answers as the subgraphs; the CPU time of the gateway's process (\`/proc/<pid>/stat\`, with its children) is what says how much work an answer is. A closed loop's connection sends its next request when it has its answer; its number of requests is what the contestant answers in the time, so that all are answered at the end. The open loop sends each request at its time and counts latency from then on, with a small program of ours, for autocannon sends all of a second's requests at its beginning; its rate is the same for all contestants, half of what stock does at 16 connections unless \`--rate\` says otherwise. All connections ask the same question, and two contestants make something of that: this gateway runs a query that is asked while the same one is under way once, and Hive Gateway shares equal subgraph requests that are under way. That is what many readers of one page cause; clients with questions of their own would not see it. The contestants with \`unshared\` in their names show both gateways without it, and the goals are judged both ways. This gateway's limits, costs, budgets and checks of keys are on as they ship, but for one: it turns nobody away for answers that take long (\`GOOD_TIME_MS\`), for the others do not either. Before anything is timed, each contestant is started alone, and the data of its answers are compared with stock's.

The contract's questions are asked with the variables in \`schema/operations\`, on the seeded data. The shop is four subgraphs over data in memory (\`shop/\`); \`shop80\` has the shape of the public gateway benchmark. Each subgraph holds at most six database connections.`;

function facts({ machine, versions }: Results): string {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [...machine, packages.join(', ')].map((line) => `- ${line}`).join('\n');
}

function goals(results: Results): string {
  const rows = judge(results).map(({ goal, wanted, measured, met }) => {
    const word = met === undefined ? '·' : met ? 'met' : '**missed**';
    return [goal, wanted, measured, word];
  });
  return table(['goal', 'wanted', 'measured', ''], rows);
}

const RATIOS: readonly { title: string; figure: Figure; mode: Mode; less: boolean }[] = [
  {
    title: 'CPU of the gateway: times less, 16 connections',
    figure: figures.gatewayCpu,
    mode: 'c16',
    less: true,
  },
  {
    title: 'CPU of gateway and subgraphs, database aside: times less, 16 connections',
    figure: figures.nodeCpu,
    mode: 'c16',
    less: true,
  },
  {
    title: 'Answers per second: times more, 16 connections',
    figure: figures.rps,
    mode: 'c16',
    less: false,
  },
  {
    title: 'Answers per second: times more, 50 connections',
    figure: figures.rps,
    mode: 'c50',
    less: false,
  },
  {
    title: 'p99 to p50 at 50 connections, to that of stock (below 1 is steadier)',
    figure: figures.spread,
    mode: 'c50',
    less: false,
  },
];

function ratios(results: Results): readonly string[] {
  const others = results.contestants.filter(({ name }) => name !== REFERENCE);
  return RATIOS.map(({ title, figure, mode, less }) => {
    const rows = others.map(({ name: contestant }) => [
      contestant,
      ...results.loads.map(({ name: load }) => {
        const ratio = ratioOf(results, { contestant, load, mode }, figure);
        return number(ratio === undefined || !less ? ratio : 1 / ratio);
      }),
    ]);
    return `**${title}**\n\n${table(['', ...results.loads.map(({ name }) => name)], rows)}`;
  });
}

function figuresOf(results: Results, load: string): string {
  const rows = results.contestants.map(({ name: contestant }) => {
    const value = (mode: Mode, figure: Figure) =>
      number(middleOf(results, { contestant, load, mode }, figure));
    const closed = (mode: Mode) => [
      value(mode, figures.rps),
      `${value(mode, figures.p50)} / ${value(mode, figures.p99)}`,
    ];
    return [
      contestant,
      value('c16', figures.gatewayCpu),
      value('c16', figures.allCpu),
      ...closed('c16'),
      ...closed('c50'),
      `${value('open', figures.p50)} / ${value('open', figures.p99)}`,
      `${number(countOf(results, contestant, load, 'calls'))} / ${value('c50', figures.calls)}`,
      `${number(countOf(results, contestant, load, 'sql'))} / ${value('c50', figures.sql)}`,
    ];
  });
  const head = [
    '',
    'gateway CPU',
    'all CPU',
    'per s, 16',
    'p50 / p99',
    'per s, 50',
    'p50 / p99',
    'open p50 / p99',
    'calls',
    'SQL',
  ];
  return `### ${headline(results, load)}\n\n${table(head, rows)}`;
}

function headline({ loads, answers, samples }: Results, load: string): string {
  const title = loads.find(({ name }) => name === load)?.title ?? '';
  const bytes = answers.find((one) => one.load === load && one.contestant === REFERENCE)?.bytes;
  const rate = samples.find((one) => one.load === load && one.mode === 'open')?.rate;
  return `${load}: ${title}, ${((bytes ?? 0) / 1000).toFixed(1)} kB; open loop at ${rate ?? '·'} per second`;
}

function starts({ contestants, starts: seen, peaks }: Results): string {
  const graphs = [...new Set(seen.map(({ graph }) => graph))];
  const rows = contestants.map(({ name, title }) => [
    `${name}: ${title}`,
    ...graphs.flatMap((graph) => {
      const start = seen.find((one) => one.contestant === name && one.graph === graph);
      const peak = peaks.find((one) => one.contestant === name && one.graph === graph);
      return [number(start && median(start.readyMs)), number(start?.idleMb), number(peak?.peakMb)];
    }),
  ]);
  const heads = graphs.flatMap((graph) => [`${graph}: ready`, 'idle', 'peak']);
  return table(['', ...heads], rows);
}

function answers({ answers: seen, samples }: Results): string {
  const faults = seen.filter(({ fault }) => fault !== undefined);
  const failures = samples.filter((one) => one.failures > 0);
  return [
    faults.length === 0
      ? `All ${seen.length} pairs of contestant and load gave the same data as stock.`
      : 'These did not give the data that stock gives, and were not timed:',
    ...faults.map(({ contestant, load, fault }) => `- ${contestant}, ${load}: \`${fault}\``),
    failures.length === 0
      ? 'Under load no request failed.'
      : `Under load, requests failed in ${failures.length} of ${samples.length} measurements:`,
    ...failures.map((one) => `- ${one.contestant}, ${one.load}, ${one.mode}: ${one.failures}`),
  ].join('\n');
}

function disturbance({ samples }: Results): string {
  const shares = samples.map(({ foreign }) => foreign);
  const percent = (share: number | undefined) => `${((share ?? 0) * 100).toFixed(0)} %`;
  return `Programs that are none of the benchmark's had ${percent(median(shares))} of the machine in the middle measurement and ${percent(Math.max(0, ...shares))} in the worst.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}

/** Three digits that count. */
function number(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '·';
  if (value === 0 || value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
