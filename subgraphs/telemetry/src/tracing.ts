import { context, propagation, type Tracer, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';

/** The service whose spans libraries make (`@apollo/gateway` does). */
const MAIN_SERVICE = 'gateway';

/** Where the spans of this process go; undefined while nothing is traced. */
let processors: readonly SpanProcessor[] | undefined;
const providers = new Map<string, NodeTracerProvider>();

/**
 * Traces from now on: call it before the parts of the graph are made, since a part that finds tracing off
 * makes no spans, ever. Requests are followed through promises by `AsyncLocalStorage`, and from process to
 * process by the header `traceparent`.
 */
export function startTracing(given: readonly SpanProcessor[]): void {
  processors = given;
  providerOf(MAIN_SERVICE).register({ propagator: new W3CTraceContextPropagator() });
}

/** Hands on the spans that are finished, then traces no more. */
export async function stopTracing(): Promise<void> {
  const ending = processors ?? [];
  processors = undefined;
  providers.clear();
  trace.disable();
  context.disable();
  propagation.disable();
  await Promise.all(ending.map((processor) => processor.shutdown()));
}

/** What makes the spans of a service (`gateway`, or a subgraph's name); undefined while nothing is traced. */
export function tracerOf(service: string): Tracer | undefined {
  return processors && providerOf(service).getTracer('niryat');
}

/** Services that share a process have providers of their own: a span tells its service by that. */
function providerOf(service: string): NodeTracerProvider {
  const known = providers.get(service);
  if (known) return known;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'niryat' }),
    spanProcessors: [...(processors ?? [])],
  });
  providers.set(service, provider);
  return provider;
}
