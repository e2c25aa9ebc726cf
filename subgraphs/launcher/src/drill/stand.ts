import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@niryat/embedded-postgres';
import { type LauncherConfig, type SubgraphName, subgraphNames } from '../config.ts';
import { type Member, startMember } from '../members.ts';
import { balance } from './balancer.ts';
import { proxyDatabase } from './database-proxy.ts';

/** The graph as it is deployed, to be broken: a database, the subgraphs, two gateways, each a process. */
export interface Stand {
  /** Where the gateways are that say they are ready, as a load balancer would know. */
  urls(): readonly string[];
  /** Waits until the load balancer sends requests to this gateway (again). */
  inService(gateway: Part): Promise<void>;
  readonly gateways: readonly Part[];
  readonly subgraphs: Readonly<Record<SubgraphName, Part>>;
  readonly database: { takeAway(): Promise<void>; bringBack(): Promise<void> };
  stop(): Promise<void>;
}

/** A process that can be signalled, and started again at the same address. */
export interface Part {
  readonly name: string;
  readonly url: string;
  signal(signal: NodeJS.Signals): void;
  /** Waits until it has ended; its exit code, or null where a signal ended it. */
  ended(): Promise<number | null>;
  start(): Promise<void>;
}

/**
 * What gateways are told besides addresses: times that a drill can wait for, and to run each of several equal
 * queries, since all clients ask the same few.
 */
const SETTINGS = { SUBGRAPH_TIMEOUT_MS: '2000', DRAIN_DELAY_MS: '300', GATEWAY_SHARING: 'off' };

/** Starts all parts on free ports, with an embedded database of its own where none is configured. */
export async function startStand(
  config: Pick<LauncherConfig, 'databaseUrls'>,
  output: 'inherit' | 'ignore',
): Promise<Stand> {
  const database = await breakableDatabase(config);
  const started: Running[] = [];
  const start = async (...given: ConstructorParameters<typeof Running>) => {
    const part = new Running(...given);
    await part.start();
    started.push(part);
    return part;
  };
  const stop = async (): Promise<void> => {
    for (const part of started.reverse()) await part.stop();
    await database.stop();
  };
  try {
    const subgraphs = await allOrNone(
      subgraphNames.map((name) => start(name, { DATABASE_URL: database.urls[name] }, output)),
    );
    const addresses = Object.fromEntries(
      subgraphs.map(({ name, url }) => [`${name.toUpperCase()}_URL`, url]),
    );
    const gateways = await allOrNone(
      [1, 2].map(() => start('gateway', { ...addresses, ...SETTINGS }, output)),
    );
    const balancer = balance(gateways);
    return {
      urls: balancer.urls,
      inService: balancer.sees,
      gateways,
      subgraphs: byName(subgraphs),
      database,
      stop: async () => {
        await balancer.stop();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function byName(parts: readonly Part[]): Readonly<Record<SubgraphName, Part>> {
  const named = Object.fromEntries(parts.map((part) => [part.name, part]));
  return named as Record<SubgraphName, Part>;
}

async function allOrNone<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(promises);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

class Running implements Part {
  readonly name: Parameters<typeof startMember>[0];
  readonly #environment: Record<string, string>;
  readonly #output: 'inherit' | 'ignore';
  #member: Member | undefined;

  constructor(
    name: Parameters<typeof startMember>[0],
    environment: Record<string, string>,
    output: 'inherit' | 'ignore',
  ) {
    this.name = name;
    this.#environment = { HOST: '127.0.0.1', PORT: '0', ...environment };
    this.#output = output;
  }

  get url(): string {
    return this.#member?.url ?? '';
  }

  signal(signal: NodeJS.Signals): void {
    this.#member?.process.kill(signal);
  }

  async ended(): Promise<number | null> {
    return (await this.#member?.ended) ?? null;
  }

  async start(): Promise<void> {
    this.#member = await startMember(this.name, this.#environment, this.#output);
    this.#environment.PORT = new URL(this.#member.url).port;
  }

  async stop(): Promise<void> {
    // It may be a drill that broke off which left it stopped.
    this.signal('SIGCONT');
    await this.#member?.stop();
  }
}

/** A database that can be taken away: an embedded one is killed, the way to another is cut. */
async function breakableDatabase({ databaseUrls }: Pick<LauncherConfig, 'databaseUrls'>) {
  if (databaseUrls) {
    const proxies = await Promise.all(
      subgraphNames.map((name) => proxyDatabase(databaseUrls[name])),
    );
    return {
      urls: Object.fromEntries(
        subgraphNames.map((name, at) => [name, proxies[at]?.url ?? '']),
      ) as Record<SubgraphName, string>,
      takeAway: async () => {
        for (const proxy of proxies) proxy.cut();
      },
      bringBack: async () => {
        for (const proxy of proxies) proxy.mend();
      },
      stop: async () => {
        await Promise.all(proxies.map((proxy) => proxy.close()));
      },
    };
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'niryat-drill-'));
  let server = await startEmbeddedPostgres({ dataDir });
  // Its socket is elsewhere after a restart; a server of a deployment keeps its address.
  const proxy = await proxyDatabase(server.url('postgres'));
  return {
    urls: { products: proxy.url, partners: proxy.url, events: proxy.url },
    takeAway: async () => {
      const [pid] = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    bringBack: async () => {
      server = await startEmbeddedPostgres({ dataDir });
      proxy.lead(server.url('postgres'));
    },
    stop: async () => {
      await proxy.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
