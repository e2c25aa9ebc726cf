import { statementObserver, watchDatabasePool } from '@niryat/telemetry';
import pg from 'pg';
import { DataSource, type EntitySchema, type Logger as TypeOrmLogger } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Logger } from '../log.ts';
import type { MigrationClass } from './migrate.ts';
import { observedClient } from './observed-client.ts';

/** Where a subgraph's data lie and how they are reached. */
export interface DatabaseOptions {
  /** A PostgreSQL connection string; a socket folder is percent-encoded in the place of the host. */
  readonly url: string;
  /** The database schema that the subgraph owns. No query reads another one. */
  readonly schema: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly MigrationClass[];
  readonly log: Logger;
  /** Told of every SQL statement, before it runs: tests count them. */
  readonly onQuery?: ((sql: string) => void) | undefined;
  /** The most connections that the pool holds. */
  readonly poolSize?: number | undefined;
}

/** The longest that a statement may take, in milliseconds; PostgreSQL then ends it. */
const statementTimeout = 10_000;

/** The longest that a request waits for a connection, in milliseconds, be it new or another's. */
const connectionTimeout = 5_000;

const { DATE, TIMESTAMPTZ } = pg.types.builtins;

/** Days stay text (the driver would make a local midnight of them) and instants become ISO 8601 in UTC. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE) return (text: string) => text;
    if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString();
    return format === 'binary'
      ? pg.types.getTypeParser(oid, format)
      : pg.types.getTypeParser(oid, 'text');
  },
};

/** Opens the pool of a subgraph. Nothing is migrated yet. */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const { url, schema, entities, migrations, log, onQuery } = options;
  const observe = statementObserver(schema);
  const db = await new DataSource({
    type: 'postgres',
    url,
    schema,
    entities: [...entities],
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    installExtensions: false,
    applicationName: `niryat-${schema}`,
    poolErrorHandler: (cause: unknown) => log.error('A database connection was lost', { cause }),
    ...(onQuery ? { logging: ['query'] as const, logger: queryLogger(onQuery) } : {}),
    extra: {
      max: options.poolSize ?? 10,
      statement_timeout: statementTimeout,
      connectionTimeoutMillis: connectionTimeout,
      keepAlive: true,
      types,
      ...(observe && { Client: observedClient(observe) }),
    },
  }).initialize();
  const { master } = db.driver as PostgresDriver;
  watchDatabasePool(schema, master as pg.Pool);
  return db;
}

/** The longest that a database may take to say that it is there, in milliseconds. */
const patience = 2_000;

/** Whether the database answers, and soon: one that hangs is as good as gone. */
export async function databaseAnswers(db: DataSource): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, patience, false);
  });
  const asked = db.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const answer = await Promise.race([asked, late]);
  clearTimeout(timer);
  return answer;
}

function queryLogger(onQuery: (sql: string) => void): TypeOrmLogger {
  return {
    logQuery: (sql) => onQuery(sql),
    logQueryError: () => {},
    logQuerySlow: () => {},
    logSchemaBuild: () => {},
    logMigration: () => {},
    log: () => {},
  };
}
