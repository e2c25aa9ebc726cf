import type { Service } from '../server/service.ts';

/** A change as the feed tells it. */
export interface ToldChange {
  readonly cursor: string;
  readonly action: string;
  readonly typeName: string;
  readonly nodeId: string;
  readonly fields: readonly string[];
  readonly reason: string | null;
}

/** A page of the feed. */
export interface FeedPage {
  readonly nodes: readonly ToldChange[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Reads a subgraph's feed of changes, as its clients do. */
export interface FeedReader {
  /** One page. @throws {Error} with the errors of the answer, if it has any. */
  page(variables: { readonly after?: string | null; readonly first?: number }): Promise<FeedPage>;
  /** All changes behind a cursor, and the cursor behind them. */
  follow(
    from: string | null,
  ): Promise<{ readonly changes: readonly ToldChange[]; readonly end: string | null }>;
}

/** The reader of the feed that a root field gives, such as `eventChanges`. */
export function feedReader(service: Pick<Service, 'execute'>, rootField: string): FeedReader {
  const query = `query ($after: String, $first: Int! = 100) {
    feed: ${rootField}(after: $after, first: $first) {
      nodes { cursor action typeName nodeId fields reason }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  const page: FeedReader['page'] = async (variables) => {
    const { data, errors } = await service.execute({ query, variables });
    if (errors) throw new Error(`The feed was refused: ${JSON.stringify(errors)}`);
    return data?.feed as FeedPage;
  };
  const follow: FeedReader['follow'] = async (from) => {
    const changes: ToldChange[] = [];
    for (let after = from; ; ) {
      const { nodes, pageInfo } = await page({ after });
      changes.push(...nodes);
      after = pageInfo.endCursor ?? after;
      if (!pageInfo.hasNextPage) return { changes, end: after };
    }
  };
  return { page, follow };
}

/** Each change as `UPDATED Mission:embassy-tokyo accreditedTo`. */
export const inWords = (changes: readonly ToldChange[]): string[] =>
  changes.map(({ action, nodeId, fields }) =>
    [action, Buffer.from(nodeId, 'base64url').toString(), ...fields].join(' '),
  );
