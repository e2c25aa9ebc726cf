import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/** Whether the text of a number has digits alone: an integer that JSON writes without an exponent. */
const isIntegerText = (value: number): boolean => /^-?\d+$/.test(String(value));

const isFiniteNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** What a value of each built-in scalar looks like in a subgraph's answer. */
const BUILT_IN: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || (isFiniteNumber(value) && isIntegerText(value)),
  Int: (value) => isFiniteNumber(value) && isIntegerText(value),
  Float: isFiniteNumber,
  Boolean: (value) => typeof value === 'boolean',
};

/**
 * Whether a value that is not null may stand where a leaf of this type is expected. Values of custom
 * scalars are the subgraph's affair, so each is taken.
 */
export function isLeafValue(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  return isSpecifiedScalarType(type) ? BUILT_IN[type.name]?.(value) === true : true;
}

/** Characters that JSON escapes, and halves of pairs, which `JSON.stringify` escapes when alone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON must escape
const ESCAPED = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** Below this length a loop is faster than the expression, above the other `JSON.stringify` itself. */
const SHORT = 32;
const LONG = 4000;

/** Whether a text stands in JSON as it is. Very long ones are not looked through. */
function isPlain(text: string): boolean {
  if (text.length >= SHORT) return text.length < LONG && !ESCAPED.test(text);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0xd800 && unit <= 0xdfff)) {
      return false;
    }
  }
  return true;
}

/** The JSON of a text, as `JSON.stringify` gives it, and sooner for text that needs no escapes. */
export const stringJson = (text: string): string =>
  isPlain(text) ? `"${text}"` : JSON.stringify(text);

/** The JSON of a text without the quotes around it. */
export const stringBody = (text: string): string =>
  isPlain(text) ? text : JSON.stringify(text).slice(1, -1);

/** The JSON of any value that came as JSON. */
export function valueJson(value: unknown): string {
  if (typeof value === 'string') return stringJson(value);
  if (value === null || typeof value === 'boolean' || isFiniteNumber(value)) return String(value);
  // What a process gives may hold more than JSON can say.
  return JSON.stringify(value) ?? 'null';
}
