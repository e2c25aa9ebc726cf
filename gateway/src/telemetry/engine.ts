import { currentMetrics, inSpan, tracerOf, whenSettled, withTraceHeaders } from '@niryat/telemetry';
import { SpanKind } from '@opentelemetry/api';
import { type Trace, untraced } from '../engine/hooks.ts';
import type { Transport } from '../engine/transport/transport.ts';

/** The spans of an engine as OpenTelemetry's, and its fetches as metrics; nothing where both are off. */
export function engineTrace(): Trace {
  const tracer = tracerOf('gateway');
  const measure = measuredFetches();
  if (!tracer) return measure;
  return (name, attributes, run) => {
    const kind = name === 'gateway.fetch' ? SpanKind.CLIENT : SpanKind.INTERNAL;
    return measure(name, attributes, () => inSpan(tracer, name, { kind, attributes }, run));
  };
}

/** The fetches of an engine as metrics alone: `@apollo/gateway` makes its spans itself. */
export function measuredFetches(): Trace {
  const metrics = currentMetrics();
  if (!metrics) return untraced;
  return (name, attributes, run) => {
    if (name !== 'gateway.fetch') return run();
    const began = performance.now();
    const told = (outcome: 'ok' | 'errors' | 'unavailable') => {
      const seconds = (performance.now() - began) / 1000;
      metrics.fetchDuration.observe({ subgraph: attributes.service ?? '', outcome }, seconds);
    };
    return whenSettled(
      run,
      (answer) => told(hasErrors(answer) ? 'errors' : 'ok'),
      () => told('unavailable'),
    );
  };
}

const hasErrors = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'errors' in answer &&
  Array.isArray(answer.errors) &&
  answer.errors.length > 0;

/** A way to a subgraph in another process, whose spans join the trace of the fetch. */
export function tracedHttp(transport: Transport): Transport {
  if (!tracerOf('gateway')) return transport;
  return {
    ...transport,
    prepare(operation) {
      const send = transport.prepare(operation);
      return (call) => send({ ...call, headers: withTraceHeaders(call.headers) });
    },
  };
}

/** A way to a subgraph in this process: its resolvers run in a span of the subgraph. */
export function tracedLocal(subgraph: string, transport: Transport): Transport {
  const tracer = tracerOf(subgraph);
  if (!tracer) return transport;
  return {
    ...transport,
    prepare(operation) {
      const send = transport.prepare(operation);
      const attributes = { 'graphql.operation.type': operation.kind };
      return (call) => inSpan(tracer, 'subgraph.request', { attributes }, () => send(call));
    },
  };
}
