import type { Connection, PageArgs } from '@niryat/kernel';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { atRoot } from '../loaders/lists.ts';
import type { FlowListArgs } from '../loaders/statistics.ts';
import type { FlowRow, FlowTotals } from '../queries/export-flows.ts';
import { type FlowQuery, largestFirst } from '../queries/flow-plan.ts';
import { askedOfFlows } from './flow-fields.ts';
import { connectionOf } from './pages.ts';

/** A list of the cube's rows: whose it is, and how it was asked for. */
interface FlowList {
  readonly parent: string;
  readonly args: FlowListArgs;
}

/** A page of the cube with the question that it answers, for what all rows come to. */
export interface FlowConnection extends Connection<FlowRow> {
  readonly list: FlowList;
  /** What all rows come to: found with the page, or where that cannot be, and somebody asks. */
  totals(): Promise<FlowTotals>;
}

/** The arguments of a list of the cube. */
type FlowArgs = FlowQuery & PageArgs;

/**
 * A page of the cube's rows at the root, or of those of a country.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT` where the page cannot be, or no table answers the question.
 */
export async function flowConnection(
  field: string,
  args: FlowArgs,
  { loaders }: Context,
  info: GraphQLResolveInfo,
  country?: string,
): Promise<FlowConnection> {
  const { filter, groupBy, orderBy, currency } = args;
  const query: FlowQuery = { filter, groupBy, orderBy, currency };
  const list: FlowList =
    country === undefined
      ? { parent: atRoot, args: { query } }
      : { parent: country, args: { of: 'country', query } };
  const { measures, concentrated } = askedOfFlows(info);
  const { first, after, last, before } = args;
  // Rows are other rows of another country, grouping or currency, so that cursors hold for the whole question.
  const scope = {
    filter: { filter, groupBy, currency, country },
    orderBy: orderBy ?? largestFirst,
  };
  let found: FlowTotals | undefined;
  const page = await connectionOf(field, { first, after, last, before, ...scope }, async (page) => {
    const rows = await loaders.flowPages.load({
      parent: list.parent,
      args: { ...list.args, page, measures },
    });
    found = rows.totals;
    return rows;
  });
  // The concentration tells the sum on the way; without it, the sum takes fewer rows.
  const loader = concentrated ? loaders.flowTotals : loaders.flowSums;
  return { ...page, list, totals: async () => found ?? loader.load(list) };
}
