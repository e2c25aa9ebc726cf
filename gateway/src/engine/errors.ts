import { GraphQLError, Kind, type SelectionSetNode } from 'graphql';
import type { SubgraphError } from '../subgraph-request.ts';
import type { AnswerPath } from './plan/paths.ts';
import { type Conditions, type Fragments, isIncluded, responseName } from './selection.ts';

/** An error of a subgraph as a client gets it: at its place in the answer, with the subgraph's name. */
export function clientError(
  error: SubgraphError,
  service: string,
  path: AnswerPath | undefined,
): GraphQLError {
  const { message, extensions } = error;
  const text =
    typeof message === 'string' && message !== ''
      ? message
      : `Error while fetching subquery from service "${service}"`;
  return new GraphQLError(text, {
    ...(path && path.length > 0 && { path }),
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions, serviceName: service },
  });
}

/** Whatever was thrown, as an error. What is no `GraphQLError` is a fault of ours, which servers mask. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

/** What an operation shows, to check paths of errors against. */
export interface ShownSelections {
  readonly selectionSet: SelectionSetNode;
  readonly fragments: Fragments;
  readonly conditions: Conditions;
  /** The name under which a field is shown, where it is fetched under another. */
  readonly shown: ReadonlyMap<string, string>;
}

/**
 * The part of a path that leads into the client's answer, in the client's names. Subgraphs are asked
 * for more than the client sees (keys, fields that others require): an error there ends at the object.
 */
export function pathIntoAnswer(path: AnswerPath, client: ShownSelections): AnswerPath {
  const kept: (string | number)[] = [];
  let sets: readonly SelectionSetNode[] = [client.selectionSet];
  for (const step of path) {
    if (typeof step === 'number') {
      kept.push(step);
      continue;
    }
    const found = { selected: false, below: [] as SelectionSetNode[] };
    for (const set of sets) find(set, step, client, found);
    if (!found.selected) return kept;
    kept.push(client.shown.get(step) ?? step);
    sets = found.below;
  }
  return kept;
}

/** Looks for a response name in a selection set and its fragments, whatever types they are for. */
function find(
  set: SelectionSetNode,
  name: string,
  client: ShownSelections,
  found: { selected: boolean; below: SelectionSetNode[] },
): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection.directives, client.conditions)) continue;
    if (selection.kind === Kind.FIELD) {
      if (responseName(selection) !== name) continue;
      found.selected = true;
      if (selection.selectionSet) found.below.push(selection.selectionSet);
    } else {
      const below =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : client.fragments.get(selection.name.value)?.selectionSet;
      if (below) find(below, name, client, found);
    }
  }
}
