import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { SubgraphResponse } from '../../subgraph-request.ts';
import type { Fields } from '../object.ts';
import type { Representations } from './representations.ts';
import type { Run } from './run.ts';

/** What one member of a group wants fetched, and who places it. */
export interface Part {
  readonly targets: readonly Fields[];
  readonly representations: Representations;
  readonly fetch: PartFetch;
}

/** A fetch that can be one of several. */
export interface PartFetch {
  /** Asks for everything that is wanted, and hands the answer over; does not fail. */
  ask(
    run: Run,
    items: Representations['items'],
    take: (response: SubgraphResponse) => void,
  ): Promise<void> | undefined;
  /** Takes its share of an answer; `first` is told to the one that may keep the answer's objects. */
  take(run: Run, part: SharedPart, response: SubgraphResponse, first: boolean): void;
}

/** Objects, and for each the position of its entity in an answer, -1 where it has none. */
export interface SharedPart {
  readonly targets: readonly Fields[];
  readonly indexes: Int32Array;
}

/** The parts of a group that have come so far, in one run. */
export interface Gathering {
  missing: number;
  readonly parts: Part[];
  readonly done: PromiseWithResolvers<void>;
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T | PromiseLike<T>) => void;
}

/** Fetches that ask one subgraph the same on one level of a plan: one request for all of them. */
export class JoinGroup {
  #members = 0;

  /** Counts one more fetch in. */
  add(): void {
    this.#members += 1;
  }

  /** Whether there is anything to join. */
  get isShared(): boolean {
    return this.#members > 1;
  }

  /**
   * Takes a member's part; undefined says that it has none. Every member must come, once in a run: the
   * others wait for the last. Gives a promise to whoever brought a part.
   */
  arrive(run: Run, part: Part | undefined): Promise<void> | undefined {
    const gathering = run.gatherings.get(this) ?? {
      missing: this.#members,
      parts: [],
      done: withResolvers(),
    };
    run.gatherings.set(this, gathering);
    if (part) gathering.parts.push(part);
    gathering.missing -= 1;
    if (gathering.missing === 0) gathering.done.resolve(askTogether(run, gathering.parts));
    return part && gathering.done.promise;
  }
}

async function askTogether(run: Run, parts: readonly Part[]): Promise<void> {
  const [first] = parts;
  if (!first) return;
  const known = new Map<string, number>();
  const items: (string | Fields)[] = [];
  const shared = parts.map(({ fetch, targets, representations }) => {
    const { texts, indexes } = representations;
    const moved = representations.items.map((item, index) => {
      const text = texts[index] ?? '';
      let position = known.get(text);
      if (position === undefined) {
        position = items.push(item) - 1;
        known.set(text, position);
      }
      return position;
    });
    const counted = indexes.map((index) => (index < 0 ? -1 : (moved[index] ?? -1)));
    return { fetch, part: { targets, indexes: counted } };
  });
  await first.fetch.ask(run, items, (response) => {
    shared.forEach(({ fetch, part }, at) => {
      fetch.take(run, part, response, at === 0);
    });
  });
}

/**
 * Finds the fetches that may be joined: equal but for their names, asking for entities, on the same
 * level. The level of a fetch is the number of fetches that must have been made before it; a fetch
 * that waits for another is on a deeper level, so that no group can wait for itself.
 *
 * @returns the group of each fetch that has company.
 */
export function findJoins(plan: PlanNode | undefined): ReadonlyMap<FetchNode, JoinGroup> {
  const groups = new Map<string, JoinGroup>();
  const found = new Map<FetchNode, JoinGroup>();
  const level = (node: PlanNode, depth: number): number => {
    switch (node.kind) {
      case 'Sequence':
        return node.nodes.reduce((reached, child) => level(child, reached), depth);
      case 'Parallel':
        return Math.max(depth, ...node.nodes.map((child) => level(child, depth)));
      case 'Flatten':
        return level(node.node, depth);
      case 'Fetch': {
        if (!isJoinable(node)) return depth + 1;
        const key = `${depth} ${node.serviceName} ${withoutName(node.operation)}`;
        const group = groups.get(key) ?? new JoinGroup();
        groups.set(key, group);
        group.add();
        found.set(node, group);
        return depth + 1;
      }
      default:
        return depth;
    }
  };
  if (plan) level(plan, 0);
  return new Map([...found].filter(([, group]) => group.isShared));
}

/** The groups that wait for fetches below a node: who does not go there must tell them. */
export function groupsBelow(
  node: PlanNode,
  joins: ReadonlyMap<FetchNode, JoinGroup>,
): readonly JoinGroup[] {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((child) => groupsBelow(child, joins));
    case 'Flatten':
      return groupsBelow(node.node, joins);
    case 'Fetch': {
      const group = joins.get(node);
      return group ? [group] : [];
    }
    default:
      return [];
  }
}

const isJoinable = (node: FetchNode): boolean =>
  node.requires !== undefined && !node.outputRewrites?.length;

/** The planner numbers the names of a client's operation: `query Search__events__2`. */
const withoutName = (operation: string): string => operation.replace(/^query \w+/, 'query');

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: PromiseWithResolvers<T>['resolve'] = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
