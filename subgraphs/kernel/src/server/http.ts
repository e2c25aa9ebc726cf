import fastifyApollo from '@as-integrations/fastify';
import { traceRequests } from '@niryat/telemetry';
import Fastify, { type FastifyInstance } from 'fastify';
import { databaseAnswers } from '../database/open.ts';
import type { Service } from './service.ts';

/** Where a server listens. Port 0 takes any free one. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A subgraph that answers over HTTP. */
export interface HttpServer {
  /** The address of its GraphQL endpoint. */
  readonly url: string;
  /** Ends it: no new requests, those under way are answered, then the service stops. */
  stop(): Promise<void>;
}

/** The largest body that a subgraph takes, in bytes: representations of a full page are well below. */
const bodyLimit = 4 * 1024 * 1024;

/**
 * Serves a subgraph at `/graphql`, with `/healthz` (the process is up) and `/readyz` (its database answers).
 *
 * @throws {Error} with a clear message when the port is in use.
 */
export async function serveHttp(service: Service, address: Address): Promise<HttpServer> {
  const app = Fastify({ bodyLimit, forceCloseConnections: 'idle', keepAliveTimeout: 65_000 });
  traceRequests(app, service.name);
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const missing = (await databaseAnswers(service.db)) ? [] : ['database'];
    if (missing.length > 0) reply.code(503);
    return { ready: missing.length === 0, missing };
  });
  await app.register(fastifyApollo(service.apollo), {
    context: async (request) => service.contextOf(request.headers),
  });
  await listen(app, service.name, address);
  const bound = app.server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : address.port;
  return {
    url: `http://${address.host}:${port}/graphql`,
    stop: async () => {
      await app.close();
      await service.stop();
    },
  };
}

async function listen(app: FastifyInstance, name: string, { host, port }: Address): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new Error(`${name}: port ${port} on ${host} is in use; choose another one with PORT.`);
    }
    throw error;
  }
}
