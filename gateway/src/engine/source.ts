import { isInherited, own } from './object.ts';

const NAME = /^[_A-Za-z]\w*$/;

/**
 * A name, fit to stand in generated source. Only names of a validated document or schema come here;
 * this keeps it so.
 *
 * @throws when it is no GraphQL name.
 */
export function identifier(name: string): string {
  if (!NAME.test(name)) throw new Error(`${JSON.stringify(name)} is no GraphQL name.`);
  return name;
}

/** Any text as a literal of generated source. */
export const literal = (text: string): string => JSON.stringify(text);

/** An expression that reads what an object itself has under a name; `own` must be in scope. */
export const reading = (object: string, name: string): string =>
  isInherited(name) ? `own(${object},${literal(name)})` : `${object}.${identifier(name)}`;

/** A key of an object literal; `"__proto__":` would set the prototype, a computed key does not. */
export const keyOf = (name: string): string =>
  name === '__proto__' ? '["__proto__"]' : literal(identifier(name));

/**
 * Makes a value of generated source. The one place where text becomes code: what reaches it is
 * identifiers, JSON literals and the fixed words of the generators.
 *
 * @param body ends with `return`.
 * @param scope what the body may refer to, besides `own`.
 */
export function generated<T>(body: string, scope: Readonly<Record<string, unknown>> = {}): T {
  const names = ['own', ...Object.keys(scope)];
  const make = new Function(...names, `"use strict";${body}`);
  return make(own, ...Object.values(scope)) as T;
}
