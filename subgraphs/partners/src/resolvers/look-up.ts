import { nearest, notFound } from '@niryat/kernel';
import type { Context } from '../context.ts';
import type { RecordType } from '../queries/codes.ts';

/** What loads a record by its code. */
interface Loader<Row> {
  load(code: string): Promise<Row | null>;
}

/**
 * The record that another subgraph refers to.
 *
 * @throws {GraphQLError} `NOT_FOUND` where there is none: that reference alone is then null.
 */
export async function referredTo<Row>(
  type: RecordType,
  code: string,
  loader: Loader<Row>,
): Promise<Row> {
  const row = await loader.load(code);
  if (row === null) throw notFound(type, code);
  return row;
}

/**
 * The record that a client asks for by its code.
 *
 * @throws {GraphQLError} `NOT_FOUND` with the nearest codes where there is none.
 */
export async function lookUp<Row>(
  type: RecordType,
  code: string,
  loader: Loader<Row>,
  { loaders }: Context,
): Promise<Row> {
  const row = await loader.load(code);
  if (row !== null) return row;
  const codes = await loaders.codes.load(type);
  const suggestions = [...currentCodes(type, code, codes), ...nearest(code, codes)];
  throw notFound(type, code, [...new Set(suggestions)].slice(0, 3));
}

/** The code that a country has today where the given one is a former or a common one: `UK` is `GB` (CLDR's aliases). */
function currentCodes(type: RecordType, code: string, codes: readonly string[]): string[] {
  if (type !== 'Country' || !/^[A-Z]{2}$/.test(code)) return [];
  const { region } = new Intl.Locale(`und-${code}`);
  return region !== undefined && codes.includes(region) ? [region] : [];
}

/**
 * Makes sure of a country that an argument names.
 *
 * @throws {GraphQLError} `NOT_FOUND` with the nearest codes where there is none.
 */
export async function requireCountry(code: string, context: Context): Promise<void> {
  await lookUp('Country', code, context.loaders.country, context);
}
