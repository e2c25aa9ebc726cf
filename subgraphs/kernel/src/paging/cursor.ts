import { createHash } from 'node:crypto';
import { badUserInput } from '../graphql/errors.ts';

/** What a cursor belongs to: a list by its field, with its filter and its order. */
export interface CursorScope {
  /** The list, such as `Query.clusters`. */
  readonly list: string;
  readonly filter?: unknown;
  readonly orderBy?: unknown;
}

/** A short digest of a scope: a cursor carries it, so that it is refused anywhere else. */
function digest({ list, filter, orderBy }: CursorScope): string {
  const text = JSON.stringify([list, canonical(filter), canonical(orderBy)]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

/** A value with its keys in order and without what narrows nothing (null, empty list), so that equal filters are equal texts. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value ?? null;
  const entries = Object.entries(value)
    .filter(([, item]) => item !== null && item !== undefined)
    .filter(([, item]) => !(Array.isArray(item) && item.length === 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, canonical(item)]);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** The opaque cursor of an item: its sort keys as text, the last of them its code. */
export function writeCursor(scope: CursorScope, keys: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([digest(scope), ...keys]), 'utf8').toString('base64url');
}

/**
 * The sort keys in a cursor.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT` for a text that is no cursor, or one of another list, filter or order.
 */
export function readCursor(
  cursor: string,
  argument: string,
  scope: CursorScope,
): readonly (string | null)[] {
  const [mark, ...keys] = parse(cursor) ?? [];
  if (mark === undefined) {
    throw badUserInput(`\`${argument}\` is not a cursor: ${JSON.stringify(cursor)}.`, {
      argument,
      given: cursor,
      accepted: 'a cursor that this list gave',
    });
  }
  if (mark !== digest(scope)) {
    throw badUserInput(`\`${argument}\` is a cursor of another list, filter or order.`, {
      argument,
      given: cursor,
      accepted: 'a cursor that this list gave under the same filter and order',
    });
  }
  return keys;
}

function parse(cursor: string): (string | null)[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(value) || typeof value[0] !== 'string' || value.length < 2) return undefined;
    return value.every((item) => item === null || typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
