import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Fragments, fragmentsOf, responseName } from '../selection.ts';
import { EACH, type PlanPath } from './paths.ts';

/** What one fetch brings: where in the answer its objects stand, and its response names. */
export interface Written {
  /** The places of all objects and lists that the fetch writes: response names, joined by dots. */
  readonly places: ReadonlySet<string>;
  /** The response names at the top (of an entity, if entities are fetched), and whether each is composite. */
  readonly names: ReadonlyMap<string, boolean>;
}

/** The operation of a fetch. */
export function operationOf(document: DocumentNode): OperationDefinitionNode {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) return definition;
  }
  throw new Error('A fetch of the query plan has no operation.');
}

/**
 * Reads from a fetch what it writes.
 *
 * @param path where the fetch stands in the plan.
 * @param entities whether it asks for entities by their representations.
 */
export function whatIsWritten(document: DocumentNode, path: PlanPath, entities: boolean): Written {
  const fragments = fragmentsOf(document);
  const base = path.filter((step) => step !== EACH);
  const top = operationOf(document).selectionSet;
  const sets = entities ? top.selections.flatMap(selectionSetOf) : [top];
  const places = new Set<string>();
  const names = new Map<string, boolean>();
  for (const set of sets) {
    eachField(set, fragments, base, (place, name, composite) => {
      if (composite) places.add([...place, name].join('.'));
      if (place.length === base.length) names.set(name, composite || names.get(name) === true);
    });
  }
  return { places, names };
}

const selectionSetOf = (selection: SelectionSetNode['selections'][number]): SelectionSetNode[] =>
  'selectionSet' in selection && selection.selectionSet ? [selection.selectionSet] : [];

function eachField(
  set: SelectionSetNode,
  fragments: Fragments,
  place: readonly string[],
  tell: (place: readonly string[], name: string, composite: boolean) => void,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = responseName(selection);
      tell(place, name, selection.selectionSet !== undefined);
      if (selection.selectionSet) {
        eachField(selection.selectionSet, fragments, [...place, name], tell);
      }
    } else {
      const below =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments.get(selection.name.value)?.selectionSet;
      if (below) eachField(below, fragments, place, tell);
    }
  }
}

/** Counts, over all fetches of a plan, how many write each place. */
export class PlaceCounts {
  readonly #counts = new Map<string, number>();

  /** Takes note of what a fetch writes. */
  add({ places }: Written): void {
    for (const place of places) this.#counts.set(place, (this.#counts.get(place) ?? 0) + 1);
  }

  /**
   * Whether no other fetch writes where this one does. Only then may equal entities share what was
   * fetched once for them: a second writer would change it for all.
   */
  isAlone({ places }: Written): boolean {
    for (const place of places) if (this.#counts.get(place) !== 1) return false;
    return true;
  }
}
