import type { FetchDataRewrite } from '@apollo/query-planner';
import { type Fields, isObject, own, put } from '../object.ts';
import type { RuntimeTypes } from '../runtime-types.ts';

/** Changes an object in place. */
export type Rewrite = (value: Fields) => void;

const CONDITION = '... on ';

/**
 * What a plan wants changed in the data of a fetch: names under which the planner kept apart fields
 * that have one name and several types, and the type names of interface objects.
 *
 * @returns undefined when nothing is to be changed.
 */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: RuntimeTypes,
): Rewrite | undefined {
  if (!rewrites?.length) return undefined;
  const all = rewrites.map((rewrite) => compileRewrite(rewrite, types));
  return (value) => {
    for (const rewrite of all) rewrite(value);
  };
}

/** The names that a fetch uses for itself, each with the name that the answer has. */
export function renamedKeys(
  rewrites: readonly FetchDataRewrite[] | undefined,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    const last = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && last) names.set(last, rewrite.renameKeyTo);
  }
  return names;
}

function compileRewrite(rewrite: FetchDataRewrite, types: RuntimeTypes): Rewrite {
  const last = rewrite.path.at(-1);
  if (last === undefined) return () => undefined;
  const path = rewrite.path.slice(0, -1);
  const change: Rewrite =
    rewrite.kind === 'ValueSetter'
      ? (object) => put(object, last, rewrite.setValueTo)
      : (object) => rename(object, last, rewrite.renameKeyTo);
  const walk = (value: unknown, depth: number): void => {
    if (!isObject(value)) return;
    const step = path[depth];
    if (Array.isArray(value)) for (const item of value) walk(item, depth);
    else if (step === undefined) change(value);
    else if (!step.startsWith(CONDITION)) walk(own(value, step), depth + 1);
    else if (isOfType(value, step.slice(CONDITION.length), types)) walk(value, depth + 1);
  };
  return (value) => walk(value, 0);
}

/** An object whose type nobody asked for is of the type that the plan expects. */
const isOfType = (value: Fields, condition: string, types: RuntimeTypes): boolean => {
  const name = own(value, '__typename');
  return !name || types.of(condition).has(name);
};

/** Of two types only one has a value under its name: the other must not overwrite it with nothing. */
function rename(object: Fields, from: string, to: string): void {
  const value = own(object, from);
  if (value === undefined || value === null) return;
  put(object, to, value);
  object[from] = undefined;
}
