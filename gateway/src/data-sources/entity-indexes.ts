import type { GraphQLFormattedError } from 'graphql';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Remembers what one operation has fetched so far, to tell which object of the answer an entity is.
 *
 * `@apollo/gateway` takes the index in `_entities` for the position among all objects at the place of
 * the fetch. It is not, as soon as one of them was not asked for: another type of a union, or a
 * key that an earlier fault left out. The error then points at a neighbour. The gateway merges the
 * objects of answers into each other by reference, so those of the root fetches are the live result.
 */
export class FetchedResult {
  readonly #roots: Fields[] = [];

  /** Takes note of the data of a fetch at the root of the operation. */
  addRoot(data: Fields): void {
    this.#roots.push(data);
  }

  /**
   * An error whose path begins with `_entities` and an index, with that index counted as the gateway
   * counts. Where the object cannot be told for certain, the path ends before it.
   */
  withGatewayIndex(
    error: GraphQLFormattedError,
    place: readonly (string | number)[],
    representations: readonly unknown[],
  ): GraphQLFormattedError {
    const [root, index, ...below] = error.path ?? [];
    if (root !== '_entities' || typeof index !== 'number') return error;
    const position = positions(representations, this.#objectsAt(place))?.[index];
    return { ...error, path: position === undefined ? [root] : [root, position, ...below] };
  }

  #objectsAt(place: readonly (string | number)[]): Fields[] {
    const [first, ...rest] = place;
    if (first === undefined) return [];
    const start = this.#roots.map((root) => root[first]).find((value) => value != null);
    let found: unknown[] = [start];
    for (const step of rest) {
      found = found.flatMap((value) => {
        if (step === '@') return Array.isArray(value) ? value : [];
        return isFields(value) && Object.hasOwn(value, step) ? [value[step]] : [];
      });
    }
    return found.filter(isFields);
  }
}

/** By operation: the request context of each is an object of its own, and gone when it has ended. */
const results = new WeakMap<object, FetchedResult>();

/** What an operation under way has fetched so far, by its request context. */
export function fetchedResult(operation: object): FetchedResult {
  const known = results.get(operation) ?? new FetchedResult();
  results.set(operation, known);
  return known;
}

/** For each representation, the position of the object that it was made of; undefined if unclear. */
function positions(asked: readonly unknown[], objects: readonly Fields[]): number[] | undefined {
  if (asked.length === objects.length) return objects.map((_, position) => position);
  const found: number[] = [];
  let position = 0;
  for (const representation of asked) {
    while (position < objects.length && !isPartOf(representation, objects[position])) position += 1;
    if (position === objects.length) return undefined;
    found.push(position);
    position += 1;
  }
  return found;
}

/** Whether everything that a representation says is said by the object too. */
function isPartOf(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      part.length === whole.length &&
      part.every((item, index) => isPartOf(item, whole[index]))
    );
  }
  if (isFields(part)) {
    return (
      isFields(whole) &&
      Object.entries(part).every(
        ([key, value]) => Object.hasOwn(whole, key) && isPartOf(value, whole[key]),
      )
    );
  }
  return part === whole;
}
