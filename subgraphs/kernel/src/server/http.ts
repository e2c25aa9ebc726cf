import { setTimeout as sleep } from 'node:timers/promises';
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
  /**
   * Ends it: says that it is not ready, waits so many milliseconds for those who ask to have heard of it (none by
   * default), takes no new requests, answers those under way, then stops the service.
   */
  stop(drainDelayMs?: number): Promise<void>;
}

/** The largest body that a subgraph takes, in bytes: representations of a full page are well below. */
const bodyLimit = 4 * 1024 * 1024;

/**
 * Serves a subgraph at `/graphql`, with `/healthz` (the process is up) and `/readyz` (its database answers).
 *
 * @throws {Error} with a clear message when the port is in use.
 */
export async function serveHttp(service: Service, address: Address): Promise<HttpServer> {
  const app = Fastify({
    bodyLimit,
    forceCloseConnections: 'idle',
    keepAliveTimeout: 65_000,
    // What a gateway still sends on a connection that it holds open is answered.
    return503OnClosing: false,
  });
  let stopping = false;
  traceRequests(app, service.name);
  const answered = countRequests(app);
  // Otherwise a connection that was busy at the end would keep the server open until it times out.
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const missing = stopping
      ? [service.name]
      : (await databaseAnswers(service.db))
        ? []
        : ['database'];
    if (missing.length > 0) reply.code(503);
    return { ready: missing.length === 0, missing };
  });
  await app.register(fastifyApollo(service.apollo), {
    context: async (request, reply) =>
      service.contextOf(request.headers, {
        onCancel: (listener) => {
          reply.raw.once('close', () => {
            if (!reply.raw.writableFinished) listener();
          });
        },
      }),
  });
  await listen(app, service.name, address);
  const bound = app.server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : address.port;
  return {
    url: `http://${address.host}:${port}/graphql`,
    stop: async (drainDelayMs = 0) => {
      stopping = true;
      await sleep(drainDelayMs);
      const closed = app.close();
      await answered();
      // What is still open has nothing to say: a client may have opened it ahead of time, and never used it.
      app.server.closeAllConnections();
      await closed;
      await service.stop();
    },
  };
}

/** Counts the requests under way; what it gives waits until there are none. */
function countRequests(app: FastifyInstance): () => Promise<void> {
  let underWay = 0;
  let whenNone: () => void = () => undefined;
  app.addHook('onRequest', async (_request, { raw }) => {
    underWay += 1;
    raw.once('close', () => {
      underWay -= 1;
      if (underWay === 0) whenNone();
    });
  });
  return () =>
    new Promise((resolve) => {
      whenNone = resolve;
      if (underWay === 0) resolve();
    });
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
