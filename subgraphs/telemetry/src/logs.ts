import { context, trace } from '@opentelemetry/api';
import { type DestinationStream, destination, pino } from 'pino';
import { redacted, redactedFault } from './redact.ts';

/** What is told of a request once it is answered. Nothing of what it asked for stands in it. */
export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  /** The pattern of the path; undefined where nothing is at it. */
  readonly route: string | undefined;
  readonly status: number;
  readonly durationMs: number;
  /** What was sent, in bytes; of answers in pieces with the frame around them. */
  readonly bytes: number | undefined;
  /** The name that the operation has in its document. */
  readonly operation?: string | undefined;
  readonly variant?: string | undefined;
  readonly cost?: number | undefined;
}

/** What is told of a fault: no field of it but these, since others hold statements and their values. */
export interface FaultFields {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  readonly cause?: FaultFields | undefined;
}

/** Fields of an entry. Texts are written without what looks like a secret, errors without their own fields. */
export type LogFields = Readonly<Record<string, unknown>>;

/** A log of one JSON object a line. */
export interface JsonLog {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A request that was answered. */
  request(line: RequestLine): void;
}

/** Makes the log of a service, on standard output unless told otherwise. */
export function jsonLog(service: string, to?: DestinationStream): JsonLog {
  const log = pino(
    {
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      messageKey: 'message',
      mixin: traceFields,
    },
    // At once: what a process says before it ends must not be lost.
    to ?? destination({ dest: 1, sync: true }),
  );
  const entry = (level: 'info' | 'warn' | 'error') => (message: string, fields?: LogFields) =>
    log[level](tellable(fields), redacted(message));
  return {
    info: entry('info'),
    warn: entry('warn'),
    error: entry('error'),
    request: (line) => log.info({ ...line, kind: 'request' }, 'answered'),
  };
}

function tellable(fields: LogFields = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (typeof value === 'string') return [name, redacted(value)];
      return [name, value instanceof Error ? faultFields(value) : value];
    }),
  );
}

/** The fields of a fault, down to its first causes. */
export function faultFields(fault: unknown, depth = 0): FaultFields {
  if (!(fault instanceof Error))
    return { type: typeof fault, message: redactedFault(String(fault)) };
  const { code } = fault as { code?: unknown };
  return {
    type: fault.name,
    message: redactedFault(fault.message),
    stack: fault.stack === undefined ? undefined : redactedFault(fault.stack),
    code: typeof code === 'string' ? code : undefined,
    cause:
      fault.cause === undefined || depth >= 3 ? undefined : faultFields(fault.cause, depth + 1),
  };
}

/** A fault as people read it: its stack, and the causes below it. */
export function faultText(fault: unknown): string {
  const { type, message, stack, cause } = faultFields(fault);
  const own = stack ?? (fault instanceof Error ? `${type}: ${message}` : message);
  return cause ? `${own}\n${cause.type}: ${cause.message}` : own;
}

function traceFields(): object {
  const span = trace.getSpan(context.active())?.spanContext();
  return span ? { traceId: span.traceId, spanId: span.spanId } : {};
}
