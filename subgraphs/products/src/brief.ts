import { badUserInput } from '@niryat/kernel';

/** What an export brief is about, by codes. */
export interface BriefArguments {
  /** An OriginCode, such as `IN-UP`. */
  readonly stateCode: string;
  readonly countryCode: string;
  /** The sector asked for, or that of the product; null for a brief of all sectors. */
  readonly sectorCode: string | null;
  readonly productCode: string | null;
}

/** A brief with its key: the parent of the resolvers of `ExportBrief`. */
export interface ExportBrief extends BriefArguments {
  readonly key: string;
}

/** The shape of a code of a sector or a product. */
const codeShape = /^[a-z0-9-]+$/;

/**
 * The key of a brief: the JSON list `[state, country, sector, product]`, null where not given, as base64url.
 * Every subgraph reads this form by itself. With a product the sector always stands in the key; without a
 * sector, the sectors of the brief's products stand in its place as a list. So no other subgraph has to look
 * products up.
 */
export function toBriefKey(
  brief: BriefArguments,
  sectorsOfProducts: readonly string[] = [],
): string {
  const { stateCode, countryCode, sectorCode, productCode } = brief;
  const sector = sectorCode ?? (sectorsOfProducts.length > 0 ? sectorsOfProducts : null);
  const text = JSON.stringify([stateCode, countryCode, sector, productCode]);
  return Buffer.from(text, 'utf8').toString('base64url');
}

/**
 * What a key says; whether its codes are known is not checked.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT` for a text that is no key.
 */
export function fromBriefKey(key: string): BriefArguments {
  const parts = parse(key);
  if (parts === undefined) {
    throw badUserInput(`\`key\` is not the key of an export brief: ${JSON.stringify(key)}.`, {
      argument: 'key',
      given: key,
      accepted: 'a key that `ExportBrief.key` gave',
    });
  }
  return parts;
}

function parse(key: string): BriefArguments | undefined {
  try {
    const list: unknown = JSON.parse(Buffer.from(key, 'base64url').toString('utf8'));
    if (!Array.isArray(list) || list.length !== 4) return undefined;
    const [state, country, sector, product]: unknown[] = list;
    if (!matches(state, /^IN(-[A-Z]{2})?$/) || !matches(country, /^[A-Z]{2}$/)) return undefined;
    const isOfAllSectors = sector === null || (Array.isArray(sector) && sector.every(isCode));
    if (!isOfAllSectors && !isCode(sector)) return undefined;
    if (product !== null && !isCode(product)) return undefined;
    return {
      stateCode: state,
      countryCode: country,
      sectorCode: isCode(sector) ? sector : null,
      productCode: product,
    };
  } catch {
    return undefined;
  }
}

const isCode = (value: unknown): value is string => matches(value, codeShape);

function matches(value: unknown, shape: RegExp): value is string {
  return typeof value === 'string' && shape.test(value);
}
