import { readDatabaseUrl } from './secret.ts';

/** What the environment of a subgraph's process says. */
export interface ServiceConfig {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** How long a process that was told to end still takes requests, in milliseconds; see `HttpServer.stop`. */
  readonly drainDelayMs: number;
  /** Whether answers bring a trace of their resolvers along for who asks for one (Apollo's ftv1). */
  readonly traces: boolean;
}

/**
 * Reads the configuration of a subgraph's own process.
 *
 * `<NAME>_DATABASE_URL` goes before `DATABASE_URL`; `HOST` is 127.0.0.1 unless given; `PORT` has no default
 * beyond the one passed; `DRAIN_DELAY_MS` is 0; traces are off unless `SUBGRAPH_TRACES` is `on`.
 *
 * @throws {Error} naming the variable that is missing or wrong, and what it must hold.
 */
export function readServiceConfig(
  name: string,
  defaultPort: number,
  environment: NodeJS.ProcessEnv = process.env,
): ServiceConfig {
  const databaseUrl = readDatabaseUrl(name, environment);
  if (databaseUrl === undefined) {
    throw new Error(
      `Set DATABASE_URL (or ${name.toUpperCase()}_DATABASE_URL) to a PostgreSQL connection string, or DATABASE_URL_FILE to a file that holds it.`,
    );
  }
  const port = Number(environment.PORT ?? defaultPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT must be a whole number from 0 to 65535, got "${environment.PORT}".`);
  }
  const drainDelayMs = Number(environment.DRAIN_DELAY_MS || 0);
  if (!Number.isInteger(drainDelayMs) || drainDelayMs < 0 || drainDelayMs > 60_000) {
    throw new Error(
      `DRAIN_DELAY_MS must be a whole number from 0 to 60000, got "${environment.DRAIN_DELAY_MS}".`,
    );
  }
  const traces = environment.SUBGRAPH_TRACES || 'off';
  if (traces !== 'on' && traces !== 'off') {
    throw new Error(`SUBGRAPH_TRACES must be on or off, got "${traces}".`);
  }
  const host = environment.HOST ?? '127.0.0.1';
  return { databaseUrl, host, port, drainDelayMs, traces: traces === 'on' };
}
