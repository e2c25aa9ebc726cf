import { setMaxListeners } from 'node:events';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { startApollo } from './apollo.ts';
import { readEngine, readKeysFile, readVariant } from './config.ts';
import { forwardedHeaders, REQUEST_ID, type RequestContext, requestId } from './context.ts';
import type { SubgraphFetch } from './data-sources/subgraph.ts';
import { drainPlugin } from './drain.ts';
import { errorBody } from './errors.ts';
import { explorerRoutes } from './explorer/routes.ts';
import { createEngine, type EngineKind, type SubgraphAddress } from './gateway.ts';
import { healthRoutes } from './health.ts';
import { variantOf } from './keys/client.ts';
import { keyRing } from './keys/ring.ts';
import { type Log, stderrLog } from './log.ts';
import type { ExampleOperation } from './operations.ts';
import { answerOtherRequests, refuseOtherMethods, refuseRequestLine } from './requests.ts';
import { ownRoutes, type Route } from './routes.ts';
import { createTables } from './tables/handler.ts';
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
  /** The one variant that is served, to whoever reaches this gateway; what `VARIANT` says, else each by its key. */
  readonly variant?: Variant | undefined;
  /** Where the keys of partners lie; what `KEYS_FILE` says, else `.data/keys.json`. */
  readonly keysFile?: string | undefined;
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
   * Serves a new supergraph from now on, in all variants; requests under way end on the old one.
   *
   * @throws when it is none, or one of the variants cannot be made of it; the old one is served on.
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
  const { log = stderrLog, maxBodyBytes = 1_048_576, explorer = true, examples = [] } = options;
  const app = fastify({
    bodyLimit: maxBodyBytes,
    genReqId: ({ headers }) => requestId(headers),
    forceCloseConnections: 'idle',
    frameworkErrors: refuseRequestLine,
  });
  const only = options.variant ?? readVariant();
  const keys = keyRing(options.keysFile ?? readKeysFile());
  const access = accessBy({ keys, only, log });
  const share = shareTransports();
  const serve = async (supergraphSdl: string, isFirst: boolean) => {
    const tables = createTables({
      ask: (body, request, signal) => {
        const headers = forwardedHeaders(request.headers, request.id, publicUrl);
        const server = { apollo, variant: variantOf(request) };
        return ask(server, body, new HeaderMap(Object.entries(headers)), publicUrl, signal);
      },
      log,
    });
    const engine = createEngine(options.engine ?? readEngine(), {
      supergraphSdl,
      subgraphs: options.subgraphs ?? {},
      timeoutMs: options.subgraphTimeoutMs ?? 10_000,
      log,
      onFetch: options.onFetch,
      share,
    });
    const apollo = await startApollo({
      engine,
      plugins: [...(isFirst ? [drainPlugin(app)] : []), tables.plugin],
      sandbox: explorer && { example: examples[0] },
      log,
    });
    const answer = fastifyApolloHandler(apollo, {
      context: (request, reply) => requestContext(request, reply, publicUrl),
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

  app.addHook('onRequest', async (request, reply) => {
    reply.header(REQUEST_ID, request.id);
  });
  answerOtherRequests(app, maxBodyBytes, log);
  guardVariants(app, [ENDPOINT, ...(options.routes ?? []).map(({ path }) => `${path}*`)], access);
  app.route({
    method: ['GET', 'POST'],
    url: ENDPOINT,
    exposeHeadRoute: false,
    preHandler: async (request, reply) => (await serverOf(request)).tables.answer(request, reply),
    async handler(request, reply) {
      return (await serverOf(request)).answer.call(this, request, reply);
    },
  });
  refuseOtherMethods(app, ENDPOINT, ['GET', 'POST']);
  healthRoutes(app, {
    readiness: async () => (stopping ? ['gateway'] : ((await options.readiness?.()) ?? [])),
    log,
  });
  const query: GatewayServer['query'] = async (asked, headers = {}) => {
    const client = await access(headers);
    if (isRefused(client)) {
      const { status, message, code } = client;
      return { status, headers: {}, body: errorBody(message, code) };
    }
    const { variant } = client;
    const { apollo } = await variants.of(variant);
    return ask({ apollo, variant }, asked, new HeaderMap(Object.entries(headers)), publicUrl);
  };
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
    update: variants.update,
    stop: async () => {
      stopping = true;
      await variants.stop();
    },
  };
}

/** Who is asked, and for which variant. */
interface Asked {
  readonly apollo: ApolloServer<RequestContext>;
  readonly variant: Variant | undefined;
}

/** Puts a question as the endpoint does, less the socket. */
async function ask<TData>(
  { apollo, variant }: Asked,
  body: object,
  headers: HeaderMap,
  publicUrl: string,
  signal = requestEnd().signal,
): Promise<GatewayAnswer<TData>> {
  const given = Object.fromEntries(headers);
  const id = requestId(given);
  headers.set('content-type', 'application/json');
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: async () => ({
      headers: forwardedHeaders(given, id, publicUrl, variant),
      signal,
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
  const { headers, id } = request;
  return {
    headers: forwardedHeaders(headers, id, publicUrl, variantOf(request)),
    signal: gone.signal,
  };
}

/** Tells of the end of a request. Every fetch under way listens to it, dozens for some questions. */
function requestEnd(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
