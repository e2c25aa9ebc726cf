import { badUserInput } from '@niryat/kernel';

/** What an `ExportBrief` is made of, with the key that holds it. */
export interface ExportBriefArguments {
  readonly key: string;
  /** An ISO 3166-2 code of India, or `IN`. */
  readonly state: string;
  /** The shape of an ISO 3166-1 alpha-2 code; whether there is such a country is another question. */
  readonly country: string;
  /** Null: all sectors. */
  readonly sector: string | null;
  /** The sectors that it is about: the one asked for, or those of its products. Null: all there are. */
  readonly sectors: readonly string[] | null;
  readonly product: string | null;
}

const isCode = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * The arguments in a key: a JSON list `[state, country, sector, product]` in base64url. The last two are null
 * where not given; without a sector, the list of the sectors of the brief's products may stand in its place.
 */
function parse(key: string): Omit<ExportBriefArguments, 'key'> | undefined {
  try {
    const list: unknown = JSON.parse(Buffer.from(key, 'base64url').toString('utf8'));
    if (!Array.isArray(list) || list.length !== 4) return undefined;
    const [state, country, sector, product]: unknown[] = list;
    if (!isCode(state) || !/^IN(-[A-Z]{2})?$/.test(state)) return undefined;
    if (!isCode(country) || !/^[A-Z]{2}$/.test(country)) return undefined;
    const sectors = Array.isArray(sector) ? sector : sector === null ? null : [sector];
    if (sectors !== null && !sectors.every(isCode)) return undefined;
    if (product !== null && !isCode(product)) return undefined;
    return { state, country, sector: isCode(sector) ? sector : null, sectors, product };
  } catch {
    return undefined;
  }
}

/**
 * The arguments that the key of an `ExportBrief` holds.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT` for a text that `Query.exportBrief` did not make.
 */
export function readExportBriefKey(key: string): ExportBriefArguments {
  const found = parse(key);
  if (found === undefined) {
    throw badUserInput(`\`key\` is not the key of an export brief: ${JSON.stringify(key)}.`, {
      argument: 'key',
      given: key,
      accepted: 'a key that `Query.exportBrief` gave',
    });
  }
  return { key, ...found };
}
