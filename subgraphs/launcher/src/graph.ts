import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createGatewayServer,
  type GatewayOptions,
  type GatewayServer,
  readOperations,
} from '@niryat/gateway';
import {
  databaseAnswers,
  type Logger,
  type Service,
  type ServiceOptions,
  startService,
} from '@niryat/kernel';
import { calendarRoute } from './calendar/route.ts';
import { root, type SubgraphName, subgraphNames } from './config.ts';
import { subgraphs } from './subgraphs.ts';

/** The whole graph in one process: every subgraph, and the gateway that reaches them without a socket. */
export interface Graph {
  readonly gateway: GatewayServer;
  readonly services: Readonly<Record<SubgraphName, Service>>;
  /** Ends the gateway first, then the subgraphs, so that nothing under way is lost. */
  stop(): Promise<void>;
}

/** How the graph is started. */
export interface GraphOptions {
  /** The connection string of each subgraph. */
  readonly databaseUrls: Readonly<Record<SubgraphName, string>>;
  readonly log?: Logger;
  /** The clock; tests set it. */
  readonly now?: () => Date;
  /** Told of every SQL statement with the subgraph that runs it: tests count them. */
  readonly onQuery?: (subgraph: SubgraphName, sql: string) => void;
  /** Further options of the gateway, such as an observer of its fetches. */
  readonly gateway?: Partial<GatewayOptions>;
}

/** The composed supergraph, as committed. */
export function readSupergraph(): Promise<string> {
  return readFile(join(root, 'schema', 'supergraph.graphql'), 'utf8');
}

/** The questions that the explorers offer. */
export function readExamples(): ReturnType<typeof readOperations> {
  return readOperations(join(root, 'schema', 'operations'));
}

/** Starts the graph: the subgraphs side by side, each migrated and seeded, then the gateway. */
export async function startGraph(options: GraphOptions): Promise<Graph> {
  const started = await Promise.allSettled(
    subgraphNames.map((name) => startService(subgraphs[name], serviceOptions(name, options))),
  );
  const running = started.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  const stopServices = () => Promise.all(running.map((service) => service.stop()));
  try {
    for (const result of started) if (result.status === 'rejected') throw result.reason;
    const services = Object.fromEntries(running.map((service) => [service.name, service]));
    const gateway = await createGatewayServer({
      supergraphSdl: await readSupergraph(),
      examples: await readExamples(),
      subgraphs: services,
      readiness: () => missing(running),
      routes: [calendarRoute],
      ...options.gateway,
    });
    return {
      gateway,
      services: services as Record<SubgraphName, Service>,
      stop: async () => {
        await gateway.stop();
        await stopServices();
      },
    };
  } catch (error) {
    await stopServices();
    throw error;
  }
}

function serviceOptions(
  name: SubgraphName,
  { databaseUrls, log, now, onQuery }: GraphOptions,
): ServiceOptions {
  return {
    databaseUrl: databaseUrls[name],
    ...(log ? { log } : {}),
    ...(now ? { now } : {}),
    ...(onQuery ? { onQuery: (sql: string) => onQuery(name, sql) } : {}),
  };
}

/** The subgraphs whose database does not answer. */
async function missing(services: readonly Service[]): Promise<string[]> {
  const answers = await Promise.all(services.map(({ db }) => databaseAnswers(db)));
  return services.filter((_, i) => !answers[i]).map(({ name }) => `database of ${name}`);
}
