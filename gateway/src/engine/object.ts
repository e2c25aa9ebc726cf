/** An object of an answer: response names, and what stands under them. */
export type Fields = Record<string, unknown>;

/** Whether a value is an object or a list. */
export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null;

/**
 * Names that every plain object inherits something under. `constructor` and `__proto__` are valid
 * aliases: reading one must ask whether the object has it itself, writing one must define it.
 */
export const isInherited = (name: string): boolean => name in Object.prototype;

/** What an object itself has under a name; undefined where it has nothing. */
export const own = (object: Fields, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** Sets what an object itself has under a name. */
export function put(object: Fields, name: string, value: unknown): void {
  if (!isInherited(name)) {
    object[name] = value;
    return;
  }
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** A copy of objects and lists, all the way down; other values are taken over. */
export function cloned(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map(cloned);
  const copy: Fields = {};
  for (const name of Object.keys(value)) put(copy, name, cloned(value[name]));
  return copy;
}

/** Whether a value has to be waited for. */
export const isPromise = <T>(value: T | Promise<T>): value is Promise<T> =>
  isObject(value) && typeof value.then === 'function';
