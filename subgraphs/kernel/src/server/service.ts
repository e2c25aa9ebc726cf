import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { inSpan, tracerOf } from '@niryat/telemetry';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { migrate, withSchemaLock } from '../database/migrate.ts';
import { databaseOfRequests } from '../database/of-requests.ts';
import { openDatabase } from '../database/open.ts';
import { type HangUp, RequestTime } from '../database/request-time.ts';
import { unopened } from '../database/unopened.ts';
import { formatErrors } from '../graphql/errors.ts';
import { preferredLanguage } from '../graphql/language.ts';
import { askedVariant } from '../graphql/variant.ts';
import { type Logger, processLogger } from '../log.ts';
import { loadSeed } from '../seed/load.ts';
import type { SeedReport } from '../seed/report.ts';
import type { BaseContext, Subgraph } from '../subgraph.ts';
import { subgraphSchema } from './schema.ts';

/** What addresses begin with where no gateway says how it is reached: the one that it listens at by itself. */
const unnamedUrl = 'http://127.0.0.1:4000';

/** How a subgraph is started. */
export interface ServiceOptions {
  /** A PostgreSQL connection string. */
  readonly databaseUrl: string;
  readonly log?: Logger;
  /** Told of every SQL statement: tests count them. */
  readonly onQuery?: (sql: string) => void;
  /** The clock; tests set it. */
  readonly now?: () => Date;
  /** The most database connections it holds. */
  readonly poolSize?: number;
  /** False leaves the seed out: tests make their own rows. */
  readonly loadSeed?: boolean;
  /** Whether answers over HTTP bring a trace along where the header `apollo-federation-include-trace` asks for it; no by default. */
  readonly traces?: boolean;
}

/** An operation as the gateway sends it to a subgraph. */
export interface SubgraphOperation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  /** Headers that the gateway passes on, by lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** The answer of a subgraph. */
export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Record<string, unknown>;
}

/** A subgraph that runs: its database is migrated and seeded. */
export interface Service {
  readonly name: string;
  readonly apollo: ApolloServer<BaseContext>;
  readonly db: DataSource;
  /** The executable schema, for a gateway in this process that runs it itself. */
  readonly schema: GraphQLSchema;
  /** What a client may see of an error: see `formatErrors`. */
  formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError;
  /** What the seed changed at this start; empty where nothing had. */
  readonly seeded: readonly SeedReport[];
  /** The context of a request with these headers; its statements end when whoever asks hangs up. */
  contextOf(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    hangUp?: HangUp,
  ): BaseContext;
  /** Answers an operation in process: the same schema, context and error rules as over HTTP, without a socket. */
  execute(operation: SubgraphOperation): Promise<SubgraphAnswer>;
  /** Ends it: what is under way is answered first, then the pool is closed. */
  stop(): Promise<void>;
}

/** Starts a subgraph: opens its database, migrates and seeds it under a lock, and makes its schema executable. */
export async function startService(subgraph: Subgraph, options: ServiceOptions): Promise<Service> {
  const { name: schema } = subgraph;
  const { databaseUrl, log = processLogger(schema), now = () => new Date(), onQuery } = options;
  const db = await openDatabase({
    url: databaseUrl,
    schema,
    entities: subgraph.entities,
    migrations: subgraph.migrations,
    log,
    onQuery,
    poolSize: options.poolSize,
  }).catch((cause: unknown) => {
    throw unopened(databaseUrl, cause);
  });
  try {
    const seeded = await withSchemaLock(databaseUrl, schema, async () => {
      await migrate(db, schema);
      return options.loadSeed === false ? [] : loadSeed(db, schema, subgraph.seed);
    });
    const executable = subgraphSchema(subgraph);
    const formatError = formatErrors(log);
    const apollo = new ApolloServer<BaseContext>({
      schema: executable,
      formatError,
      introspection: true,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      // Said here, so that no APOLLO_* variable decides it: nothing is reported to anyone.
      plugins: [
        ApolloServerPluginUsageReportingDisabled(),
        ApolloServerPluginSchemaReportingDisabled(),
        options.traces
          ? ApolloServerPluginInlineTrace({ includeErrors: { masked: true } })
          : ApolloServerPluginInlineTraceDisabled(),
      ],
    });
    await apollo.start();
    const dbOf = databaseOfRequests(db, log);
    const contextOf: Service['contextOf'] = (headers, hangUp) =>
      subgraph.createContext(dbOf(new RequestTime(timeLeft(headers['x-deadline-ms']), hangUp)), {
        language: preferredLanguage(single(headers['accept-language'])),
        today: dayInIndia(now()),
        publicUrl: single(headers['x-public-url']) ?? unnamedUrl,
        variant: askedVariant(single(headers['x-graph-variant'])),
      });
    return {
      name: schema,
      apollo,
      db,
      schema: executable,
      formatError,
      seeded,
      contextOf,
      execute: (operation) =>
        inSpan(tracerOf(schema), 'subgraph.request', {}, () =>
          executeIn(apollo, contextOf, operation),
        ),
      stop: async () => {
        await apollo.stop();
        await db.destroy();
      },
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function executeIn(
  apollo: ApolloServer<BaseContext>,
  contextOf: Service['contextOf'],
  { query, variables, operationName, headers = {}, signal }: SubgraphOperation,
): Promise<SubgraphAnswer> {
  const { body } = await apollo.executeOperation(
    {
      query,
      ...(variables ? { variables } : {}),
      ...(operationName ? { operationName } : {}),
      http: {
        method: 'POST',
        headers: new HeaderMap(Object.entries(headers)),
        search: '',
        body: undefined,
      },
    },
    { contextValue: contextOf(headers, signal && hangUpOf(signal)) },
  );
  if (body.kind !== 'single') throw new Error('A subgraph answers in one piece');
  return body.singleResult;
}

const hangUpOf = (signal: AbortSignal): HangUp => ({
  onCancel: (listener) => {
    if (signal.aborted) listener();
    else signal.addEventListener('abort', listener, { once: true });
  },
});

/** The milliseconds that the gateway leaves for an answer; undefined where it does not say. */
function timeLeft(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) : undefined;
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}

/** India has one time zone, UTC+05:30, without daylight saving. */
function dayInIndia(instant: Date): string {
  return new Date(instant.getTime() + 5.5 * 3_600_000).toISOString().slice(0, 10);
}
