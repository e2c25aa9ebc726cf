import { setTimeout as sleep } from 'node:timers/promises';
import { subgraphNames } from '../config.ts';
import { type Client, closedLoop, inTurn, type KnownQuestion, openLoop } from './client.ts';
import type { Part, Stand } from './stand.ts';
import { type Outcome, Tally } from './tally.ts';
import { within } from './within.ts';

/** What a drill works with. */
export interface Field {
  readonly stand: Stand;
  readonly client: Client;
  readonly questions: readonly KnownQuestion[];
  /** How long a fault lasts, in seconds. */
  readonly seconds: number;
}

/** What a drill found. */
export interface Finding {
  readonly tally: Tally;
  /** Whether all was answered whole again in the end, without anybody's help. */
  readonly recovered: boolean;
  /** What else there is to say. */
  readonly remarks: readonly string[];
}

/** A fault that is made on purpose, under load, and what came of it. */
export interface Drill {
  readonly name: string;
  readonly what: string;
  run(field: Field): Promise<Finding>;
}

/** How many clients ask at a time. */
const CLIENTS = 4;

/** How many answers in a row must be whole for all to be well again. */
const WELL = 20;

/** The longest that is waited for this, in milliseconds. */
const RECOVERY = 30_000;

/** How long clients ask before it is measured what is carried, and the least that it is measured for, in milliseconds. */
const WARM_UP = 2_000;
const LEAST_MEASURE = 3_000;

/** All drills, in the order in which they are run. */
export const drills: readonly Drill[] = [
  {
    name: 'subgraph-killed',
    what: 'a subgraph is killed (SIGKILL) and started again',
    run: (field) =>
      underLoad(field, ['products'], async ({ stand, seconds }) => {
        const { products } = stand.subgraphs;
        products.signal('SIGKILL');
        await products.ended();
        await sleep(seconds * 1000);
        await products.start();
      }),
  },
  {
    name: 'subgraph-paused',
    what: 'a subgraph is stopped (SIGSTOP) and let go on (SIGCONT)',
    run: (field) =>
      underLoad(field, ['events'], async ({ stand, seconds }) => {
        stand.subgraphs.events.signal('SIGSTOP');
        // Long enough for calls to run out of time, however short the drill is.
        await sleep(Math.max(3, seconds) * 1000);
        stand.subgraphs.events.signal('SIGCONT');
      }),
  },
  {
    name: 'subgraph-restarted',
    what: 'a subgraph is told to end (SIGTERM) and started again',
    run: (field) =>
      underLoad(field, ['partners'], async ({ stand }) => restart(stand.subgraphs.partners)),
  },
  {
    name: 'gateways-restarted',
    what: 'both gateways are restarted, one after the other (SIGTERM, drained)',
    run: (field) =>
      underLoad(field, [], async ({ stand }) => {
        for (const gateway of stand.gateways) {
          await restart(gateway);
          // The next one is not ended before this one has requests, or there would be none to take them.
          await stand.inService(gateway);
        }
      }),
  },
  {
    name: 'gateway-killed',
    what: 'one of two gateways is killed (SIGKILL) and started again',
    run: (field) =>
      underLoad(field, [], async ({ stand, seconds }) => {
        const [gateway] = stand.gateways;
        gateway?.signal('SIGKILL');
        await gateway?.ended();
        await sleep(seconds * 1000);
        await gateway?.start();
      }),
  },
  {
    name: 'database-gone',
    what: 'the database is killed (SIGKILL; one that is not ours is cut off) and started again',
    run: (field) =>
      underLoad(field, subgraphNames, async ({ stand, seconds }) => {
        await stand.database.takeAway();
        await sleep(seconds * 1000);
        await stand.database.bringBack();
      }),
  },
  {
    name: 'double-load',
    what: 'twice the load that can be carried is offered',
    run: doubleLoad,
  },
];

/** Ends a process as deployments do, and starts it again. */
async function restart(part: Part): Promise<void> {
  part.signal('SIGTERM');
  const code = await part.ended();
  if (code !== 0) throw new Error(`${part.name} ended with ${code} when it was told to end.`);
  await part.start();
}

/** Makes a fault while clients ask on and on, and then waits until all is well. */
async function underLoad(
  field: Field,
  victims: readonly string[],
  fault: (field: Field) => Promise<void>,
): Promise<Finding> {
  const tally = new Tally();
  let inRow = 0;
  const ask = asking(field, tally, victims);
  const stop = closedLoop(CLIENTS, async () => {
    const outcome = await ask();
    inRow = outcome === 'answered' ? inRow + 1 : 0;
    return outcome;
  });
  try {
    await sleep(field.seconds * 500);
    await fault(field);
    inRow = 0;
    const recovered = await within(RECOVERY, () => inRow >= WELL);
    const remarks =
      tally.astray > 0
        ? [`${tally.astray} partial answers lacked more than the fault explains`]
        : [];
    return { tally, recovered, remarks };
  } finally {
    await stop();
  }
}

/** Finds out what the gateways carry, offers twice that however late they are, and asks at ease again. */
async function doubleLoad(field: Field): Promise<Finding> {
  const measured = new Tally();
  const stop = closedLoop(CLIENTS * 8, asking(field, measured, []));
  // What was started anew is slow at first, which is no measure of what it carries.
  await sleep(WARM_UP);
  const [before, began] = [measured.sent, performance.now()];
  await sleep(Math.max(LEAST_MEASURE, field.seconds * 1000));
  const capacity = ((measured.sent - before) * 1000) / (performance.now() - began);
  await stop();
  const tally = new Tally();
  const overload = Math.max(LEAST_MEASURE / 1000, field.seconds * 2);
  await openLoop(capacity * 2, overload, asking(field, tally, subgraphNames));
  const refusals = `refusals told within ${ms(tally.refused(0.5))} (p50), ${ms(tally.refused(0.99))} (p99)`;
  const after = await underLoad(field, [], async () => {});
  const { answered, partial, refused, lost } = after.tally.counts;
  return {
    tally,
    // Whatever is not answered whole once the load has gone is no recovery.
    recovered: tally.sent > 0 && after.recovered && partial + refused + lost === 0,
    remarks: [
      `${Math.round(capacity)} a second were carried, ${Math.round(capacity * 2)} a second were offered`,
      refusals,
      `afterwards ${answered} of ${after.tally.sent} were answered, p99 ${ms(after.tally.accepted(0.99))}`,
    ],
  };
}

function asking(
  { client, questions }: Field,
  tally: Tally,
  victims: readonly string[],
): () => Promise<Outcome> {
  const next = inTurn(questions);
  const missing = new Set(victims);
  return () => client.ask(next(), tally, missing);
}

/** A time for people. */
export const ms = (milliseconds: number): string => `${Math.round(milliseconds)} ms`;
