import {
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  halfJitterGenerator,
  handleWhen,
} from 'cockatiel';
import { GraphQLError } from 'graphql';
import type { Client } from 'pg';
import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import { errorCodes } from '../graphql/errors.ts';
import type { Logger } from '../log.ts';
import type { RequestTime } from './request-time.ts';

/** How many connections in a row must fail before a database is taken for dead. */
const faultsToBreak = 3;

/** When a dead database is tried again, by one request: after so many milliseconds, then ever later, with jitter. */
const retries = { generator: halfJitterGenerator, initialDelay: 250, maxDelay: 5_000 };

/** What `pg` says when all connections of a pool were in use for too long: the database is busy, not dead. */
const poolIsBusy = 'timeout exceeded when trying to connect';

/**
 * A subgraph's database as requests see it: each on its own view, whose statements have the request's time.
 * While the database is dead they fail at once, with `DATABASE_UNAVAILABLE`; one of them tries it now and then.
 *
 * A view is the same object to TypeORM but for what makes query runners, which all statements go through.
 */
export function databaseOfRequests(db: DataSource, log: Logger): (time: RequestTime) => DataSource {
  const connecting = connectionBreaker(db, log);
  const limited = (runner: QueryRunner, time: RequestTime): QueryRunner => {
    const query = runner.query.bind(runner) as Query;
    const connect = runner.connect.bind(runner) as () => Promise<Client>;
    runner.connect = () => connecting(connect);
    const inTime: Query = async (sql, ...rest) => {
      // What was begun is taken back whatever the time is, or the pool would get an open transaction.
      if (sql.startsWith('ROLLBACK')) return query(sql, ...rest);
      time.check();
      const connection: Client = await runner.connect();
      try {
        return await time.during(connection, () => query(sql, ...rest));
      } catch (error) {
        throw isConnectionLost(error) ? isUnavailable() : error;
      }
    };
    runner.query = inTime as QueryRunner['query'];
    return runner;
  };
  // Only what is used of it is made: few requests ask for a repository.
  const common: object = Object.create(db, {
    createQueryRunner: {
      value(this: View, mode?: 'master' | 'slave') {
        return limited(db.createQueryRunner(mode), this.time);
      },
    },
    manager: {
      get(this: View) {
        this.ownManager ??= this.createEntityManager();
        return this.ownManager;
      },
    },
  });
  return (time) => Object.assign(Object.create(common) as View, { time });
}

/** The method of query runners, less its overloads. */
type Query = (sql: string, ...rest: unknown[]) => Promise<unknown>;

/** A view of a database, with what it has of its own. */
interface View extends DataSource {
  readonly time: RequestTime;
  ownManager?: EntityManager;
}

/** Takes connections, and fails at once while the last several could not be had. */
function connectionBreaker(db: DataSource, log: Logger) {
  const breaker = circuitBreaker(
    handleWhen((error) => error.message !== poolIsBusy),
    {
      breaker: new ConsecutiveBreaker(faultsToBreak),
      halfOpenAfter: new ExponentialBackoff(retries),
    },
  );
  const { schema } = db.driver;
  let dead = false;
  breaker.onBreak((reason) => {
    // Each trial that fails breaks anew; once is enough to say.
    if (!dead)
      log.error('The database does not answer', {
        schema,
        cause: 'error' in reason && reason.error,
      });
    dead = true;
  });
  breaker.onReset(() => {
    log.info('The database answers again', { schema });
    dead = false;
  });
  return async (connect: () => Promise<Client>): Promise<Client> => {
    try {
      return await breaker.execute(connect);
    } catch {
      throw isUnavailable();
    }
  };
}

const isUnavailable = (): GraphQLError =>
  new GraphQLError('The database does not answer.', {
    extensions: { code: errorCodes.databaseUnavailable },
  });

/** Codes of a socket that broke, and of a server that ends or refuses connections (classes 08 and 57P). */
const lostCodes = /^(ECONNRESET|EPIPE|ETIMEDOUT|ENOTCONN|08\w{3}|57P0[1-5])$/;

/** Whether a statement failed because its connection ended under it, by the code or by what `pg` says. */
function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, message } = error.driverError as { code?: unknown; message: string };
  return lostCodes.test(String(code)) || /^Connection terminated|not queryable$/.test(message);
}
