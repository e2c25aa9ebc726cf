import { silentLogger } from '@niryat/kernel';
import { createTestDatabase, type TestDatabase, templateDatabase } from '@niryat/kernel/testing';
import { type SubgraphName, subgraphNames } from '../../src/config.ts';
import { type Graph, type GraphOptions, startGraph } from '../../src/graph.ts';

/** The day on which the tests ask, so that what is due stays what it is. */
export const dayOfAsking = new Date('2026-11-21T06:00:00Z');

/** What a question cost. */
export interface Cost {
  /** Requests to subgraphs, in order, by the subgraph's name. */
  readonly fetches: readonly SubgraphName[];
  /** SQL statements, with the subgraph that ran them. */
  readonly statements: readonly { readonly subgraph: SubgraphName; readonly sql: string }[];
}

/** The whole graph on a copy of the seeded database, with a record of what questions cost. */
export interface TestGraph extends Graph {
  /** What was asked for since the last call of it. */
  takeCost(): Cost;
}

function urls(url: string): Record<SubgraphName, string> {
  return { products: url, partners: url, events: url };
}

/** A database of a test's own that holds the embedded data. */
export async function seededDatabase(): Promise<TestDatabase> {
  const template = await templateDatabase('seeded', async (url) => {
    const graph = await startGraph({ databaseUrls: urls(url), log: silentLogger });
    await graph.stop();
  });
  return createTestDatabase(template);
}

/** Starts the graph on a database of its own that holds the embedded data. `stop` takes the database away. */
export async function startTestGraph(
  now = dayOfAsking,
  gateway: GraphOptions['gateway'] = {},
): Promise<TestGraph> {
  const database = await seededDatabase();
  let fetches: SubgraphName[] = [];
  let statements: Cost['statements'][number][] = [];
  const graph = await startGraph({
    databaseUrls: urls(database.url),
    log: silentLogger,
    now: () => now,
    onQuery: (subgraph, sql) => {
      if (!/^(START TRANSACTION|COMMIT|ROLLBACK)/.test(sql)) statements.push({ subgraph, sql });
    },
    gateway: {
      ...gateway,
      onFetch: ({ service }) => {
        const name = subgraphNames.find((known) => known === service);
        if (name !== undefined) fetches.push(name);
      },
    },
  });
  return {
    ...graph,
    takeCost: () => {
      const cost = { fetches, statements };
      fetches = [];
      statements = [];
      return cost;
    },
    stop: async () => {
      await graph.stop();
      await database.drop();
    },
  };
}
