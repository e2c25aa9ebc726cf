import { setMaxListeners } from 'node:events';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { startApollo } from './apollo.ts';
import { readEngine, readSharing } from './config.ts';
import { forwardedHeaders, REQUEST_ID, type RequestContext, requestId } from './context.ts';
import type { SubgraphFetch } from './data-sources/subgraph.ts';
import { drainPlugin } from './drain.ts';
import { explorerRoutes } from './explorer/routes.ts';
import { createEngine, type EngineKind, type SubgraphAddress } from './gateway.ts';
import { healthRoutes } from './health.ts';
import { readHttpSettings } from './http/config.ts';
import type { HttpSettings } from './http/environment.ts';
import { httpManners, httpPlugins } from './http/manners.ts';
import { knownDocuments, trustDocuments } from './http/trusted-documents.ts';
import { readLimits } from './limits/config.ts';
import { parseWithin } from './limits/document.ts';
import { type ClientOf, guardBudgets, type LimitsContext } from './limits/http.ts';
import type { Limits } from './limits/limits.ts';
import { createRateLimit } from './limits/rate-limit.ts';
import { type Log, stderrLog } from './log.ts';
import type { ExampleOperation } from './operations.ts';
import { answerOtherRequests, refuseOtherMethods, refuseRequestLine } from './requests.ts';
import { ownRoutes, type Route } from './routes.ts';
import { createTables } from './tables/handler.ts';

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
  readonly share?: boolean;
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
  /** Milliseconds in which a subgraph must answer; 10000 by default. */
  readonly subgraphTimeoutMs?: number;
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
  /** What is served besides GraphQL. */
  readonly routes?: readonly Route[];
  /** Where faults are told; standard error by default. */
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
  ): Promise<GatewayAnswer<TData>>;
  /**
   * Serves a new supergraph from now on; requests under way end on the old one.
   *
   * @throws when it is none; the old one is served on.
   */
  update(supergraphSdl: string): void;
  /** Takes no new requests, answers those under way, then ends. */
  stop(): Promise<void>;
}

const ENDPOINT = '/graphql';

/**
 * Makes a gateway and loads its supergraph.
 *
 * @throws when the supergraph is not one, or a subgraph has no address.
 */
export async function createGatewayServer(options: GatewayOptions): Promise<GatewayServer> {
  const { log = stderrLog, examples = [] } = options;
  const { limits: configured, redisUrl, trustProxy } = readLimits();
  const limits: Limits = { ...configured, ...options.limits };
  const { maxBodyBytes = limits.bodyBytes } = options;
  const http: HttpSettings = { ...readHttpSettings(), ...options.http };
  const { explorer = http.explorer } = options;
  const trusted = await trustDocuments(
    examples.map(({ document }) => document),
    http.trustedDocumentsPath,
  );
  const app = fastify({
    bodyLimit: maxBodyBytes,
    trustProxy,
    genReqId: ({ headers }) => requestId(headers),
    forceCloseConnections: 'idle',
    frameworkErrors: refuseRequestLine,
  });
  const tables = createTables({
    ask: (body, request, signal) => {
      const headers = forwardedHeaders(request.headers, request.id, publicUrl);
      const context = budgets.tableContextOf(request);
      return ask(apollo, body, new HeaderMap(Object.entries(headers)), publicUrl, signal, context);
    },
    parse: (text) => parseWithin(limits, text),
    log,
  });
  const engine = createEngine(options.engine ?? readEngine(), {
    supergraphSdl: options.supergraphSdl,
    subgraphs: options.subgraphs ?? {},
    timeoutMs: options.subgraphTimeoutMs ?? 10_000,
    log,
    share: options.share ?? readSharing(),
    onFetch: options.onFetch,
  });
  const apollo = await startApollo({
    engine,
    http,
    limits,
    plugins: [drainPlugin(app), tables.plugin, ...httpPlugins(http)],
    sandbox: explorer && http.sandbox && http.untrustedDocuments && { example: examples[0] },
    log,
  });
  let stopping = false;
  let publicUrl = options.publicUrl ?? 'http://127.0.0.1:4000';

  app.addHook('onRequest', async (request, reply) => {
    reply.header(REQUEST_ID, request.id);
  });
  // Before all that refuses: a browser is to read refusals too.
  await httpManners(app, http, { endpoint: ENDPOINT, publicUrl: options.publicUrl });
  const rate = createRateLimit({ limits, redisUrl }, log);
  const budgets = guardBudgets(app, {
    endpoint: ENDPOINT,
    rate,
    limits,
    clientOf: options.clientOf,
  });
  answerOtherRequests(app, maxBodyBytes, log);
  app.route({
    method: ['GET', 'POST'],
    url: ENDPOINT,
    exposeHeadRoute: false,
    preHandler: [knownDocuments(trusted, http.untrustedDocuments), tables.answer],
    handler: fastifyApolloHandler(apollo, {
      context: (request, reply) =>
        requestContext(request, reply, publicUrl, budgets.contextOf(request)),
    }),
  });
  refuseOtherMethods(app, ENDPOINT, ['GET', 'POST']);
  healthRoutes(app, {
    readiness: async () => (stopping ? ['gateway'] : ((await options.readiness?.()) ?? [])),
    log,
  });
  const query: GatewayServer['query'] = (asked, headers = {}) =>
    ask(apollo, asked, new HeaderMap(Object.entries(headers)), publicUrl);
  ownRoutes(app, options.routes ?? [], query, log);
  if (explorer) explorerRoutes(app, { endpoint: ENDPOINT, examples, log });
  await app.ready();

  return {
    listen: async (address) => {
      const origin = await app.listen(address);
      publicUrl = options.publicUrl ?? origin;
      return { url: `${origin}${ENDPOINT}` };
    },
    query,
    update: (supergraphSdl) => engine.update(supergraphSdl),
    stop: async () => {
      stopping = true;
      await apollo.stop();
      rate.close();
    },
  };
}

/** Puts a question as the endpoint does, less the socket. */
async function ask<TData>(
  apollo: ApolloServer<RequestContext>,
  body: object,
  headers: HeaderMap,
  publicUrl: string,
  signal = requestEnd().signal,
  limits: LimitsContext = { asksForCost: headers.get('x-cost') === '1' },
): Promise<GatewayAnswer<TData>> {
  const given = Object.fromEntries(headers);
  const id = requestId(given);
  headers.set('content-type', 'application/json');
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: async () => ({
      headers: forwardedHeaders(given, id, publicUrl),
      signal,
      ...limits,
    }),
  });
  if (answer.body.kind !== 'complete') throw new Error('This gateway answers in one piece.');
  return {
    status: answer.status ?? 200,
    headers: { ...Object.fromEntries(answer.headers), [REQUEST_ID]: id },
    body: JSON.parse(answer.body.string),
  };
}

/** What a request's fetches need of it. */
async function requestContext(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string,
  limits: LimitsContext,
): Promise<RequestContext> {
  const gone = requestEnd();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('the client has gone'));
  });
  return {
    headers: forwardedHeaders(request.headers, request.id, publicUrl),
    signal: gone.signal,
    ...limits,
  };
}

/** Tells of the end of a request. Every fetch under way listens to it, dozens for some questions. */
function requestEnd(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
