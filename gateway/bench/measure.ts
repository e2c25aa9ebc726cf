import { readFileSync } from 'node:fs';
import type { Child } from './child.ts';
import type { Contestant } from './contestants.ts';
import type { Database } from './database.ts';
import { countersOf } from './examine.ts';
import type { RunningGraph } from './graphs.ts';
import { type Drive, drive } from './load-generator.ts';
import type { Load } from './loads.ts';
import { usageOf } from './proc.ts';
import type { Mode, Sample } from './results.ts';

/** A contestant that runs, with all that has a part in its answers. */
export interface Rig {
  readonly contestant: Contestant;
  readonly child: Child;
  readonly graph: RunningGraph;
  readonly database: Database;
}

/** Drives one load at one contestant once, and gives what it cost. */
export async function measure(
  rig: Rig,
  load: Load,
  turn: { readonly round: number; readonly mode: Mode; readonly how: Drive },
): Promise<Sample> {
  const { contestant, child } = rig;
  const before = await reading(rig);
  const outcome = await drive(child.url + contestant.search(load), load.body, turn.how);
  const after = await reading(rig);
  const each = (part: 'gateway' | 'subgraphs' | 'database' | 'calls' | 'sql') =>
    (after[part] - before[part]) / Math.max(1, outcome.answers);
  const busy = after.machine - before.machine;
  const share = (busy - (after.ours - before.ours)) / Math.max(1, after.capacity - before.capacity);
  return {
    round: turn.round,
    load: load.name,
    contestant: contestant.name,
    mode: turn.mode,
    ...(turn.how.kind === 'open' && { rate: turn.how.rate }),
    rps: outcome.answers / outcome.seconds,
    p50: outcome.p50,
    p99: outcome.p99,
    failures: outcome.failures,
    bytesPerAnswer: outcome.bytesPerAnswer,
    gatewayCpu: each('gateway'),
    subgraphsCpu: each('subgraphs'),
    ...(rig.database.pid !== undefined && { databaseCpu: each('database') }),
    ...(contestant.subgraphs === 'processes' && { calls: each('calls') }),
    sql: each('sql'),
    rssMb: after.rssKb / 1024,
    foreign: Math.max(0, share),
  };
}

async function reading({ contestant, child, graph, database }: Rig) {
  const { calls, sql } = await countersOf(contestant, child, graph);
  const gateway = usageOf([child.pid]);
  const apart = contestant.subgraphs === 'processes' ? graph.subgraphs.map(({ pid }) => pid) : [];
  return {
    calls,
    sql,
    gateway: gateway.cpuMs,
    rssKb: gateway.rssKb,
    subgraphs: usageOf(apart).cpuMs,
    database: database.pid === undefined ? 0 : usageOf([database.pid]).cpuMs,
    ours: usageOf([process.pid]).cpuMs,
    ...machineTime(),
  };
}

/** Milliseconds that all cores together have been busy, and have been there, since the machine started. */
function machineTime(): { machine: number; capacity: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
  // user nice system idle iowait irq softirq steal, in ticks of 10 ms; guest times are in the first two.
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const capacity = ticks.reduce((sum, part) => sum + part, 0) * 10;
  const idle = ((ticks[3] ?? 0) + (ticks[4] ?? 0)) * 10;
  return { machine: capacity - idle, capacity };
}
