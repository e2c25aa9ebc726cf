import { randomUUID } from 'node:crypto';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { type AskPage, BrokenTable } from './answer.ts';
import type { TableError } from './writers.ts';

/**
 * What this project's graph tells of the version of its data: the newest alone, and of it the number, which rises with
 * each import. The gateway serves other graphs too, so this is the one place that names the field, and a schema in which
 * it does not stand as it does here has tables that are not checked.
 */
export const DATA_VERSION = 'datasetVersions(first: 1) { version }';

/**
 * A variable that no document can declare, so that it means nothing to any. Equal questions that are under way at the
 * same time share one answer, variables and all being equal: this one keeps a table from answers that are older than it.
 */
const UNSHARED = 'version of the data';

/** A table whose pages must all be of one version of the data. */
export interface TiedPages {
  /** What the variables of every page are to hold besides: a page is shared among tables of one version alone. */
  readonly variables: Readonly<Record<string, unknown>>;
  /**
   * Call it when a page has been answered, before its rows are sent.
   *
   * @throws {BrokenTable} where its rows may be of another version than those of the first page.
   */
  check(): Promise<void>;
}

/** The document that asks for the version; undefined where the schema, which is that of a variant, does not tell it. */
export function versionDocument(
  schema: GraphQLSchema,
  selection: string | undefined,
): string | undefined {
  if (selection === undefined) return undefined;
  const document = `{ ${selection} }`;
  return validate(schema, parse(document)).length === 0 ? document : undefined;
}

/**
 * Ties the pages of a table together: to be called before the first one is asked for, so that no row is older than the
 * version. Undefined where the version cannot be had: its subgraph may be away, and other subgraphs' rows do not wait
 * for it.
 *
 * The version is asked for on its own, not within the document of a page: as a field of that it would count against the
 * limits of the client's operation, empty its answer where it fails, and be read at no particular time beside the rows.
 */
export async function tiedPages(ask: AskPage): Promise<TiedPages | undefined> {
  const first = await versionNow(ask);
  if (typeof first !== 'string') return undefined;
  return {
    variables: { [UNSHARED]: first },
    check: async () => {
      const now = await versionNow(ask);
      if (now === first) return;
      throw new BrokenTable(typeof now === 'string' ? changed(first, now) : now);
    },
  };
}

/** The version of the data at this moment, or why it cannot be had. */
async function versionNow(ask: AskPage): Promise<string | TableError> {
  const { body } = await ask({ [UNSHARED]: randomUUID() });
  const [error] = body.errors ?? [];
  return error ?? String(firstLeaf(body.data) ?? 'none');
}

const firstLeaf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? firstLeaf(Object.values(value)[0]) : value;

const changed = (first: string, now: string): TableError => ({
  message: `The data changed while this table was read (version ${first}, now ${now}): ask for it again.`,
  extensions: { code: 'DATA_CHANGED' },
});
