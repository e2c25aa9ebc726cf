/** What every process of the graph tells of itself: traces, metrics, logs. */

export {
  type LogFormat,
  readLogFormat,
  readTelemetryConfig,
  type TelemetryConfig,
} from './config.ts';
export { METRICS, type MetricDefinition, type MetricKey } from './definitions.ts';
export { traceRequests } from './http-spans.ts';
export { faultText, type JsonLog, jsonLog, type LogFields, type RequestLine } from './logs.ts';
export {
  currentMetrics,
  type DatabasePool,
  type HttpPool,
  type Metrics,
  observeCost,
  setBreakerState,
  startMetrics,
  stopMetrics,
  supergraphLoaded,
  supergraphRefused,
  watchDatabasePool,
  watchHttpPool,
} from './metrics.ts';
export { type MetricsServer, serveMetrics } from './metrics-server.ts';
export { redacted, redactedFault } from './redact.ts';
export { endFailed, faultType, inSpan, whenSettled, withTraceHeaders } from './spans.ts';
export { type ObserveStatement, statementObserver } from './sql.ts';
export { startTelemetry, type Telemetry } from './start.ts';
export { TraceTree } from './trace-tree.ts';
export { startTracing, stopTracing, tracerOf } from './tracing.ts';
