import { nearest, notFound } from '@niryat/kernel';
import type { Context } from '../context.ts';
import type { CodedType } from '../queries/codes.ts';

/** What gives a row by its code. */
interface RowLoader<Row> {
  load(code: string): Promise<Row | null>;
}

/**
 * The record of a code that a reference holds.
 *
 * @throws {GraphQLError} `NOT_FOUND` where no record has it.
 */
export async function referenced<Row>(
  type: string,
  code: string,
  loader: RowLoader<Row>,
): Promise<Row> {
  const row = await loader.load(code);
  if (row === null) throw notFound(type, code);
  return row;
}

/** The record of a code that may be missing: null then. */
export async function referencedIfAny<Row>(
  type: string,
  code: string | null,
  loader: RowLoader<Row>,
): Promise<Row | null> {
  return code === null ? null : referenced(type, code, loader);
}

/**
 * The record of a code that a client asks for.
 *
 * @throws {GraphQLError} `NOT_FOUND` with the nearest codes where no record has it.
 */
export async function asked<Row>(
  type: CodedType,
  code: string,
  loader: RowLoader<Row>,
  context: Context,
): Promise<Row> {
  const row = await loader.load(code);
  if (row === null) throw notFound(type, code, await suggestions(type, code, context));
  return row;
}

/** The codes of a type that are nearest to one that no record has. */
export async function suggestions(
  type: CodedType,
  code: string,
  { loaders }: Context,
): Promise<string[]> {
  return nearest(code, await loaders.codes.load({ parent: '', args: type }));
}
