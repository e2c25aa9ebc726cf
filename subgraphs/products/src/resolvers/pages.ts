import {
  type Connection,
  type Page,
  type PageArgs,
  type PageOfRows,
  toConnection,
  toPage,
} from '@niryat/kernel';

/** The arguments of a connection. */
interface ListArgs extends PageArgs {
  readonly filter?: unknown;
  readonly orderBy?: unknown;
}

/**
 * The connection that a list answers with.
 *
 * @param list the field, such as `State.clusters`: its cursors are good for it alone, under the same filter and order.
 * @throws {GraphQLError} `BAD_USER_INPUT` where the page cannot be.
 */
export async function connectionOf<Row>(
  list: string,
  args: ListArgs,
  load: (page: Page) => Promise<PageOfRows<Row>>,
): Promise<Connection<Row>> {
  const scope = { list, filter: args.filter, orderBy: args.orderBy };
  return toConnection(await load(toPage(args, scope)), scope);
}
