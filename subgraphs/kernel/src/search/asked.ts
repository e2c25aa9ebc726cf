import { badUserInput } from '../graphql/errors.ts';

/** The longest text that can be searched for, in characters. */
const maximumText = 200;

/** The most records of each type. */
const maximumFirst = 20;

/** What a `SearchResult` is made of. */
export interface SearchAsked {
  /** As it was given: the key of the result. */
  readonly text: string;
  /** How many records of each type at most. */
  readonly first: number;
}

/**
 * The arguments of a search, whether from a client or from a reference that another subgraph made.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT`, naming the argument, when the text is blank or too long or `first`
 *   is not 1 to 20.
 */
export function checkSearch({ text, first }: SearchAsked): SearchAsked {
  if (text.trim() === '' || text.length > maximumText) {
    const accepted = `a text of 1 to ${maximumText} characters that is not blank`;
    const given = text.length > maximumText ? `${text.length} characters` : JSON.stringify(text);
    throw badUserInput(`\`text\` must be ${accepted}, got ${given}.`, {
      argument: 'text',
      given: text.slice(0, maximumText),
      accepted,
    });
  }
  if (!Number.isInteger(first) || first < 1 || first > maximumFirst) {
    throw badUserInput(`\`first\` must be 1 to ${maximumFirst}, got ${first}.`, {
      argument: 'first',
      given: first,
      accepted: `1 to ${maximumFirst}`,
    });
  }
  return { text, first };
}
