import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { startApollo } from './apollo.ts';
import { readEngine } from './config.ts';
import { forwardedHeaders, REQUEST_ID, type RequestContext, requestId } from './context.ts';
import type { SubgraphFetch } from './data-sources/subgraph.ts';
import { drainPlugin } from './drain.ts';
import { explorerRoutes } from './explorer/routes.ts';
import { createEngine, type EngineKind, type SubgraphAddress } from './gateway.ts';
import { healthRoutes } from './health.ts';
import { type Log, stderrLog } from './log.ts';
import type { ExampleOperation } from './operations.ts';
import { answerOtherRequests, refuseOtherMethods, refuseRequestLine } from './requests.ts';
import { admitRequests } from './resilience/admission.ts';
import { breakersFor } from './resilience/breakers.ts';
import { type Limits, readLimits } from './resilience/config.ts';
import { deadlineOf } from './resilience/time-left.ts';
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
  /** What the explorers offer to try; the first is filled in. */
  readonly examples?: readonly ExampleOperation[];
  /** Names what is missing (a subgraph, the database), never an address; empty when nothing is. */
  readonly readiness?: () => Promise<readonly string[]>;
  /** Is told of every fetch before it is sent to its subgraph. */
  readonly onFetch?: (fetch: SubgraphFetch) => void;
  /** Whether `/explorer`, and a page at `/graphql` for browsers, are served. Yes by default. */
  readonly explorer?: boolean;
  /** Milliseconds in which a subgraph must answer; what `limits` says by default. */
  readonly subgraphTimeoutMs?: number;
  /** What the gateway bears; what the environment says, else the defaults of `resilience/config.ts`. */
  readonly limits?: Partial<Limits>;
  /** The largest body that is read, in bytes; 1048576 by default. */
  readonly maxBodyBytes?: number;
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
    /** Aborted when nobody waits for the answer any more. */
    signal?: AbortSignal,
  ): Promise<GatewayAnswer<TData>>;
  /**
   * Serves a new supergraph from now on; requests under way end on the old one.
   *
   * @throws when it is none; the old one is served on.
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
  const { log = stderrLog, maxBodyBytes = 1_048_576, explorer = true, examples = [] } = options;
  const read = readLimits();
  const limits = {
    ...read,
    ...options.limits,
    subgraphTimeoutMs:
      options.subgraphTimeoutMs ?? options.limits?.subgraphTimeoutMs ?? read.subgraphTimeoutMs,
  };
  const app = fastify({
    bodyLimit: maxBodyBytes,
    // What comes while others are being answered is answered too, and its connection closed then.
    return503OnClosing: false,
    genReqId: ({ headers }) => requestId(headers),
    forceCloseConnections: 'idle',
    frameworkErrors: refuseRequestLine,
  });
  const tables = createTables({
    ask: (body, request, signal) => {
      const headers = forwardedHeaders(request.headers, request.id, publicUrl);
      return ask(apollo, body, new HeaderMap(Object.entries(headers)), publicUrl, limits, signal);
    },
    log,
  });
  const engine = createEngine(options.engine ?? readEngine(), {
    supergraphSdl: options.supergraphSdl,
    subgraphs: options.subgraphs ?? {},
    timeoutMs: limits.subgraphTimeoutMs,
    breakers: breakersFor(limits, log),
    log,
    onFetch: options.onFetch,
  });
  const apollo = await startApollo({
    engine,
    plugins: [drainPlugin(app, limits.requestTimeoutMs), tables.plugin],
    sandbox: explorer && { example: examples[0] },
    log,
  });
  let stopping = false;
  let publicUrl = options.publicUrl ?? 'http://127.0.0.1:4000';

  app.addHook('onRequest', async (request, reply) => {
    reply.header(REQUEST_ID, request.id);
  });
  app.addHook('onSend', async (_request, reply) => {
    // Clients that keep connections open are to find another gateway before this one closes them.
    if (stopping) reply.header('connection', 'close');
  });
  answerOtherRequests(app, maxBodyBytes, log);
  admitRequests(app, limits, [ENDPOINT, ...(options.routes ?? []).map(({ path }) => `${path}*`)]);
  app.route({
    method: ['GET', 'POST'],
    url: ENDPOINT,
    exposeHeadRoute: false,
    preHandler: tables.answer,
    handler: fastifyApolloHandler(apollo, {
      context: (request, reply) =>
        requestContext(request, reply, publicUrl, limits.requestTimeoutMs),
    }),
  });
  refuseOtherMethods(app, ENDPOINT, ['GET', 'POST']);
  healthRoutes(app, {
    readiness: async () => (stopping ? ['gateway'] : ((await options.readiness?.()) ?? [])),
    log,
  });
  const query: GatewayServer['query'] = (asked, headers = {}, signal) =>
    ask(apollo, asked, new HeaderMap(Object.entries(headers)), publicUrl, limits, signal);
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
      await sleep(limits.drainDelayMs);
      await apollo.stop();
    },
  };
}

/** Puts a question as the endpoint does, less the socket. */
async function ask<TData>(
  apollo: ApolloServer<RequestContext>,
  body: object,
  headers: HeaderMap,
  publicUrl: string,
  { requestTimeoutMs }: Limits,
  signal = requestEnd().signal,
): Promise<GatewayAnswer<TData>> {
  const given = Object.fromEntries(headers);
  const id = requestId(given);
  headers.set('content-type', 'application/json');
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: async () => ({
      headers: forwardedHeaders(given, id, publicUrl),
      signal,
      deadline: deadlineOf(given, requestTimeoutMs),
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
  budgetMs: number,
): Promise<RequestContext> {
  const gone = requestEnd();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('the client has gone'));
  });
  return {
    headers: forwardedHeaders(request.headers, request.id, publicUrl),
    signal: gone.signal,
    deadline: deadlineOf(request.headers, budgetMs, request.arrivedAt),
  };
}

/** Tells of the end of a request. Every fetch under way listens to it, dozens for some questions. */
function requestEnd(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
