import { startChild } from './child.ts';
import { type Contestant, REFERENCE } from './contestants.ts';
import type { Database } from './database.ts';
import { answersFolder } from './examine.ts';
import type { RunningGraph } from './graphs.ts';
import { type Drive, warmUp } from './load-generator.ts';
import type { Load } from './loads.ts';
import { measure, type Rig } from './measure.ts';
import { usageOf } from './proc.ts';
import { type Answer, type Mode, modes, type Peak, type Sample } from './results.ts';

/** What is measured on one graph. */
export interface Contest {
  readonly graph: RunningGraph;
  readonly database: Database;
  readonly loads: readonly Load[];
  readonly contestants: readonly Contestant[];
  /** What was seen before; who answers wrongly is not timed. */
  readonly answers: readonly Answer[];
  readonly rounds: number;
  readonly seconds: number;
  /** The open loop's rate; undefined for half of what the reference does in its warm-up. */
  readonly rate: number | undefined;
  readonly report: (line: string) => void;
}

/** Seconds for which a load runs before it is timed: code gets compiled, connections are opened. */
const WARM_UP = 3;
/** The same in later rounds, where only connections may have been closed. */
const REWARM = 1;

/** How fast a load is found to go in its warm-up, in answers per second: by contestant. */
type Pace = ReadonlyMap<string, number>;

/**
 * Times all contestants on one graph. All run at the same time and do nothing but when it is their turn;
 * they take turns on every load, in another order in every round.
 */
export async function runRounds(contest: Contest) {
  const rigs: Rig[] = [];
  const samples: Sample[] = [];
  try {
    for (const contestant of contest.contestants) rigs.push(await rigOf(contestant, contest));
    const paces = new Map<Load, Pace>();
    for (let round = 1; round <= contest.rounds; round += 1) {
      for (const load of contest.loads) {
        const able = rigs.filter((rig) => answersWell(rig, load, contest.answers));
        const pace = paces.get(load) ?? (await paceOf(able, load));
        paces.set(load, pace);
        for (const rig of rotated(able, round - 1)) {
          if (round > 1) await warmUp(urlOf(rig, load), load.body, REWARM, pace.get(nameOf(rig)));
          for (const mode of modes) {
            const how = driveOf(mode, nameOf(rig), pace, contest);
            const sample = await measure(rig, load, { round, mode, how });
            samples.push(sample);
            contest.report(lineOf(sample));
          }
        }
      }
    }
    return { samples, peaks: rigs.map(peakOf) };
  } finally {
    await Promise.all(rigs.map(({ child }) => child.stop()));
  }
}

/**
 * The how of a mode. A closed loop has as many requests as the contestant answers in the time, so that none
 * is given up at the end: what was spent on it would count, and most with the slowest.
 */
function driveOf(mode: Mode, name: string, pace: Pace, { rate, seconds }: Contest): Drive {
  if (mode === 'open') {
    const half = Math.max(1, Math.floor((pace.get(REFERENCE) ?? 0) / 2));
    return { kind: 'open', rate: rate ?? half, seconds };
  }
  const connections = mode === 'c16' ? 16 : 50;
  // Enough for a p99 to be more than the worst.
  const amount = Math.max(4 * connections, Math.round((pace.get(name) ?? 0) * seconds));
  return { kind: 'closed', connections, amount };
}

async function rigOf(contestant: Contestant, { graph, database }: Contest): Promise<Rig> {
  const ground = { graph, database, answers: answersFolder, count: false };
  return { contestant, graph, database, child: await startChild(contestant.program(ground)) };
}

const urlOf = ({ child, contestant }: Rig, load: Load): string =>
  child.url + contestant.search(load);

const answersWell = ({ contestant }: Rig, load: Load, answers: readonly Answer[]): boolean =>
  answers.some(
    (answer) => answer.contestant === contestant.name && answer.load === load.name && !answer.fault,
  );

async function paceOf(rigs: readonly Rig[], load: Load): Promise<Pace> {
  const pace = new Map<string, number>();
  for (const rig of rigs) {
    pace.set(nameOf(rig), await warmUp(urlOf(rig, load), load.body, WARM_UP));
  }
  return pace;
}

const nameOf = ({ contestant }: Rig): string => contestant.name;

const rotated = <T>(list: readonly T[], by: number): readonly T[] => {
  const first = by % Math.max(1, list.length);
  return [...list.slice(first), ...list.slice(0, first)];
};

const peakOf = ({ contestant, graph, child }: Rig): Peak => ({
  contestant: contestant.name,
  graph: graph.name,
  peakMb: usageOf([child.pid]).peakKb / 1024,
});

const lineOf = ({
  round,
  load,
  contestant,
  mode,
  rps,
  p50,
  p99,
  gatewayCpu,
  failures,
  foreign,
}: Sample) =>
  `${round} ${load} ${mode} ${contestant}: ${rps.toFixed(0)}/s, p50 ${p50} ms, p99 ${p99} ms, ` +
  `gateway ${gatewayCpu.toFixed(2)} ms${failures > 0 ? `, ${failures} FAILURES` : ''}` +
  `${foreign > 0.05 ? `, ${(foreign * 100).toFixed(0)} % of the machine to others` : ''}`;
