import { silentLogger } from '../log.ts';
import { type Service, type ServiceOptions, startService } from '../server/service.ts';
import type { Subgraph } from '../subgraph.ts';
import { createTestDatabase, type TestDatabase, templateDatabase } from './database.ts';

/** A subgraph on a database of its own, with a record of the SQL that it runs. */
export interface TestService extends Service {
  /** The statements since the last `forget`, in order, without those that open or end a transaction. */
  readonly sql: readonly string[];
  /** Empties the record of statements. */
  forget(): void;
}

/** How a subgraph is started for tests. */
export interface TestServiceOptions
  extends Partial<Pick<ServiceOptions, 'now' | 'loadSeed' | 'log' | 'traces'>> {
  /** True has it migrate and seed an empty database, for tests of what a first start does. */
  readonly isFirstStart?: boolean;
}

/** A database that a subgraph as it is shipped has migrated, and seeded where asked for: made once for the whole run. */
function preparedDatabase(subgraph: Subgraph, loadSeed: boolean): Promise<TestDatabase> {
  return templateDatabase(`${subgraph.name}_${loadSeed ? 'seeded' : 'migrated'}`, async (url) => {
    const service = await startService(subgraph, {
      databaseUrl: url,
      log: silentLogger,
      loadSeed,
    });
    await service.stop();
  });
}

/**
 * Starts a subgraph, as it is shipped, for one test file, without the seed unless asked for. Its database is a copy of
 * one that all test files share; `stop` drops it.
 */
export async function startTestService(
  subgraph: Subgraph,
  options: TestServiceOptions = {},
): Promise<TestService> {
  const { loadSeed = false, isFirstStart = false } = options;
  const database = await createTestDatabase(
    isFirstStart ? undefined : await preparedDatabase(subgraph, loadSeed),
  );
  const sql: string[] = [];
  const service = await startService(subgraph, {
    databaseUrl: database.url,
    log: options.log ?? silentLogger,
    loadSeed,
    ...(options.now ? { now: options.now } : {}),
    ...(options.traces ? { traces: true } : {}),
    poolSize: 4,
    onQuery: (statement) => {
      if (!/^(START TRANSACTION|COMMIT|ROLLBACK)/.test(statement)) sql.push(statement);
    },
  });
  sql.length = 0;
  return {
    ...service,
    sql,
    forget: () => {
      sql.length = 0;
    },
    stop: async () => {
      await service.stop();
      await database.drop();
    },
  };
}
