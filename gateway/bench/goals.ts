import { REFERENCE } from './contestants.ts';
import { PUBLIC_SHAPE, THIRTY_KB } from './loads.ts';
import type { Results } from './results.ts';
import { countOf, type Figure, figures, ratioOf } from './summary.ts';

/** A goal of the engine, and what became of it. */
export interface Goal {
  readonly goal: string;
  readonly wanted: string;
  readonly measured: string;
  /** Undefined when the run did not measure it. */
  readonly met: boolean | undefined;
}

const OURS = 'distributed-compiled';
const OURS_UNSHARED = 'distributed-compiled-unshared';
const OURS_STOCK = 'distributed-stock';
const INSIDE = 'in-process-compiled';
const INSIDE_UNSHARED = 'in-process-compiled-unshared';
const INSIDE_STOCK = 'in-process-stock';
const HIVE_RUST = 'hive-rust';
const HIVE_RUST_UNSHARED = 'hive-rust-unshared';

/** The goals of the engine's issue, in its order. All are ratios within one run, or counts. */
export function judge(results: Results): readonly Goal[] {
  const questions = results.loads.filter(({ graph }) => graph === 'niryat').map(({ name }) => name);
  const cpu = (contestant: string, load: string, to: string) =>
    ratioOf(results, { contestant, load, mode: 'c16' }, figures.gatewayCpu, { to });
  const shape = 'Public shape over HTTP';
  return [
    atMost(`${shape}: CPU of the gateway to stock's`, 1 / 10, cpu(OURS, PUBLIC_SHAPE, REFERENCE)),
    atMost(
      `${shape}: the same to Hive Gateway's with its Rust runtime`,
      0.5,
      cpu(OURS, PUBLIC_SHAPE, HIVE_RUST),
    ),
    calls(results, `${shape}: subgraph calls`),
    atMost(
      "30 kB over HTTP: CPU of the gateway to stock's",
      1 / 6,
      cpu(OURS, THIRTY_KB, REFERENCE),
    ),
    atMost(
      '30 kB in process, no database: CPU to that of the stock gateway over HTTP',
      1 / 12,
      cpu(INSIDE, THIRTY_KB, REFERENCE),
    ),
    ...unshared(cpu),
    statements(results, questions),
    ...[
      [OURS, OURS_STOCK, 'over HTTP'] as const,
      [INSIDE, INSIDE_STOCK, 'in process'] as const,
    ].map(([one, other, where]) =>
      forAll(
        `The contract's questions ${where}: answers per second at 50 connections, to those with the stock engine`,
        'at least 1 each',
        questions.map((load) => [load, ratio(results, one, load, figures.rps, other)]),
        (value) => value >= 1,
      ),
    ),
    forAll(
      'p99 to p50 at 50 connections, to the same of stock',
      'at most 1 each',
      results.loads.map(({ name }) => [
        name,
        ratio(results, OURS, name, figures.spread, REFERENCE),
      ]),
      (value) => value <= 1,
    ),
  ];
}

/** The same goals for a load without two equal queries at a time: nobody shares anything there. */
const unshared = (
  cpu: (contestant: string, load: string, to: string) => number | undefined,
): readonly Goal[] => [
  atMost(
    "Without sharing, public shape over HTTP: CPU of the gateway to stock's",
    1 / 10,
    cpu(OURS_UNSHARED, PUBLIC_SHAPE, REFERENCE),
  ),
  atMost(
    'Without sharing, the same to Hive Gateway with its Rust runtime, which shares subgraph requests',
    0.5,
    cpu(OURS_UNSHARED, PUBLIC_SHAPE, HIVE_RUST),
  ),
  atMost(
    'Without sharing, the same to Hive Gateway with its Rust runtime, without sharing either',
    0.5,
    cpu(OURS_UNSHARED, PUBLIC_SHAPE, HIVE_RUST_UNSHARED),
  ),
  atMost(
    "Without sharing, 30 kB over HTTP: CPU of the gateway to stock's",
    1 / 6,
    cpu(OURS_UNSHARED, THIRTY_KB, REFERENCE),
  ),
  atMost(
    'Without sharing, 30 kB in process, no database: CPU to that of the stock gateway over HTTP',
    1 / 12,
    cpu(INSIDE_UNSHARED, THIRTY_KB, REFERENCE),
  ),
];

const ratio = (results: Results, contestant: string, load: string, figure: Figure, to: string) =>
  ratioOf(results, { contestant, load, mode: 'c50' }, figure, { to });

function atMost(goal: string, limit: number, value: number | undefined): Goal {
  return {
    goal,
    wanted: `at most ${limit.toFixed(3)}`,
    measured: value === undefined ? 'not measured' : value.toFixed(3),
    met: value === undefined ? undefined : value <= limit,
  };
}

function calls(results: Results, goal: string): Goal {
  const ours = countOf(results, OURS, PUBLIC_SHAPE, 'calls');
  const stock = countOf(results, REFERENCE, PUBLIC_SHAPE, 'calls');
  return {
    goal,
    wanted: 'at most 9 (stock 16)',
    measured: ours === undefined ? 'not measured' : `${ours} (stock ${stock})`,
    met: ours === undefined ? undefined : ours <= 9,
  };
}

function statements(results: Results, questions: readonly string[]): Goal {
  const pairs = [
    [OURS, OURS_STOCK],
    [INSIDE, INSIDE_STOCK],
  ] as const;
  const found = pairs.flatMap(([one, other]) =>
    questions.flatMap((load) => {
      const [ours, before] = [one, other].map((name) => countOf(results, name, load, 'sql'));
      return ours === undefined || before === undefined ? [] : [{ one, load, ours, before }];
    }),
  );
  const worse = found.filter(({ ours, before }) => ours > before);
  const told = worse.map(({ one, load, ours, before }) => `${one} ${load} ${ours}, not ${before}`);
  return {
    goal: "The contract's questions: SQL statements, to those with the stock engine",
    wanted: 'no more',
    measured: found.length === 0 ? 'not measured' : told.join('; ') || 'no more for any',
    met: found.length === 0 ? undefined : worse.length === 0,
  };
}

function forAll(
  goal: string,
  wanted: string,
  measured: readonly (readonly [string, number | undefined])[],
  good: (value: number) => boolean,
): Goal {
  const known = measured.flatMap(([load, value]) => (value === undefined ? [] : [{ load, value }]));
  return {
    goal,
    wanted,
    measured:
      known.map(({ load, value }) => `${load} ${value.toFixed(2)}`).join(', ') || 'not measured',
    met: known.length === 0 ? undefined : known.every(({ value }) => good(value)),
  };
}
