import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { QueryFailedError } from 'typeorm';
import type { Logger } from '../log.ts';

/** The codes of errors that are meant for clients; every other error is masked. */
export const errorCodes = {
  /** Something in the request is not acceptable; `extensions.argument` names it. */
  badUserInput: 'BAD_USER_INPUT',
  /** A code or id that no record has; `extensions.suggestions` holds the nearest ones. */
  notFound: 'NOT_FOUND',
  /** A fault of the service; its cause is in the log, not in the answer. */
  internal: 'INTERNAL_SERVER_ERROR',
  /** The request had no time left for a statement, or whoever asked has gone. */
  deadlineExceeded: 'DEADLINE_EXCEEDED',
  /** There is no connection to the database; it is tried again by itself. */
  databaseUnavailable: 'DATABASE_UNAVAILABLE',
} as const;

/** What a refused argument was, for programs. */
export interface RefusedInput {
  /** The argument at fault, as a path where it lies in an input: `filter.fiscalYear`. */
  readonly argument: string;
  /** What was given. */
  readonly given?: unknown;
  /** What would be accepted, in words. */
  readonly accepted?: string;
}

/** An error for a mistake in the request. The message says what is wrong, what was given and what would do. */
export function badUserInput(message: string, input: RefusedInput): GraphQLError {
  return new GraphQLError(message, { extensions: { code: errorCodes.badUserInput, ...input } });
}

/** An error for a code that no record of the type has. `suggestions` are the nearest codes, best first. */
export function notFound(
  type: string,
  code: string,
  suggestions: readonly string[] = [],
): GraphQLError {
  const hint = suggestions.length > 0 ? ` Did you mean ${suggestions.join(', ')}?` : '';
  return new GraphQLError(`There is no ${type} with the code "${code}".${hint}`, {
    extensions: { code: errorCodes.notFound, type, given: code, suggestions },
  });
}

/**
 * Formats errors for the answer: those meant for clients (every `GraphQLError`, validation included) pass,
 * anything else is logged with its cause and masked, so that no SQL, address or stack leaves the service.
 */
export function formatErrors(
  log: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const original = unwrapResolverError(error);
    if (original instanceof GraphQLError && isForClients(original)) return forClients(formatted);
    if (holdsNul(original)) return refusedNul(formatted);
    log.error('A resolver failed', { path: formatted.path?.join('.') ?? '', cause: original });
    return {
      message: 'Internal server error',
      ...(formatted.path ? { path: formatted.path } : {}),
      extensions: { code: errorCodes.internal },
    };
  };
}

/** PostgreSQL's `untranslatable_character` family: a text with U+0000, which no text on record can hold. */
function holdsNul(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: unknown };
  return code === '22021';
}

function refusedNul({ path }: GraphQLFormattedError): GraphQLFormattedError {
  return {
    message: 'A text with the character U+0000 was given; accepted is text without it.',
    ...(path ? { path } : {}),
    extensions: { code: errorCodes.badUserInput, accepted: 'text without U+0000' },
  };
}

/** A GraphQL error that only wraps a fault, such as a failed statement, is a fault. */
function isForClients(error: GraphQLError): boolean {
  return error.originalError === undefined || error.originalError instanceof GraphQLError;
}

/** A literal that one of our scalars refused arrives as a validation failure: its own code says more. */
function forClients(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _stack, ...extensions } = formatted.extensions ?? {};
  const refused = typeof extensions.accepted === 'string' && 'given' in extensions;
  return {
    ...formatted,
    extensions: refused ? { ...extensions, code: errorCodes.badUserInput } : extensions,
  };
}
