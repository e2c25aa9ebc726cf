import { type CursorScope, writeCursor } from './cursor.ts';

/** A page of a list as the schema's connections want it. */
export interface Connection<Row> {
  readonly edges: readonly { readonly node: Row; readonly cursor: string }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** What a page query found: the rows with their sort keys, and where they lie in the whole list. */
export interface PageOfRows<Row> {
  readonly rows: readonly { readonly row: Row; readonly keys: readonly (string | null)[] }[];
  /** The place of the first row in the whole list, from 1; of an empty page the place that its first row would have. */
  readonly position: number;
  readonly total: number;
}

/** The connection of a page. */
export function toConnection<Row>(page: PageOfRows<Row>, scope: CursorScope): Connection<Row> {
  const edges = page.rows.map(({ row, keys }) => ({ node: row, cursor: writeCursor(scope, keys) }));
  return {
    edges,
    nodes: page.rows.map(({ row }) => row),
    pageInfo: {
      hasNextPage: page.position + edges.length - 1 < page.total,
      hasPreviousPage: page.position > 1,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: page.total,
  };
}
