/** What the environment of a subgraph's process says. */
export interface ServiceConfig {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Whether answers bring a trace of their resolvers along for who asks for one (Apollo's ftv1). */
  readonly traces: boolean;
}

/**
 * Reads the configuration of a subgraph's own process.
 *
 * `<NAME>_DATABASE_URL` goes before `DATABASE_URL`; `HOST` is 127.0.0.1 unless given; `PORT` has no default
 * beyond the one passed; traces are off unless `SUBGRAPH_TRACES` is `on`.
 *
 * @throws {Error} naming the variable that is missing or wrong, and what it must hold.
 */
export function readServiceConfig(
  name: string,
  defaultPort: number,
  environment: NodeJS.ProcessEnv = process.env,
): ServiceConfig {
  const own = `${name.toUpperCase()}_DATABASE_URL`;
  const databaseUrl = environment[own] ?? environment.DATABASE_URL;
  if (!databaseUrl) {
    throw new Error(`Set DATABASE_URL (or ${own}) to a PostgreSQL connection string.`);
  }
  const port = Number(environment.PORT ?? defaultPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT must be a whole number from 0 to 65535, got "${environment.PORT}".`);
  }
  const traces = environment.SUBGRAPH_TRACES || 'off';
  if (traces !== 'on' && traces !== 'off') {
    throw new Error(`SUBGRAPH_TRACES must be on or off, got "${traces}".`);
  }
  return { databaseUrl, host: environment.HOST ?? '127.0.0.1', port, traces: traces === 'on' };
}
