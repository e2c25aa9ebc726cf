import type { Service } from '@niryat/kernel';
import pg from 'pg';
import { type Answer, type Flows, fromCells, fromRollups, type Question } from './questions.ts';

/** What a question took, in milliseconds: medians. */
export interface Timing {
  readonly question: Question;
  /** From the text of the question to its answer, in process. */
  readonly graph: number;
  /** All statements of it: the look at the register of tables and at names included. */
  readonly allSql: number;
  /** Those of them that read the cube. */
  readonly graphSql: number;
  /** The best SQL by hand, its answer received. */
  readonly byHand: number;
  /** The same SQL over the cells, by whichever of their indexes helps; undefined where no rollup adds anything up. */
  readonly byIndex: number | undefined;
  /** The same, all rows scanned. */
  readonly scan: number | undefined;
}

/** Where a page lies, and what it took in milliseconds. */
export interface PageTiming {
  readonly page: number;
  readonly graph: number;
  readonly graphSql: number;
  readonly byHand: number;
}

/** How long the statements of a stretch of time took together, whoever sent them. */
class StatementClock {
  #spent = { all: 0, cube: 0 };

  /** Times the queries of every client of the driver from now on. */
  install(): void {
    const clock = this;
    const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
    const timed = function (this: pg.Client, ...args: unknown[]): unknown {
      const start = performance.now();
      const end = (): void => {
        const took = performance.now() - start;
        clock.#spent.all += took;
        if (/flow_rollups|flow_spans|export_flows/.test(textOf(args[0]))) clock.#spent.cube += took;
      };
      const last = args.at(-1);
      if (typeof last === 'function') {
        args[args.length - 1] = (...results: unknown[]) => {
          end();
          return last(...results);
        };
        return query.apply(this, args);
      }
      const result = query.apply(this, args);
      return result instanceof Promise ? result.finally(end) : result;
    };
    pg.Client.prototype.query = timed as typeof pg.Client.prototype.query;
  }

  /** The milliseconds since it was last asked: of all statements, and of those that read the cube. */
  take(): { readonly all: number; readonly cube: number } {
    const spent = this.#spent;
    this.#spent = { all: 0, cube: 0 };
    return spent;
  }
}

/** The text of a statement, whichever way it was handed over. */
function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { text } = (statement ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}

const clock = new StatementClock();
let installed = false;

/** One answer of the graph, and what it took. */
async function askGraph(
  service: Service,
  question: Question,
  after: string | null,
): Promise<{ flows: Flows; whole: number; sql: { all: number; cube: number } }> {
  if (!installed) clock.install();
  installed = true;
  clock.take();
  const start = performance.now();
  const { data, errors } = await service.execute({ query: question.graph, variables: { after } });
  const whole = performance.now() - start;
  if (errors || !data) throw new Error(`${question.name}: ${JSON.stringify(errors)}`);
  return { flows: data.exportFlows as Flows, whole, sql: clock.take() };
}

/** One answer of SQL by hand, and what it took. */
async function askByHand(
  client: pg.Client,
  sql: string,
  values: readonly unknown[],
): Promise<{ rows: Answer; took: number }> {
  const start = performance.now();
  const { rows } = await client.query<(string | null)[]>({
    text: sql,
    values: [...values],
    rowMode: 'array',
  });
  return { rows, took: performance.now() - start };
}

/** @throws {Error} where two answers are not the same: a fast wrong one is worth nothing. */
function compare(name: string, graph: Answer, byHand: Answer): void {
  const same = (a: string | number | null | undefined, b: string | number | null | undefined) =>
    a === b ||
    (a != null && b != null && Math.abs(Number(a) - Number(b)) <= 1e-9 * Math.abs(Number(b)));
  const differs = byHand.findIndex((row, i) => row.some((cell, j) => !same(graph[i]?.[j], cell)));
  if (graph.length === byHand.length && graph.length > 0 && differs < 0) return;
  throw new Error(
    `${name}: the graph has ${graph.length} rows, the SQL ${byHand.length}; row ${differs}: ${JSON.stringify(graph[differs])} and ${JSON.stringify(byHand[differs])}`,
  );
}

/** Lets statements use indexes, or not. */
const indexes = (use: 'on' | 'off'): string =>
  ['indexscan', 'indexonlyscan', 'bitmapscan']
    .map((way) => `SET enable_${way} = ${use}`)
    .join('; ');

/** The middle of numbers. */
const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** What SQL by hand is given: for a page, the row that it begins behind. */
function valuesFor({ name }: Question, after: string | null): readonly unknown[] {
  if (name !== 'deep-page') return [];
  if (after === null) return ['1e30', ''];
  const [, value, code] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as string[];
  return [value, code];
}

/**
 * Asks a question of the graph and of SQL by hand in turns, after a warm-up.
 *
 * @throws {Error} where the answers are not the same.
 */
export async function timeQuestion(
  service: Service,
  client: pg.Client,
  question: Question,
  repetitions: number,
  after: string | null = null,
): Promise<Timing> {
  const values = valuesFor(question, after);
  const sql = question.sql(fromRollups);
  const cells = question.rolledUp ? question.sql(fromCells) : undefined;
  const taken = {
    graph: [] as number[],
    all: [] as number[],
    cube: [] as number[],
    hand: [] as number[],
  };
  const ofCells = { byIndex: [] as number[], scan: [] as number[] };
  for (let i = 0; i < repetitions + 2; i++) {
    const graph = await askGraph(service, question, after);
    const hand = await askByHand(client, sql, values);
    if (i === 0) compare(question.name, question.read(graph.flows), hand.rows);
    // The first two warm caches up.
    if (i < 2) continue;
    taken.graph.push(graph.whole);
    taken.all.push(graph.sql.all);
    taken.cube.push(graph.sql.cube);
    taken.hand.push(hand.took);
    // Millions of rows take their time, and vary less.
    if (cells === undefined || ofCells.scan.length >= 3) continue;
    for (const way of ['byIndex', 'scan'] as const) {
      await client.query(indexes(way === 'byIndex' ? 'on' : 'off'));
      const found = await askByHand(client, cells, values);
      compare(`${question.name} over the cells`, question.read(graph.flows), found.rows);
      ofCells[way].push(found.took);
    }
    await client.query(indexes('on'));
  }
  return {
    question,
    graph: median(taken.graph),
    allSql: median(taken.all),
    graphSql: median(taken.cube),
    byHand: median(taken.hand),
    byIndex: cells === undefined ? undefined : median(ofCells.byIndex),
    scan: cells === undefined ? undefined : median(ofCells.scan),
  };
}

/** Goes through pages of a question up to the deepest, and times each. The last is the last one that is full, if there are fewer. */
export async function timePages(
  service: Service,
  client: pg.Client,
  question: Question,
  pages: readonly number[],
  repetitions: number,
): Promise<PageTiming[]> {
  // A hundred rows at a time: five pages of the question.
  const walk: Question = { ...question, graph: question.graph.replace('first: 20', 'first: 100') };
  const found: PageTiming[] = [];
  let after: string | null = null;
  let behind = 0;
  for (const page of pages) {
    while (behind + 5 <= page - 1) {
      const { flows } = await askGraph(service, walk, after);
      if (flows.nodes.length < 100) return found;
      after = flows.pageInfo?.endCursor ?? null;
      behind += 5;
    }
    const timing = await timeQuestion(service, client, question, repetitions, after);
    found.push({ ...timing, page: behind + 1 });
  }
  return found;
}
