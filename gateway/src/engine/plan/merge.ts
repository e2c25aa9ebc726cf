import { type Fields, isInherited, isObject, own, put } from '../object.ts';
import { generated, literal, reading } from '../source.ts';

/** Copies everything that `source` says into `target`; objects and lists that both have are joined. */
export function merge(target: Fields, source: Fields): void {
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (value !== undefined) mergeField(target, name, own(target, name), value);
  }
}

/** Sets one field, or joins it with what stands there. */
function mergeField(target: Fields, name: string, present: unknown, value: unknown): void {
  if (present === value) return;
  if (!isObject(present) || !isObject(value) || Array.isArray(present) !== Array.isArray(value)) {
    put(target, name, value);
  } else if (Array.isArray(present) && Array.isArray(value)) {
    if (present.length === value.length) mergeItems(present, value);
    else put(target, name, value);
  } else {
    merge(present, value);
  }
}

function mergeItems(target: unknown[], source: readonly unknown[]): void {
  source.forEach((value, index) => {
    const present = target[index];
    if (Array.isArray(present) && Array.isArray(value) && present.length === value.length) {
      mergeItems(present, value);
    } else if (isObject(present) && isObject(value) && !Array.isArray(value)) {
      merge(present, value);
    } else {
      target[index] = value;
    }
  });
}

/**
 * Generates `merge` for objects that have these response names and no others: no names are looked up
 * at run time, so the objects keep their shape for the engine.
 *
 * @param names response name to whether it has selections of its own.
 */
export function generateMerge(
  names: ReadonlyMap<string, boolean>,
): (target: Fields, source: Fields) => void {
  const lines = [...names].map(([name, composite]) => {
    const set = isInherited(name) ? `put(t,${literal(name)},v);` : `${reading('t', name)}=v;`;
    const write = composite
      ? `{const p=${reading('t', name)};` +
        `if(p===undefined||p===null)${set}else mergeField(t,${literal(name)},p,v);}`
      : set;
    return `v=${reading('s', name)};if(v!==undefined)${write}`;
  });
  return generated(`return (t,s)=>{let v;${lines.join('')}};`, { put, mergeField });
}
