import {
  context,
  propagation,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';

/**
 * Runs something as a span, which ends with it, or with the promise that it gives. Without a tracer it is
 * only run.
 */
export function inSpan<T>(
  tracer: Tracer | undefined,
  name: string,
  options: SpanOptions,
  run: () => T,
): T {
  if (!tracer) return run();
  const span = tracer.startSpan(name, options);
  return whenSettled(
    () => context.with(trace.setSpan(context.active(), span), run),
    () => span.end(),
    (fault) => endFailed(span, faultType(fault)),
  );
}

/**
 * Runs something and tells how it ended, at once, or when the promise that it gives does. What it gives or
 * throws is passed on.
 */
export function whenSettled<T>(
  run: () => T,
  ended: (value: Awaited<T>) => void,
  failed: (fault: unknown) => void,
): T {
  const rethrow = (fault: unknown): never => {
    failed(fault);
    throw fault;
  };
  const pass = (value: Awaited<T>): Awaited<T> => {
    ended(value);
    return value;
  };
  let result: T;
  try {
    result = run();
  } catch (fault) {
    return rethrow(fault);
  }
  return isThenable(result)
    ? (result.then(pass as (value: unknown) => unknown, rethrow) as T)
    : (pass(result as Awaited<T>) as T);
}

/** Not by `instanceof`: promises of other realms (Node's own, in tests) are promises too. */
const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  'then' in value &&
  typeof value.then === 'function';

/** Ends a span as failed. Of the fault only its type is told: its message may hold what a client sent. */
export function endFailed(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** What kind of fault it is: the code of a GraphQL error, of PostgreSQL or of Node, else the error's name. */
export function faultType(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown';
  const { code, extensions } = fault as { code?: unknown; extensions?: { code?: unknown } };
  const known = extensions?.code ?? code;
  return typeof known === 'string' ? known : fault.name;
}

/** Headers with those that let the receiver's spans join the trace; as they are while nothing is traced. */
export function withTraceHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (!trace.getSpan(context.active())) return headers;
  const carrier = { ...headers };
  propagation.inject(context.active(), carrier);
  return carrier;
}
