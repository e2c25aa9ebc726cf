import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Child, startChild } from './child.ts';
import { cacheFolder } from './config.ts';
import { type Contestant, REFERENCE } from './contestants.ts';
import type { Database } from './database.ts';
import type { RunningGraph } from './graphs.ts';
import { post } from './http.ts';
import type { Load } from './loads.ts';
import { usageOf } from './proc.ts';
import type { Answer, Start } from './results.ts';
import type { Counters } from './serve/counters.ts';

/** The folder of the reference's answers, one file for each load: what the floors send. */
export const answersFolder = join(cacheFolder, 'answers');

/** How often a question is asked while calls and statements are counted. */
const ASKED = 3;

/** What is examined. */
export interface Examination {
  readonly graph: RunningGraph;
  readonly database: Database;
  readonly loads: readonly Load[];
  readonly contestants: readonly Contestant[];
  /** How often each contestant is started. */
  readonly starts: number;
  readonly report: (line: string) => void;
}

/**
 * Looks at each contestant alone, before anything is timed: how long it takes to start, what memory it has
 * then, whether it answers as the reference does, and how many calls and statements that costs. The
 * reference must be the first.
 *
 * @throws {Error} when a contestant does not start, or the reference's answers have errors.
 */
export async function examine(examination: Examination) {
  const starts: Start[] = [];
  const answers: Answer[] = [];
  const truth = new Map<string, unknown>();
  await mkdir(answersFolder, { recursive: true });
  for (const contestant of examination.contestants) {
    const { graph, database, report } = examination;
    report(`Looking at ${contestant.name} on ${graph.name}`);
    const program = contestant.program({ graph, database, answers: answersFolder, count: true });
    const readyMs: number[] = [];
    for (let left = examination.starts; left > 0; left -= 1) {
      const child = await startChild(program);
      try {
        readyMs.push(child.readyMs);
        if (left > 1) continue;
        await sleep(1000);
        const idleMb = usageOf([child.pid]).rssKb / 1024;
        starts.push({ contestant: contestant.name, graph: graph.name, readyMs, idleMb });
        for (const load of examination.loads) {
          answers.push(await look(contestant, child, load, examination, truth));
        }
      } finally {
        await child.stop();
      }
    }
  }
  for (const { contestant, load, fault } of answers) {
    if (fault) examination.report(`${contestant} does not answer ${load} as it should: ${fault}`);
  }
  return { starts, answers };
}

async function look(
  contestant: Contestant,
  child: Child,
  load: Load,
  { graph }: Examination,
  truth: Map<string, unknown>,
): Promise<Answer> {
  const url = child.url + contestant.search(load);
  // The first time a plan is made, and what is read once is read.
  const { text } = await post(url, load.body);
  const counted = await countersOf(contestant, child, graph);
  for (let left = ASKED; left > 0; left -= 1) await post(url, load.body);
  const after = await countersOf(contestant, child, graph);
  const isReference = contestant.name === REFERENCE;
  const answer = parsed(text);
  if (isReference) {
    if (answer.errors) throw new Error(`${REFERENCE} answers ${load.name} with errors: ${text}`);
    truth.set(load.name, answer.data);
    await writeFile(join(answersFolder, `${load.name}.json`), text);
  }
  const fault = faultOf(answer, truth.get(load.name));
  return {
    contestant: contestant.name,
    load: load.name,
    bytes: Buffer.byteLength(text),
    ...(fault !== undefined && { fault }),
    calls: (after.calls - counted.calls) / ASKED,
    sql: (after.sql - counted.sql) / ASKED,
  };
}

/** What the subgraphs of a contestant have counted until now. */
export async function countersOf(
  contestant: Contestant,
  child: Child,
  graph: RunningGraph,
): Promise<Counters> {
  const inside = contestant.subgraphs === 'inside' ? [child] : graph.subgraphs;
  const counting = contestant.subgraphs === 'none' ? [] : inside;
  const all = await Promise.all(counting.map((process) => process.counters()));
  const sum = (part: keyof Counters) => all.reduce((total, counters) => total + counters[part], 0);
  return { calls: sum('calls'), sql: sum('sql') };
}

interface Parsed {
  readonly data?: unknown;
  readonly errors?: unknown;
}

function parsed(text: string): Parsed {
  try {
    return JSON.parse(text);
  } catch {
    return { errors: `not JSON: ${text.slice(0, 200)}` };
  }
}

/** The order of fields is not compared here, only what they hold. */
function faultOf({ data, errors }: Parsed, truth: unknown): string | undefined {
  if (errors !== undefined) return `errors: ${JSON.stringify(errors).slice(0, 300)}`;
  if (isDeepStrictEqual(data, truth)) return undefined;
  return `other data at ${placeOfDifference(data, truth)}`;
}

/** The path of the first difference of two JSON values, such as `users.0.name`. */
function placeOfDifference(one: unknown, other: unknown, path = ''): string {
  const both = [one, other].every((value) => typeof value === 'object' && value !== null);
  if (!both)
    return `${path}: ${JSON.stringify(one)?.slice(0, 80)}, not ${JSON.stringify(other)?.slice(0, 80)}`;
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (isDeepStrictEqual(left[key], right[key])) continue;
    return placeOfDifference(left[key], right[key], path === '' ? key : `${path}.${key}`);
  }
  return path;
}
