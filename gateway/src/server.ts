import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyRequest, fastify } from 'fastify';
import { startApollo } from './apollo.ts';
import { ask, clientSignal, endlessSignal } from './asking.ts';
import { readEngine, readKeysFile, readSharing, readVariant } from './config.ts';
import { forwardedHeaders, REQUEST_ID, requestId } from './context.ts';
import type { SubgraphFetch } from './data-sources/subgraph.ts';
import { drainPlugin } from './drain.ts';
import { errorBody } from './errors.ts';
import { explorerRoutes } from './explorer/routes.ts';
import { createEngine, type EngineKind, type SubgraphAddress } from './gateway.ts';
import { healthRoutes } from './health.ts';
import { readHttpSettings } from './http/config.ts';
import type { HttpSettings } from './http/environment.ts';
import { httpManners, httpPlugins } from './http/manners.ts';
import { knownDocuments, trustDocuments } from './http/trusted-documents.ts';
import { variantOf } from './keys/client.ts';
import { keyRing } from './keys/ring.ts';
import { readLimits } from './limits/config.ts';
import { parseWithin } from './limits/document.ts';
import { type ClientOf, guardBudgets } from './limits/http.ts';
import type { Limits } from './limits/limits.ts';
import { createRateLimit } from './limits/rate-limit.ts';
import { type Log, processLog } from './log.ts';
import type { ExampleOperation } from './operations.ts';
import { answerOtherRequests, refuseOtherMethods, refuseRequestLine } from './requests.ts';
import { admitRequests } from './resilience/admission.ts';
import { breakersFor } from './resilience/breakers.ts';
import { type Endurance, readEndurance } from './resilience/config.ts';
import { deadlineOf } from './resilience/time-left.ts';
import { ownRoutes, type Route } from './routes.ts';
import { DATA_VERSION } from './tables/data-version.ts';
import { createTables } from './tables/handler.ts';
import { factsOf } from './telemetry/facts.ts';
import { operationTelemetry } from './telemetry/plugin.ts';
import { watchRequests } from './telemetry/requests.ts';
import { watchedUpdate } from './telemetry/supergraph.ts';
import { accessBy, isRefused } from './variants/access.ts';
import { guardVariants } from './variants/guard.ts';
import { serveVariants } from './variants/serving.ts';
import { shareTransports } from './variants/shared-transports.ts';
import type { Variant } from './variants/variant.ts';

/** What a gateway is made of. */
export interface GatewayOptions {
  /** The composed supergraph, as SDL. */
  readonly supergraphSdl: string;
  /** By name; a subgraph that is not named here is reached at the URL that stands in the supergraph. */
  readonly subgraphs?: Readonly<Record<string, SubgraphAddress>>;
  /** What executes plans; what `GATEWAY_ENGINE` says, else the compiled engine. */
  readonly engine?: EngineKind;
  /**
   * Whether equal queries that are under way at the same time are run once; what `GATEWAY_SHARING` says,
   * else yes. The stock engine runs each.
   */
  readonly sharing?: boolean;
  /** What the explorers offer to try; the first is filled in. */
  readonly examples?: readonly ExampleOperation[];
  /** Names what is missing (a subgraph, the database), never an address; empty when nothing is. */
  readonly readiness?: () => Promise<readonly string[]>;
  /** Is told of every fetch before it is sent to its subgraph. */
  readonly onFetch?: (fetch: SubgraphFetch) => void;
  /** Whether `/explorer`, and a page at `/graphql` for browsers, are served; what `http` says by default. */
  readonly explorer?: boolean;
  /** How the web is met; what it leaves out, the environment says (`GRAPH_ENVIRONMENT` and others). */
  readonly http?: Partial<HttpSettings>;
  /** Milliseconds in which a subgraph must answer; what `endurance` says by default. */
  readonly subgraphTimeoutMs?: number;
  /** What the gateway bears; what it leaves out, the environment says, else the defaults of `resilience/config.ts`. */
  readonly endurance?: Partial<Endurance>;
  /** The largest body that is read, in bytes; the limit `bodyBytes` by default. */
  readonly maxBodyBytes?: number;
  /** Limits of requests and of clients that differ from what the environment says (`limits/limits.ts`). */
  readonly limits?: Partial<Limits>;
  /** Who a request's budget belongs to; its address by default. */
  readonly clientOf?: ClientOf;
  /**
   * The address at which people reach this gateway, without a slash at its end, for subgraphs that make addresses:
   * it goes to them in the header `x-public-url`. By default where it listens, and http://127.0.0.1:4000 before.
   */
  readonly publicUrl?: string | undefined;
  /** The one variant that is served, to whoever reaches this gateway; what `VARIANT` says, else each by its key. */
  readonly variant?: Variant | undefined;
  /** Where the keys of partners lie; what `KEYS_FILE` says, else `.data/keys.json`. */
  readonly keysFile?: string | undefined;
  /** What is served besides GraphQL. */
  readonly routes?: readonly Route[];
  /** Where faults are told; what `LOG_FORMAT` says, else standard error. */
  readonly log?: Log;
}

/** A question, as a client puts it. */
export interface GatewayQuery {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** An answer, as a client gets it. `TData` is what the query's data look like. */
export interface GatewayAnswer<TData = Record<string, unknown>> {
  readonly status: number;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly data?: TData | null;
    readonly errors?: readonly GatewayError[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  };
}

/** An error of an answer. */
export interface GatewayError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A gateway that has loaded its supergraph. */
export interface GatewayServer {
  /** Takes requests from the network. Gives the URL of the GraphQL endpoint. */
  listen(address: {
    readonly host: string;
    readonly port: number;
  }): Promise<{ readonly url: string }>;
  /** Asks without a socket, but through all of the gateway. */
  query<TData = Record<string, unknown>>(
    query: GatewayQuery,
    headers?: Readonly<Record<string, string>>,
    /** Aborted when nobody waits for the answer any more. */
    signal?: AbortSignal,
  ): Promise<GatewayAnswer<TData>>;
  /**
   * Serves a new supergraph from now on, in all variants; requests under way end on the old one.
   *
   * @throws when it is none, or one of the variants cannot be made of it; the old one is served on.
   */
  update(supergraphSdl: string): void;
  /** Says that it is not ready, waits the drain delay, takes no new requests, answers those under way, then ends. */
  stop(): Promise<void>;
}

const ENDPOINT = '/graphql';

/**
 * Makes a gateway and loads its supergraph.
 *
 * @throws when the supergraph is not one, or a subgraph has no address.
 */
export async function createGatewayServer(options: GatewayOptions): Promise<GatewayServer> {
  const { log = processLog(), examples = [], routes = [] } = options;
  const { limits: configured, redisUrl, trustProxy } = readLimits();
  const limits: Limits = { ...configured, ...options.limits };
  const endurance = enduranceOf(options);
  const http: HttpSettings = { ...readHttpSettings(), ...options.http };
  const { maxBodyBytes = limits.bodyBytes, explorer = http.explorer } = options;
  const trusted = await trustDocuments(
    examples.map(({ document }) => document),
    http.trustedDocumentsPath,
  );
  const only = options.variant ?? readVariant();
  const keys = keyRing(options.keysFile ?? readKeysFile());
  const access = accessBy({ keys, only, log });
  const app = fastify({
    bodyLimit: maxBodyBytes,
    trustProxy,
    // What comes while others are being answered is answered too, and its connection closed then.
    return503OnClosing: false,
    genReqId: ({ headers }) => requestId(headers),
    forceCloseConnections: 'idle',
    frameworkErrors: refuseRequestLine,
  });
  const timeOf = (headers: IncomingHttpHeaders, arrivedAt?: number) =>
    deadlineOf(headers, endurance.requestTimeoutMs, arrivedAt);
  const breakers = breakersFor(endurance, log);
  const share = shareTransports();

  const serve = async (supergraphSdl: string, isFirst: boolean) => {
    const tables = createTables({
      ask: (body, request, signal) => {
        const variant = variantOf(request);
        const headers = forwardedHeaders(request.headers, request.id, publicUrl);
        const deadline = timeOf(request.headers);
        const facts = factsOf(request);
        const context = { ...budgets.tableContextOf(request), signal, deadline, facts };
        return ask(apollo, { body, headers, publicUrl, variant, context });
      },
      parse: (text) => parseWithin(limits, text),
      dataVersion: DATA_VERSION,
      log,
    });
    const engine = await createEngine(options.engine ?? readEngine(), {
      supergraphSdl,
      subgraphs: options.subgraphs ?? {},
      timeoutMs: endurance.subgraphTimeoutMs,
      breakers,
      log,
      sharing: options.sharing ?? readSharing(),
      onFetch: options.onFetch,
      share,
    });
    const apollo = await startApollo({
      engine,
      http,
      limits,
      plugins: [
        ...(isFirst ? [drainPlugin(app, endurance.requestTimeoutMs)] : []),
        tables.plugin,
        ...httpPlugins(http),
        ...operationTelemetry(examples, log),
      ],
      sandbox: explorer && http.sandbox && http.untrustedDocuments && { example: examples[0] },
      log,
    });
    const answer = fastifyApolloHandler(apollo, {
      context: async (request, reply) => ({
        headers: forwardedHeaders(request.headers, request.id, publicUrl, variantOf(request)),
        signal: clientSignal(reply),
        deadline: timeOf(request.headers, request.arrivedAt),
        facts: factsOf(request),
        ...budgets.contextOf(request),
      }),
    });
    return { engine, apollo, tables, answer };
  };
  const variants = await serveVariants({
    supergraphSdl: options.supergraphSdl,
    first: only ?? 'public',
    serve,
  });
  const serverOf = (request: FastifyRequest) => variants.of(variantOf(request) ?? 'public');
  let stopping = false;
  let publicUrl = options.publicUrl ?? 'http://127.0.0.1:4000';

  watchRequests(app, log);
  app.addHook('onRequest', async (request, reply) => {
    reply.header(REQUEST_ID, request.id);
  });
  app.addHook('onSend', async (_request, reply) => {
    // Clients that keep connections open are to find another gateway before this one closes them.
    if (stopping) reply.header('connection', 'close');
  });
  // Before all that refuses: a browser is to read refusals too.
  await httpManners(app, http, { endpoint: ENDPOINT, publicUrl: options.publicUrl });
  const asking = [ENDPOINT, ...routes.map(({ path }) => `${path}*`)];
  admitRequests(app, endurance, asking);
  guardVariants(app, asking, access);
  const rate = createRateLimit({ limits, redisUrl }, log);
  // Behind the check of keys: whose key it is, theirs is the budget.
  const budgets = guardBudgets(app, {
    endpoint: ENDPOINT,
    rate,
    limits,
    clientOf: options.clientOf,
  });
  answerOtherRequests(app, maxBodyBytes, log);
  const known = knownDocuments(trusted, http.untrustedDocuments);
  app.route({
    method: ['GET', 'POST'],
    url: ENDPOINT,
    exposeHeadRoute: false,
    preHandler: [
      known,
      async (request, reply) => (await serverOf(request)).tables.answer(request, reply),
    ],
    async handler(request, reply) {
      return (await serverOf(request)).answer.call(this, request, reply);
    },
  });
  refuseOtherMethods(app, ENDPOINT, ['GET', 'POST']);
  healthRoutes(app, {
    readiness: async () => (stopping ? ['gateway'] : ((await options.readiness?.()) ?? [])),
    dispensable: () => (rate.isAlone() ? ['redis'] : []),
    log,
  });
  const query: GatewayServer['query'] = async (asked, headers = {}, signal = endlessSignal()) => {
    const client = await access(headers);
    if (isRefused(client)) {
      const { status, message, code } = client;
      return { status, headers: {}, body: errorBody(message, code) };
    }
    const { variant } = client;
    const { apollo } = await variants.of(variant);
    const context = { signal, deadline: timeOf(headers), asksForCost: headers['x-cost'] === '1' };
    return ask(apollo, { body: asked, headers, publicUrl, variant, context });
  };
  ownRoutes(app, routes, query, log);
  if (explorer) explorerRoutes(app, { endpoint: ENDPOINT, examples, log });
  await app.ready();

  return {
    listen: async (address) => {
      const origin = await app.listen(address);
      publicUrl = options.publicUrl ?? origin;
      return { url: `${origin}${ENDPOINT}` };
    },
    query,
    update: watchedUpdate(variants.update),
    stop: async () => {
      stopping = true;
      await sleep(endurance.drainDelayMs);
      await variants.stop();
      rate.close();
    },
  };
}

/** What a gateway bears: its options, then the environment. */
function enduranceOf({ endurance, subgraphTimeoutMs }: GatewayOptions): Endurance {
  return {
    ...readEndurance(),
    ...endurance,
    ...(subgraphTimeoutMs !== undefined && { subgraphTimeoutMs }),
  };
}
