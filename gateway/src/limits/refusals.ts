import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../errors.ts';
import type { LimitName } from './limits.ts';

/** What goes beyond a limit. */
export interface Excess {
  readonly limit: LimitName;
  /** The figure that was computed; a floor of it where counting ended early. */
  readonly computed: number;
  /** The most that is taken. */
  readonly ceiling: number;
  /** What to change; the rest of a sentence that begins with the two figures. */
  readonly advice: string;
  /** The argument to change, or the variable that it has its value from, and what it holds. */
  readonly argument?: string;
  readonly given?: unknown;
}

/** What is counted, in a sentence that begins "The document has 120 aliases". */
const COUNTED: Partial<Record<LimitName, string>> = {
  depth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'fields at its top',
  directives: 'directives',
  operations: 'operations',
  fragments: 'fragments',
  fields: 'fields once its fragments are spread out',
  repeats: 'repetitions of one field at one place',
  variables: 'variables',
};

/** Beyond this a figure says nothing more, and floats are no longer exact. */
const COUNTABLE = 1e15;

const shown = (figure: number): string =>
  figure >= COUNTABLE ? 'more than 10^15' : String(figure);

/** The refusal of a document that is larger than a limit in some respect. */
export const documentRefusal = (excess: Excess): GraphQLError =>
  refusal(
    `The document has ${shown(excess.computed)} ${COUNTED[excess.limit]}, and at most ${excess.ceiling} are taken: ${excess.advice}`,
    'LIMIT_EXCEEDED',
    excess,
  );

/** The refusal of variables or arguments that are larger than a limit in some respect. */
export const valueRefusal = (what: string, excess: Excess): GraphQLError =>
  refusal(
    `${what} ${shown(excess.computed)}, and at most ${excess.ceiling} are taken: ${excess.advice}`,
    'LIMIT_EXCEEDED',
    excess,
  );

/** The refusal of an operation that costs too much. */
export const costRefusal = (excess: Excess): GraphQLError =>
  refusal(
    `The operation would cost ${shown(excess.computed)} points, and at most ${excess.ceiling} are taken: ${excess.advice}`,
    'COST_LIMIT_EXCEEDED',
    excess,
  );

/** The refusal of a client that has spent its budget; headers tell when there is a new one. */
export const rateRefusal = (
  message: string,
  headers: Readonly<Record<string, string>>,
): GraphQLError =>
  new GraphQLError(message, {
    extensions: {
      code: 'RATE_LIMITED' satisfies ErrorCode,
      http: { status: 429, headers: new HeaderMap(Object.entries(headers)) },
    },
  });

function refusal(message: string, code: ErrorCode, excess: Excess): GraphQLError {
  const { limit, computed, ceiling, argument, given } = excess;
  return new GraphQLError(message, {
    extensions: {
      code,
      limit,
      computed: Math.min(computed, Number.MAX_SAFE_INTEGER),
      ceiling,
      ...(argument !== undefined && { argument }),
      ...(given !== undefined && { given }),
      http: { status: 400 },
    },
  });
}
