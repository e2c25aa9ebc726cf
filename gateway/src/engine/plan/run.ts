import type { Fields } from '../object.ts';
import type { Calls } from '../transport/calls.ts';
import type { Gathering } from './join.ts';

/** One run of a compiled plan: what has been fetched so far, and for whom. */
export interface Run {
  /** The tree that all fetches write to; root fields stand at its top. */
  readonly root: Fields;
  /** What went wrong so far, in no certain order: `GraphQLError`s for clients, faults of ours otherwise. */
  readonly errors: Error[];
  /** The client's variables, as given. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The way to the subgraphs, with what belongs to the one request. */
  readonly calls: Calls;
  /** Fetches of this run that wait for equal ones, by their group. */
  readonly gatherings: Map<object, Gathering>;
}

/**
 * A part of a plan, compiled. It works on the objects at its place of the tree, and gives a promise
 * only when something had to be waited for. It does not fail: faults become errors of the run.
 */
export type Step = (run: Run, targets: readonly Fields[]) => Promise<void> | undefined;
