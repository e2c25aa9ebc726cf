import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS, type MetricDefinition, type MetricKey } from './definitions.ts';

type Instruments = {
  readonly counter: Counter;
  readonly gauge: Gauge;
  readonly histogram: Histogram;
};

/** Our metrics, each by its key, and the registry that prints them beside those of the process. */
export type Metrics = {
  readonly [Key in MetricKey]: Instruments[(typeof METRICS)[Key]['kind']];
} & { readonly registry: Registry };

/** A pool of `pg`, as far as it is measured. */
export interface DatabasePool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly ended: boolean;
  readonly options: { readonly max: number };
}

/** A pool of `undici`, as far as it is measured. */
export interface HttpPool {
  readonly closed: boolean;
  readonly destroyed: boolean;
  readonly stats: {
    readonly connected: number;
    readonly running: number;
    readonly queued: number;
  };
}

let metrics: Metrics | undefined;
const databasePools = new Map<DatabasePool, string>();
const httpPools = new Map<HttpPool, string>();

/** Measures from now on: call it before the parts of the graph are made. */
export function startMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const made = Object.fromEntries(
    Object.entries(METRICS).map(([key, definition]) => [key, instrument(definition, registry)]),
  );
  metrics = { ...made, registry } as Metrics;
  return metrics;
}

/** Measures no more. */
export function stopMetrics(): void {
  metrics = undefined;
  databasePools.clear();
  httpPools.clear();
}

/** The metrics of this process; undefined while nothing is measured. */
export const currentMetrics = (): Metrics | undefined => metrics;

function instrument(definition: MetricDefinition, registry: Registry): Counter | Gauge | Histogram {
  const { kind, name, help, labels, buckets } = definition;
  const configuration = { name, help, labelNames: labels, registers: [registry] };
  if (kind === 'counter') return new Counter(configuration);
  if (kind === 'histogram') {
    return new Histogram({ ...configuration, ...(buckets && { buckets: [...buckets] }) });
  }
  const collect = COLLECTED[name];
  if (!collect) return new Gauge(configuration);
  return new Gauge({
    ...configuration,
    collect() {
      this.reset();
      collect(this);
    },
  });
}

/** Gauges that are read when they are asked for. A subgraph with several pools has the sum of them. */
const COLLECTED: Readonly<Record<string, (gauge: Gauge) => void>> = {
  [METRICS.databaseConnections.name]: (gauge) => {
    for (const [pool, subgraph] of open(databasePools, ({ ended }) => ended)) {
      gauge.inc({ subgraph, state: 'total' }, pool.totalCount);
      gauge.inc({ subgraph, state: 'idle' }, pool.idleCount);
      gauge.inc({ subgraph, state: 'waiting' }, pool.waitingCount);
    }
  },
  [METRICS.databaseConnectionsMax.name]: (gauge) => {
    for (const [pool, subgraph] of open(databasePools, ({ ended }) => ended)) {
      gauge.inc({ subgraph }, pool.options.max);
    }
  },
  [METRICS.subgraphConnections.name]: (gauge) => {
    for (const [pool, subgraph] of open(httpPools, (one) => one.closed || one.destroyed)) {
      gauge.inc({ subgraph, state: 'connected' }, pool.stats.connected);
      gauge.inc({ subgraph, state: 'running' }, pool.stats.running);
      gauge.inc({ subgraph, state: 'queued' }, pool.stats.queued);
    }
  },
};

/** The pools that are open; the others are forgotten. */
function open<Pool>(
  pools: Map<Pool, string>,
  isClosed: (pool: Pool) => boolean,
): Map<Pool, string> {
  for (const pool of pools.keys()) if (isClosed(pool)) pools.delete(pool);
  return pools;
}

/** Measures a subgraph's pool of database connections until it ends. */
export function watchDatabasePool(subgraph: string, pool: DatabasePool): void {
  if (metrics) databasePools.set(pool, subgraph);
}

/** Measures the gateway's pool of connections to a subgraph until it is closed. */
export function watchHttpPool(subgraph: string, pool: HttpPool): void {
  if (metrics) httpPools.set(pool, subgraph);
}

/** Tells what an operation costs: what was estimated beforehand, and what was found out once it had run. */
export function observeCost(requested: number, actual?: number): void {
  metrics?.operationCost.observe({ kind: 'requested' }, requested);
  if (actual !== undefined) metrics?.operationCost.observe({ kind: 'actual' }, actual);
}

/** The states of a circuit breaker, by the numbers that stand for them. */
const BREAKER_STATES = { closed: 0, halfOpen: 1, open: 2 } as const;

/** Tells the state of the breaker before a subgraph. */
export function setBreakerState(subgraph: string, state: keyof typeof BREAKER_STATES): void {
  metrics?.breakerState.set({ subgraph }, BREAKER_STATES[state]);
}

/** Tells that a supergraph is served from now on. */
export function supergraphLoaded(): void {
  metrics?.supergraphLoaded.setToCurrentTime();
  metrics?.supergraphStale.set(0);
}

/** Tells that a supergraph was given that cannot be served, and that the one before is served on. */
export function supergraphRefused(): void {
  metrics?.supergraphStale.set(1);
}
