import pg from 'pg';
import { DataSource, type EntitySchema, type Logger as TypeOrmLogger } from 'typeorm';
import type { Logger } from '../log.ts';
import type { MigrationClass } from './migrate.ts';

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
export function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const { url, schema, entities, migrations, log, onQuery } = options;
  return new DataSource({
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
    extra: { max: options.poolSize ?? 10, statement_timeout: statementTimeout, types },
  }).initialize();
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
