import { silentLogger } from '../log.ts';
import { type Service, type ServiceOptions, startService } from '../server/service.ts';
import type { Subgraph } from '../subgraph.ts';
import { createTestDatabase } from './database.ts';

/** A subgraph on a database of its own, with a record of the SQL that it runs. */
export interface TestService extends Service {
  /** The statements since the last `forget`, in order, without those that open or end a transaction. */
  readonly sql: readonly string[];
  /** Empties the record of statements. */
  forget(): void;
}

/**
 * Starts a subgraph for one test file, without the seed unless asked for. `stop` also drops the database.
 */
export async function startTestService(
  subgraph: Subgraph,
  options: Partial<Pick<ServiceOptions, 'now' | 'loadSeed' | 'log' | 'traces'>> = {},
): Promise<TestService> {
  const database = await createTestDatabase();
  const sql: string[] = [];
  const service = await startService(subgraph, {
    databaseUrl: database.url,
    log: options.log ?? silentLogger,
    loadSeed: options.loadSeed ?? false,
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
