/** A reference to a record of another subgraph, which resolves it: its key alone. */
export interface Stub {
  readonly code: string;
}
