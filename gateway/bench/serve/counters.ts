/** What a subgraph, or a graph in one process, has done since it started. */
export interface Counters {
  /** Operations that the gateway sent to subgraphs. */
  readonly calls: number;
  /** SQL statements. */
  readonly sql: number;
}

/** The word by which the benchmark asks a process for its counters. */
export const COUNTERS = 'counters';

/** Tells the benchmark, whenever it asks, what was counted. */
export function tellCounters(counters: () => Counters): void {
  process.on('message', (message) => {
    if (message === COUNTERS) process.send?.({ counters: counters() });
  });
}
