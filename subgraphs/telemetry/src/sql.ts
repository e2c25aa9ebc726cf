import { context, type Span, SpanKind, type Tracer, trace } from '@opentelemetry/api';
import { currentMetrics, type Metrics } from './metrics.ts';
import { endFailed, faultType, whenSettled } from './spans.ts';
import { tracerOf } from './tracing.ts';

/** Observes a statement: given its text and what runs it, gives what that gives. */
export type ObserveStatement = <T>(text: string, run: () => T) => T;

/**
 * What is to be called around every SQL statement of a subgraph; undefined while nothing is traced or measured.
 *
 * A span is made where a request is under way, not for migrations and the seed. A batch of a loader runs in the
 * context of the first of its keys; as loaders are made for each request, that is of the right request to the
 * right subgraph. The text of statements is told as it is, with `$1` in the place of values.
 */
export function statementObserver(subgraph: string): ObserveStatement | undefined {
  const tracer = tracerOf(subgraph);
  const metrics = currentMetrics();
  if (!tracer && !metrics) return undefined;
  return (text, run) => {
    const span = tracer && trace.getSpan(context.active()) && startSpan(tracer, subgraph, text);
    if (!span && !metrics) return run();
    return observed(run, { span, metrics, subgraph, began: performance.now() });
  };
}

interface Observation {
  readonly span: Span | undefined;
  readonly metrics: Metrics | undefined;
  readonly subgraph: string;
  readonly began: number;
}

function startSpan(tracer: Tracer, subgraph: string, text: string): Span {
  const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'SQL';
  return tracer.startSpan(`${operation} ${subgraph}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'postgresql',
      'db.namespace': subgraph,
      'db.operation.name': operation,
      'db.query.text': text,
    },
  });
}

function observed<T>(run: () => T, { span, metrics, subgraph, began }: Observation): T {
  const measured = (outcome: 'ok' | 'failed') =>
    metrics?.sqlDuration.observe({ subgraph, outcome }, (performance.now() - began) / 1000);
  return whenSettled(
    run,
    () => {
      measured('ok');
      span?.end();
    },
    (fault) => {
      measured('failed');
      if (span) endFailed(span, faultType(fault));
    },
  );
}
