import { nearest, notFound } from '@niryat/kernel';

/** What loads a record by its code. */
interface ByCode<Row> {
  load(code: string): Promise<Row | null>;
}

/** A record that another subgraph owns, or null where there is no code. */
export const stub = (code: string | null): { readonly code: string } | null =>
  code === null ? null : { code };

/** The state of an origin; null for all of India. */
export const stateOf = (origin: string | null): { readonly code: string } | null =>
  stub(origin === 'IN' ? null : origin);

/** The record of a code that may be missing. */
export const optional = async <Row>(
  loader: ByCode<Row>,
  code: string | null,
): Promise<Row | null> => (code === null ? null : loader.load(code));

/** The record of a code that another record refers to; a foreign key sees to it that it is there. */
export async function required<Row>(loader: ByCode<Row>, code: string): Promise<Row> {
  const row = await loader.load(code);
  if (row === null) throw new Error(`There is no record with the code ${code}`);
  return row;
}

/**
 * The record of a code that somebody gave.
 *
 * @param codes the codes of all records, asked for only where this one is unknown.
 * @throws {GraphQLError} `NOT_FOUND`, with the nearest codes where `codes` is given.
 */
export async function find<Row>(
  type: string,
  loader: ByCode<Row>,
  code: string,
  codes: () => Promise<readonly string[]> = async () => [],
): Promise<Row> {
  const row = await loader.load(code);
  if (row === null) throw notFound(type, code, nearest(code, await codes()));
  return row;
}
