import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  trace,
} from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endFailed } from './spans.ts';
import { tracerOf } from './tracing.ts';

/** Paths that are asked every few seconds by whoever watches the process. */
const UNTRACED = new Set<string | undefined>(['/healthz', '/readyz']);

/**
 * Makes a span of every request to a server, which joins the trace that the request's `traceparent` names.
 * Does nothing while nothing is traced. Addresses are told by their route: what stands in them is the client's.
 */
export function traceRequests(app: FastifyInstance, service: string): void {
  const tracer = tracerOf(service);
  if (!tracer) return;
  const contexts = new WeakMap<FastifyRequest, Context>();
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, headers, routeOptions } = request;
    const route = routeOptions.url ?? 'unknown';
    if (!UNTRACED.has(route)) {
      const parent = propagation.extract(ROOT_CONTEXT, headers);
      const attributes = { 'http.request.method': method, 'http.route': route };
      const span = tracer.startSpan(
        `${method} ${route}`,
        { kind: SpanKind.SERVER, attributes },
        parent,
      );
      contexts.set(request, trace.setSpan(parent, span));
    }
    done();
  });
  // Not earlier: while the body is read, the events of the socket lose the context.
  app.addHook('preValidation', (request, _reply, done) => {
    const active = contexts.get(request);
    if (active) context.with(active, done);
    else done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const active = contexts.get(request);
    const span = active && trace.getSpan(active);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (span && reply.statusCode >= 500) endFailed(span, String(reply.statusCode));
    else span?.end();
    done();
  });
}
