import { type Fields, isObject, own } from '../object.ts';

/** A path of a query plan: response names, and `@` for each item of a list. */
export type PlanPath = readonly string[];

/** A path into an answer, as clients get it. */
export type AnswerPath = readonly (string | number)[];

/** The mark of "each item" in the paths of query plans. */
export const EACH = '@';

/**
 * Checks the path of a Flatten node.
 *
 * @throws when it has a step that is none of ours: a condition on types, which the planner writes only
 *   when it is told to.
 */
export function planPath(path: readonly (string | number)[]): PlanPath {
  return path.map((step) => {
    if (step === EACH || (typeof step === 'string' && /^[_A-Za-z]\w*$/.test(step))) return step;
    throw new Error(`The query plan has a path that is not supported: ${path.join('.')}.`);
  });
}

/** The objects at a path below an object, in the order of the answer; nulls are left out. */
export function objectsAt(starts: readonly Fields[], path: PlanPath): Fields[] {
  const found: Fields[] = [];
  for (const start of starts) gather(start, path, 0, found);
  return found;
}

function gather(value: unknown, path: PlanPath, depth: number, found: Fields[]): void {
  if (!isObject(value)) return;
  const step = path[depth];
  if (step === undefined) {
    if (Array.isArray(value)) for (const item of value) gather(item, path, depth, found);
    else found.push(value);
  } else if (step === EACH) {
    if (Array.isArray(value)) for (const item of value) gather(item, path, depth + 1, found);
  } else {
    gather(own(value, step), path, depth + 1, found);
  }
}

/** The same walk from the top of the tree, for the places: each object with the paths at which it is. */
export function placesAt(root: Fields, path: PlanPath): ReadonlyMap<Fields, readonly AnswerPath[]> {
  const found = new Map<Fields, AnswerPath[]>();
  const walk = (value: unknown, depth: number, place: AnswerPath): void => {
    if (!isObject(value)) return;
    const step = path[depth];
    if (step === EACH || (step === undefined && Array.isArray(value))) {
      if (!Array.isArray(value)) return;
      const below = step === EACH ? depth + 1 : depth;
      value.forEach((item, index) => {
        walk(item, below, [...place, index]);
      });
    } else if (step === undefined) {
      found.set(value, [...(found.get(value) ?? []), place]);
    } else {
      walk(own(value, step), depth + 1, [...place, step]);
    }
  };
  walk(root, 0, []);
  return found;
}
