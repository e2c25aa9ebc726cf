/** How log entries look: lines for people, or one JSON object a line for machines. */
export type LogFormat = 'text' | 'json';

/** What the environment says of what a process tells of itself. Nothing is told unless it is asked for. */
export interface TelemetryConfig {
  /** Whether finished traces go to the collector at `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly otlp: boolean;
  /** Whether finished traces are printed as trees on standard error (`TRACE=console`). */
  readonly console: boolean;
  /** Where metrics are served (`METRICS_HOST`, 127.0.0.1 unless given, and `METRICS_PORT`); undefined for nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
}

/** The samplers that OpenTelemetry's standard names. */
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
];

/**
 * Reads what is to be traced and measured. The library itself reads the rest of the `OTEL_*` variables.
 *
 * @throws {Error} naming the variable that is wrong, what it holds and what it must hold.
 */
export function readTelemetryConfig(environment: NodeJS.ProcessEnv = process.env): TelemetryConfig {
  const { TRACE, METRICS_HOST, METRICS_PORT } = environment;
  if (TRACE && TRACE !== 'console') {
    throw new Error(`TRACE must be console or left out, got "${TRACE}".`);
  }
  checkSampler(environment);
  return {
    otlp: environment.OTEL_SDK_DISABLED !== 'true' && hasCollector(environment),
    console: TRACE === 'console',
    metrics: METRICS_PORT
      ? { host: METRICS_HOST || '127.0.0.1', port: readPort(METRICS_PORT) }
      : undefined,
  };
}

/**
 * The form of log entries, from `LOG_FORMAT`; JSON in production (`NODE_ENV`), as images run it, else text.
 *
 * @throws {Error} for any other word.
 */
export function readLogFormat(environment: NodeJS.ProcessEnv = process.env): LogFormat {
  const format =
    environment.LOG_FORMAT || (environment.NODE_ENV === 'production' ? 'json' : 'text');
  if (format === 'text' || format === 'json') return format;
  throw new Error(`LOG_FORMAT must be text or json, got "${format}".`);
}

function hasCollector(environment: NodeJS.ProcessEnv): boolean {
  const variables = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
  const given = variables.filter((variable) => environment[variable]);
  for (const variable of given) {
    const value = environment[variable] ?? '';
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) {
      throw new Error(`${variable} must be an http or https address, got "${value}".`);
    }
  }
  return given.length > 0;
}

function checkSampler({ OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG }: NodeJS.ProcessEnv): void {
  if (OTEL_TRACES_SAMPLER && !SAMPLERS.includes(OTEL_TRACES_SAMPLER)) {
    const accepted = SAMPLERS.join(', ');
    throw new Error(
      `OTEL_TRACES_SAMPLER must be one of ${accepted}, got "${OTEL_TRACES_SAMPLER}".`,
    );
  }
  const ratio = Number(OTEL_TRACES_SAMPLER_ARG || '1');
  if (!(ratio >= 0 && ratio <= 1)) {
    throw new Error(
      `OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1, got "${OTEL_TRACES_SAMPLER_ARG}".`,
    );
  }
}

function readPort(given: string): number {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new Error(`METRICS_PORT must be a whole number from 0 to 65535, got "${given}".`);
}
