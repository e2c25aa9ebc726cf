import type { DataSource } from 'typeorm';
import { badUserInput } from '../graphql/errors.ts';
import { toNodeId } from '../graphql/node-id.ts';
import { type CursorScope, writeCursor } from '../paging/cursor.ts';
import { toPage } from '../paging/page.ts';
import type { Change } from './entity.ts';

/** A change as the schema's `Change` wants it. */
export interface ToldChange extends Pick<Change, 'at' | 'action' | 'typeName' | 'fields'> {
  readonly cursor: string;
  readonly nodeId: string;
  readonly reason: string | null;
}

/** A stretch of a feed as the schema's `ChangeConnection` wants it. */
export interface ChangeConnection {
  readonly edges: readonly { readonly node: ToldChange; readonly cursor: string }[];
  readonly nodes: readonly ToldChange[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * A page of the feed of a subgraph, oldest change first, in one statement whose cost does not depend on how far
 * the feed has come.
 *
 * A cursor holds the place of a change and the instant of it, so that one of a database that was made anew is
 * refused: its reader would wait in silence for changes that are there already.
 *
 * @param list the field, such as `Query.eventChanges`: its cursors are good for it alone.
 * @throws {GraphQLError} `BAD_USER_INPUT`, naming the argument, when `first` is not 1 to 100 or `after` is no
 *   cursor of this feed.
 */
export async function changePage(
  db: DataSource,
  schema: string,
  list: string,
  args: { readonly first?: number | null; readonly after?: string | null | undefined },
): Promise<ChangeConnection> {
  const scope = { list };
  const { size, from } = toPage(args, scope);
  const place = from && placeOf(from);
  // The change of the cursor itself comes along, to be compared, and the one behind the page.
  const rows: Change[] = await db.query(
    `SELECT id, at, action, type_name AS "typeName", code, fields, reason
     FROM ${schema}.changes WHERE id >= $1 ORDER BY id LIMIT $2`,
    [place?.id ?? '0', size + (place ? 2 : 1)],
  );
  if (place !== undefined) {
    const itself = rows.shift();
    if (itself?.id !== place.id || itself.at !== place.at) throw strangeCursor(args.after);
  }
  const nodes = rows.slice(0, size).map((change) => toldChange(change, scope));
  return {
    edges: nodes.map((node) => ({ node, cursor: node.cursor })),
    nodes,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: place !== undefined,
      startCursor: nodes[0]?.cursor ?? null,
      endCursor: nodes.at(-1)?.cursor ?? null,
    },
  };
}

/** When each record of a type last changed, ISO 8601 in UTC, in no particular order; none of a record that the feed does not tell of. */
export function lastChanges(
  db: DataSource,
  schema: string,
  typeName: string,
  codes: readonly string[],
): Promise<Pick<Change, 'code' | 'at'>[]> {
  return db.query(
    `SELECT code, max(at) AS at FROM ${schema}.changes
     WHERE type_name = $1 AND code = ANY($2) GROUP BY code`,
    [typeName, codes],
  );
}

function toldChange({ id, code, ...change }: Change, scope: CursorScope): ToldChange {
  return {
    ...change,
    cursor: writeCursor(scope, [id, change.at]),
    nodeId: toNodeId(change.typeName, code),
  };
}

/** What a cursor holds; a place that no bigint can hold is that of no change. */
function placeOf([id, at]: readonly (string | null)[]): { id: string; at: string | null } {
  return { id: id && /^\d{1,18}$/.test(id) ? id : '-1', at: at ?? null };
}

function strangeCursor(given: string | null | undefined) {
  return badUserInput(
    '`after` is a cursor of a feed that is no more: its data were made anew. Begin without `after`.',
    { argument: 'after', given, accepted: 'a cursor that this feed gave, or none' },
  );
}
