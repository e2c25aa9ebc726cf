import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { readTelemetryConfig, type TelemetryConfig } from './config.ts';
import { startMetrics, stopMetrics } from './metrics.ts';
import { type MetricsServer, serveMetrics } from './metrics-server.ts';
import { TraceTree } from './trace-tree.ts';
import { startTracing, stopTracing } from './tracing.ts';

/** What a process tells of itself, once it has been started. */
export interface Telemetry {
  /** Where metrics are served; undefined where they are off. */
  readonly metricsUrl: string | undefined;
  /** Sends what has not been sent, and ends. */
  stop(): Promise<void>;
}

/**
 * Starts what the environment asks for: traces, metrics, or nothing, which costs nothing. Call it before the
 * parts of the graph are made.
 *
 * @throws {Error} naming the variable that is wrong, or the port that is in use.
 */
export async function startTelemetry(
  config: TelemetryConfig = readTelemetryConfig(),
): Promise<Telemetry> {
  const processors: SpanProcessor[] = [
    ...(config.otlp ? [new BatchSpanProcessor(new OTLPTraceExporter())] : []),
    ...(config.console ? [new TraceTree((text) => process.stderr.write(text))] : []),
  ];
  if (processors.length > 0) startTracing(processors);
  let server: MetricsServer | undefined;
  if (config.metrics) server = await serveMetrics(startMetrics(), config.metrics);
  return {
    metricsUrl: server?.url,
    stop: async () => {
      // A collector that is away is no fault of the process that ends.
      await stopTracing().catch(() => undefined);
      await server?.stop();
      stopMetrics();
    },
  };
}
