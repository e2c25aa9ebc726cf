import {
  badUserInput,
  errorCodes,
  fromNodeId,
  isHiddenType,
  maximumPage,
  type NodeRef,
} from '@niryat/kernel';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import { type StubType, stubTypes } from './stubs.ts';

/** A record as far as this subgraph knows it: of other subgraphs' types the code alone. */
interface FoundNode {
  readonly __typename: string;
  readonly code: string;
}

/**
 * The record of an id. One of a type that the asker's variant hides is answered as one of a type that is not there.
 *
 * @param argument the argument that the id stands in, for the error.
 * @throws {GraphQLError} `BAD_USER_INPUT` for a text that is no id, `NOT_FOUND` for one that no record has.
 */
export async function nodeOf(
  id: string,
  argument: string,
  context: Context,
  schema: GraphQLSchema,
): Promise<FoundNode> {
  const ref = fromNodeId(id);
  if (ref === undefined) {
    throw badUserInput(
      `\`${argument}\` holds what is no id of this graph: ${JSON.stringify(id)}.`,
      {
        argument,
        given: id,
        accepted: 'an id that the graph gave, as in `Node.id`',
      },
    );
  }
  const isKnown =
    schema.getType(ref.type) !== undefined && !isHiddenType(schema, ref.type, context.variant);
  const found = isKnown ? await recordOf(ref, context) : null;
  if (found === null) {
    const why = isKnown
      ? `there is no ${ref.type} with the code "${ref.code}"`
      : 'it is of no type';
    throw new GraphQLError(`No record has the id "${id}": ${why}.`, {
      extensions: { code: errorCodes.notFound, argument, given: id },
    });
  }
  return { ...found, __typename: ref.type };
}

/**
 * The records of ids, in the order asked; each fails by itself.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT` for more than 100 ids.
 */
export function nodesOf(
  ids: readonly string[],
  context: Context,
  schema: GraphQLSchema,
): Promise<FoundNode>[] {
  if (ids.length > maximumPage) {
    throw badUserInput(`\`ids\` must hold at most ${maximumPage} ids, got ${ids.length}.`, {
      argument: 'ids',
      given: ids.length,
      accepted: `at most ${maximumPage} ids`,
    });
  }
  return ids.map((id) => nodeOf(id, 'ids', context, schema));
}

/** The record that an id speaks of; null where its type has none with the code, or is no type with ids. */
async function recordOf(
  { type, code }: NodeRef,
  { loaders }: Context,
): Promise<{ readonly code: string } | null> {
  switch (type) {
    case 'State':
      return loaders.state.load(code);
    case 'District':
      return loaders.district.load(code);
    case 'Sector':
      return loaders.sector.load(code);
    case 'Product':
      return loaders.product.load(code);
    case 'Cluster':
      return loaders.cluster.load(code);
    case 'Facility':
      return loaders.facility.load(code);
    case 'Target':
      return loaders.target.load(code);
    case 'TradeImport': {
      const found = await loaders.tradeImport.load(code);
      return found && { ...found, code };
    }
    default:
      return stubTypes.includes(type as StubType) ? { code } : null;
  }
}
