import { currentMetrics, traceRequests } from '@niryat/telemetry';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../log.ts';
import { factsOf } from './facts.ts';

/** Paths that are asked every few seconds by whoever watches the process. */
const UNTOLD = new Set<string | undefined>(['/healthz', '/readyz']);

/** Tells of every request over HTTP but those for health, where anything is on: a span, a metric, a line of the log. */
export function watchRequests(app: FastifyInstance, log: Log): void {
  traceRequests(app, 'gateway');
  const metrics = currentMetrics();
  if (!metrics && !log.request) return;
  const before = new WeakMap<FastifyRequest, number>();
  app.addHook('onRequest', (request, _reply, done) => {
    before.set(request, request.raw.socket.bytesWritten ?? 0);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, id, routeOptions } = request;
    const { statusCode: status, elapsedTime } = reply;
    const route = routeOptions.url;
    if (UNTOLD.has(route)) return done();
    metrics?.httpRequests.inc({ route: route ?? 'unknown', status });
    log.request?.({
      requestId: id,
      method,
      route,
      status,
      durationMs: Math.round(elapsedTime * 10) / 10,
      bytes: bytesOf(reply.getHeader('content-length'), request, before.get(request)),
      ...factsOf(request),
    });
    done();
  });
}

/** The length that the answer says; without one, what has gone over its connection meanwhile. */
function bytesOf(
  length: unknown,
  { raw }: FastifyRequest,
  before: number | undefined,
): number | undefined {
  const said = Number(length ?? Number.NaN);
  if (Number.isInteger(said)) return said;
  const sent = (raw.socket.bytesWritten ?? 0) - (before ?? 0);
  return sent > 0 ? sent : undefined;
}
