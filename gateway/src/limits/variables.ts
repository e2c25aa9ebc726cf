import type { GraphQLError } from 'graphql';
import type { Limits } from './limits.ts';
import { type Excess, valueRefusal } from './refusals.ts';

/** A value that is still to be looked at. */
interface Waiting {
  readonly value: unknown;
  /** The variable that it is part of. */
  readonly name: string;
  readonly depth: number;
}

/** Why the variables of a request are refused; undefined for those that may be used. Takes a step for each value. */
export function variablesExcess(
  variables: Readonly<Record<string, unknown>>,
  limits: Limits,
): GraphQLError | undefined {
  const waiting: Waiting[] = [];
  for (const name in variables) waiting.push({ value: variables[name], name, depth: 0 });
  let values = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, name } = next;
    const refuse = (what: string, excess: Omit<Excess, 'argument'>): GraphQLError =>
      valueRefusal(what, { ...excess, argument: `$${name}` });
    values += 1;
    if (values > limits.variableValues) {
      return valueRefusal('The number of values in the variables is at least', {
        limit: 'variableValues',
        computed: values + waiting.length,
        ceiling: limits.variableValues,
        advice: 'ask in several requests.',
      });
    }
    if (typeof value === 'string') {
      if (value.length <= limits.textLength) continue;
      return refuse(`\`$${name}\` has a text of the length`, {
        limit: 'textLength',
        computed: value.length,
        ceiling: limits.textLength,
        advice: 'give a shorter one.',
      });
    }
    if (typeof value !== 'object' || value === null) continue;
    const depth = next.depth + 1;
    if (depth > limits.variableDepth) {
      return refuse(`The levels of lists and objects in \`$${name}\` are at least`, {
        limit: 'variableDepth',
        computed: depth,
        ceiling: limits.variableDepth,
        advice: 'nest it less.',
      });
    }
    if (Array.isArray(value)) {
      if (value.length > limits.listLength) {
        return refuse(`\`$${name}\` has a list of the length`, {
          limit: 'listLength',
          computed: value.length,
          ceiling: limits.listLength,
          advice: 'ask in several requests.',
        });
      }
      for (const item of value) waiting.push({ value: item, name, depth });
    } else {
      for (const item of Object.values(value)) waiting.push({ value: item, name, depth });
    }
  }
  return undefined;
}
