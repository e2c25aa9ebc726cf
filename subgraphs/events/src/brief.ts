import { badUserInput } from '@niryat/kernel';

/** What an export brief is about, as far as this subgraph goes: it tells nothing by sector or product. */
export interface Brief {
  readonly key: string;
  /** `IN-UP`. */
  readonly state: string;
  /** `JP`. */
  readonly country: string;
}

/**
 * The arguments in the key of an export brief: a JSON list of state, country, sector and product in base64url, the
 * last two null where they were not given;
 * without a sector, a list of sectors may stand in its place. The products subgraph makes the key, but anybody may send one.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT` for a text that is no such key.
 */
export function readBriefKey(key: string): Brief {
  const [state, country, ...narrower] = parse(key);
  const isKey =
    isMatch(state, /^IN(-[A-Z]{2})?$/) &&
    isMatch(country, /^[A-Z]{2}$/) &&
    narrower.length === 2 &&
    narrower.every((part) => part === null || [part].flat().every(isText));
  if (!isKey) {
    throw badUserInput(`\`key\` is not the key of an export brief: ${JSON.stringify(key)}.`, {
      argument: 'key',
      given: key,
      accepted: 'the key of an export brief that the graph gave',
    });
  }
  return { key, state, country };
}

const isText = (value: unknown): boolean => typeof value === 'string';

function isMatch(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

/** The list in a key; empty where there is none. */
function parse(key: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(key, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
