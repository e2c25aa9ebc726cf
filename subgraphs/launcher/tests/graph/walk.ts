import type { GatewayError } from '@niryat/gateway';
import type { TestGraph } from '../support/graph.ts';

/** All items of a list, from its first page to its last, and the errors on the way. */
export interface Walked {
  readonly items: readonly unknown[];
  readonly totalCount: number;
  readonly errors: readonly GatewayError[];
}

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * Pages through a connection at the root.
 *
 * @param list the field, with arguments other than paging in braces: `exportFlows(groupBy: [COUNTRY])`.
 * @param selection what is asked of each item.
 */
export async function walk(graph: TestGraph, list: string, selection: string): Promise<Walked> {
  const [field = '', args = ''] = list.replace(/\)$/, '').split('(');
  const query = `query ($after: String) {
    list: ${field}(${args ? `${args}, ` : ''}first: 100, after: $after) {
      totalCount
      nodes { ${selection} }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  const items: unknown[] = [];
  const errors: GatewayError[] = [];
  const next = async (after: string | null): Promise<Page> => {
    const { body } = await graph.gateway.query<{ list: Page }>({ query, variables: { after } });
    errors.push(...(body.errors ?? []));
    if (!body.data?.list) throw new Error(`No page of ${list}: ${JSON.stringify(body.errors)}`);
    items.push(...body.data.list.nodes);
    return body.data.list;
  };
  let page = await next(null);
  while (page.pageInfo.hasNextPage) page = await next(page.pageInfo.endCursor);
  return { items, totalCount: page.totalCount, errors };
}
