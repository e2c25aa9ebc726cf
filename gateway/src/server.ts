import { setMaxListeners } from 'node:events';
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
import { type Log, processLog } from './log.ts';
import type { ExampleOperation } from './operations.ts';
import { answerOtherRequests, refuseOtherMethods, refuseRequestLine } from './requests.ts';
import { ownRoutes, type Route } from './routes.ts';
import { createTables } from './tables/handler.ts';
import { factsOf, type RequestFacts } from './telemetry/facts.ts';
import { operationTelemetry } from './telemetry/plugin.ts';
import { watchRequests } from './telemetry/requests.ts';
import { watchedUpdate } from './telemetry/supergraph.ts';

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
  /** Milliseconds in which a subgraph must answer; 10000 by default. */
  readonly subgraphTimeoutMs?: number;
  /** The largest body that is read, in bytes; 1048576 by default. */
  readonly maxBodyBytes?: number;
  /**
   * The address at which people reach this gateway, without a slash at its end, for subgraphs that make addresses:
   * it goes to them in the header `x-public-url`. By default where it listens, and http://127.0.0.1:4000 before.
   */
  readonly publicUrl?: string | undefined;
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
  const { log = processLog(), maxBodyBytes = 1_048_576, explorer = true, examples = [] } = options;
  const app = fastify({
    bodyLimit: maxBodyBytes,
    genReqId: ({ headers }) => requestId(headers),
    forceCloseConnections: 'idle',
    frameworkErrors: refuseRequestLine,
  });
  const tables = createTables({
    ask: (body, request, signal) => {
      const headers = forwardedHeaders(request.headers, request.id, publicUrl);
      return ask(
        apollo,
        body,
        new HeaderMap(Object.entries(headers)),
        publicUrl,
        signal,
        factsOf(request),
      );
    },
    log,
  });
  const engine = createEngine(options.engine ?? readEngine(), {
    supergraphSdl: options.supergraphSdl,
    subgraphs: options.subgraphs ?? {},
    timeoutMs: options.subgraphTimeoutMs ?? 10_000,
    log,
    onFetch: options.onFetch,
  });
  const apollo = await startApollo({
    engine,
    plugins: [drainPlugin(app), tables.plugin, ...operationTelemetry(examples, log)],
    sandbox: explorer && { example: examples[0] },
    log,
  });
  let stopping = false;
  let publicUrl = options.publicUrl ?? 'http://127.0.0.1:4000';

  watchRequests(app, log);
  app.addHook('onRequest', async (request, reply) => {
    reply.header(REQUEST_ID, request.id);
  });
  answerOtherRequests(app, maxBodyBytes, log);
  app.route({
    method: ['GET', 'POST'],
    url: ENDPOINT,
    exposeHeadRoute: false,
    preHandler: tables.answer,
    handler: fastifyApolloHandler(apollo, {
      context: (request, reply) => requestContext(request, reply, publicUrl),
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
    update: watchedUpdate((supergraphSdl) => engine.update(supergraphSdl)),
    stop: async () => {
      stopping = true;
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
  signal = requestEnd().signal,
  facts?: RequestFacts,
): Promise<GatewayAnswer<TData>> {
  const given = Object.fromEntries(headers);
  const id = requestId(given);
  headers.set('content-type', 'application/json');
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: async () => ({
      headers: forwardedHeaders(given, id, publicUrl),
      signal,
      facts,
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
): Promise<RequestContext> {
  const gone = requestEnd();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('the client has gone'));
  });
  return {
    headers: forwardedHeaders(request.headers, request.id, publicUrl),
    signal: gone.signal,
    facts: factsOf(request),
  };
}

/** Tells of the end of a request. Every fetch under way listens to it, dozens for some questions. */
function requestEnd(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
