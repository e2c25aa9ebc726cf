/** What a metric is: the one place from which it is made, documented and checked. */
export interface MetricDefinition {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** Of a histogram. */
  readonly buckets?: readonly number[];
}

/** Seconds, from a plan in the cache to the deadline of a subgraph and beyond. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Every metric of our own. Their labels are bounded: operations are those that this deployment knows by name,
 * codes are those of our lists, and everything else is `other`.
 */
export const METRICS = {
  httpRequests: {
    kind: 'counter',
    name: 'niryat_http_requests_total',
    help: 'Requests to the gateway, by route and status.',
    labels: ['route', 'status'],
  },
  operationDuration: {
    kind: 'histogram',
    name: 'niryat_operation_duration_seconds',
    help: "Time from an operation to its answer, by operation name (anonymous, or other for names that are not registered) and outcome: ok; refused (every error is the client's); failed (one is a fault of the service).",
    labels: ['operation', 'outcome'],
    buckets: SECONDS,
  },
  fetchDuration: {
    kind: 'histogram',
    name: 'niryat_fetch_duration_seconds',
    help: 'Time of a fetch of the gateway from a subgraph, by outcome: ok; errors (an answer with errors); unavailable (no answer).',
    labels: ['subgraph', 'outcome'],
    buckets: SECONDS,
  },
  sqlDuration: {
    kind: 'histogram',
    name: 'niryat_sql_duration_seconds',
    help: 'Time of an SQL statement of a subgraph, without the wait for a connection, by outcome: ok; failed.',
    labels: ['subgraph', 'outcome'],
    buckets: SECONDS,
  },
  errors: {
    kind: 'counter',
    name: 'niryat_errors_total',
    help: 'Errors told to clients, by code: refusals (limits, load shed, wrong requests) and faults.',
    labels: ['code'],
  },
  operationCost: {
    kind: 'histogram',
    name: 'niryat_operation_cost',
    help: 'Cost of operations: requested is what was estimated beforehand, actual what was found out.',
    labels: ['kind'],
    buckets: [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000],
  },
  databaseConnections: {
    kind: 'gauge',
    name: 'niryat_database_connections',
    help: 'Connections of a subgraph to its database, by state: total; idle; waiting (requests for one).',
    labels: ['subgraph', 'state'],
  },
  databaseConnectionsMax: {
    kind: 'gauge',
    name: 'niryat_database_connections_max',
    help: 'The most connections that a subgraph opens to its database.',
    labels: ['subgraph'],
  },
  subgraphConnections: {
    kind: 'gauge',
    name: 'niryat_subgraph_connections',
    help: "The gateway's connections to a subgraph over HTTP, by state: connected; running (fetches under way); queued (fetches that wait).",
    labels: ['subgraph', 'state'],
  },
  breakerState: {
    kind: 'gauge',
    name: 'niryat_breaker_state',
    help: 'The circuit breaker before a subgraph: 0 closed, 1 half open, 2 open.',
    labels: ['subgraph'],
  },
  supergraphLoaded: {
    kind: 'gauge',
    name: 'niryat_supergraph_loaded_timestamp_seconds',
    help: 'When the supergraph that is served was loaded.',
    labels: [],
  },
  supergraphStale: {
    kind: 'gauge',
    name: 'niryat_supergraph_stale',
    help: '1 while an older supergraph is served on because the last one given could not be.',
    labels: [],
  },
} as const satisfies Record<string, MetricDefinition>;

/** The key of a metric of ours. */
export type MetricKey = keyof typeof METRICS;
