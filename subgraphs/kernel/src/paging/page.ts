import { badUserInput } from '../graphql/errors.ts';
import { type CursorScope, readCursor } from './cursor.ts';

/** The most items that a page holds. */
export const maximumPage = 100;

/** How many items a page holds where neither `first` nor `last` is given. */
export const defaultPage = 20;

/** The paging arguments of a connection as a client gave them. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A page asked for: `size` items behind the cursor `after`, or the last ones ahead of `before`. */
export interface Page {
  readonly size: number;
  readonly backward: boolean;
  /** The sort keys of the item that the page begins behind (or ends ahead of, where backward). */
  readonly from: readonly (string | null)[] | undefined;
}

/**
 * The page asked for.
 *
 * @param scope what the list is: a cursor of another list, filter or order is refused.
 * @throws {GraphQLError} `BAD_USER_INPUT`, naming the argument, when a size is not 1 to 100, both directions
 *   are asked for, or a cursor is not one of this list.
 */
export function toPage(args: PageArgs, scope: CursorScope): Page {
  const { first, after, last, before } = args;
  if (isGiven(first) && isGiven(last)) {
    throw badUserInput('`first` and `last` were both given; only one of them is accepted.', {
      argument: 'last',
      given: last,
      accepted: 'either `first` (with `after`) or `last` (with `before`)',
    });
  }
  if (isGiven(after) && (isGiven(before) || isGiven(last))) throw mixed('after', after);
  if (isGiven(before) && isGiven(first)) throw mixed('before', before);
  const backward = isGiven(last) || isGiven(before);
  const [name, cursor] = backward ? (['before', before] as const) : (['after', after] as const);
  return {
    size: size(backward ? 'last' : 'first', (backward ? last : first) ?? defaultPage),
    backward,
    from: isGiven(cursor) ? readCursor(cursor, name, scope) : undefined,
  };
}

/** True for an argument that was given a value: null and a field left out are the same. */
function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

/** @throws {GraphQLError} `BAD_USER_INPUT` when the size is not 1 to 100. */
function size(argument: string, given: number): number {
  if (given < 1 || given > maximumPage) {
    throw badUserInput(`\`${argument}\` must be 1 to ${maximumPage}, got ${given}.`, {
      argument,
      given,
      accepted: `1 to ${maximumPage}`,
    });
  }
  return given;
}

function mixed(argument: 'after' | 'before', given: string) {
  return badUserInput(
    `\`${argument}\` goes with \`${argument === 'after' ? 'first' : 'last'}\`: a page runs in one direction.`,
    { argument, given, accepted: '`first` with `after`, or `last` with `before`' },
  );
}
