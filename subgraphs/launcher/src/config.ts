import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { readDatabaseUrl } from '@niryat/kernel';

/** The root of the checkout or of the image. */
export const root = join(import.meta.dirname, '..', '..', '..');

/** The subgraphs of the graph, in the order in which they start and are named. */
export const subgraphNames = ['products', 'partners', 'events'] as const;

/** The name of a subgraph. */
export type SubgraphName = (typeof subgraphNames)[number];

/** What the environment says of a run of the graph. */
export interface LauncherConfig {
  /** Where the gateway listens; 127.0.0.1 unless `HOST` says otherwise. */
  readonly host: string;
  /** 4000 unless `PORT` says otherwise; 0 takes any free one. */
  readonly port: number;
  /** The address at which people reach the graph, from `PUBLIC_URL`, without a slash at its end; undefined for the one that the gateway listens at. */
  readonly publicUrl: string | undefined;
  /** The connection string of each subgraph, from `<NAME>_DATABASE_URL` or `DATABASE_URL`, or a file that either with `_FILE` names; undefined for the embedded database. */
  readonly databaseUrls: Readonly<Record<SubgraphName, string>> | undefined;
  /** Where the embedded database keeps its data: `.data/postgres` in the checkout unless `NIRYAT_DATA_DIR` says otherwise. */
  readonly dataDir: string;
  /** Where `npm run start:distributed` lets each subgraph listen, from `<NAME>_PORT`; 4001 to 4003 unless given. */
  readonly subgraphPorts: Readonly<Record<SubgraphName, number>>;
  /** Where the gateway's own process reaches each subgraph, from `<NAME>_URL`; undefined for the address in the supergraph file. */
  readonly subgraphUrls: Readonly<Partial<Record<SubgraphName, string>>>;
  /** The composed supergraph that the gateway's own process serves: the committed one unless `SUPERGRAPH_FILE` says otherwise. */
  readonly supergraphFile: string;
  /** How many workers the gateway's own process serves with, from `GATEWAY_WORKERS`; 1, the process itself, unless given. */
  readonly gatewayWorkers: number;
  /** The folder from which the command was given: npm runs scripts in the root and tells it in `INIT_CWD`. */
  readonly callerFolder: string;
}

/**
 * Reads the environment.
 *
 * @throws {Error} naming the variable that is wrong, what it holds and what it must hold.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): LauncherConfig {
  return {
    host: environment.HOST || '127.0.0.1',
    port: readPort('PORT', environment.PORT || '4000'),
    publicUrl: readPublicUrl(environment.PUBLIC_URL),
    databaseUrls: readDatabaseUrls(environment),
    dataDir: resolve(environment.NIRYAT_DATA_DIR || join(root, '.data', 'postgres')),
    subgraphPorts: {
      products: readPort('PRODUCTS_PORT', environment.PRODUCTS_PORT || '4001'),
      partners: readPort('PARTNERS_PORT', environment.PARTNERS_PORT || '4002'),
      events: readPort('EVENTS_PORT', environment.EVENTS_PORT || '4003'),
    },
    subgraphUrls: Object.fromEntries(
      subgraphNames.flatMap((name) => {
        const url = environment[`${name.toUpperCase()}_URL`];
        return url ? [[name, url]] : [];
      }),
    ),
    supergraphFile: resolve(
      environment.SUPERGRAPH_FILE || join(root, 'schema', 'supergraph.graphql'),
    ),
    gatewayWorkers: readWorkers(environment.GATEWAY_WORKERS || '1'),
    callerFolder: environment.INIT_CWD || process.cwd(),
  };
}

function readPublicUrl(given: string | undefined): string | undefined {
  if (!given) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') {
    return url.href.replace(/\/+$/, '');
  }
  throw new Error(
    `PUBLIC_URL must be an http or https address without a query, such as https://exports.example, got "${given}".`,
  );
}

function readPort(variable: string, given: string): number {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new Error(`${variable} must be a whole number from 0 to 65535, got "${given}".`);
}

/** The most workers that make sense of a mistyped number. */
const mostWorkers = 256;

function readWorkers(given: string): number {
  const count = given === 'auto' ? availableParallelism() : Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= mostWorkers) return count;
  throw new Error(
    `GATEWAY_WORKERS must be a whole number from 1 to ${mostWorkers}, or auto for one on each core, got "${given}".`,
  );
}

/**
 * What a worker of the gateway, counted from 1, has of its own in its environment: a port for its metrics, counted
 * up from the first worker's. On one port, each look would see the numbers of another worker.
 */
export function workerEnvironment(
  worker: number,
  environment: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, string>> {
  const first = Number(environment.METRICS_PORT);
  return first > 0 ? { METRICS_PORT: String(first + worker - 1) } : {};
}

/** What processes of ours inherit: all but the addresses of databases and their secrets, which are handed to those that need them. */
export function memberEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const isSecret = (name: string) => /(DATABASE_URL|POSTGRES_PASSWORD)(_FILE)?$/.test(name);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !isSecret(name)));
}

/** Either every subgraph has an address of its own or of all, or none has: a half-configured run is a mistake. */
function readDatabaseUrls(environment: NodeJS.ProcessEnv): LauncherConfig['databaseUrls'] {
  const found = subgraphNames.map((name) => ({
    name,
    url: readDatabaseUrl(name, environment),
  }));
  const missing = found.filter(({ url }) => !url).map(({ name }) => name);
  if (missing.length === subgraphNames.length) return undefined;
  if (missing.length > 0) {
    const names = missing.map((name) => `${name.toUpperCase()}_DATABASE_URL`);
    throw new Error(`Set ${names.join(' and ')} too, or DATABASE_URL for all subgraphs.`);
  }
  const byName = Object.fromEntries(found.map(({ name, url }) => [name, url ?? '']));
  return byName as Record<SubgraphName, string>;
}
