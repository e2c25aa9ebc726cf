import { faultText, jsonLog, readLogFormat, redacted } from '@niryat/telemetry';

/** Where the service writes what its operator must know: one line each. */
export interface Logger {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  error(message: string, detail?: Readonly<Record<string, unknown>>): void;
}

function line(level: string, message: string, detail?: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(detail ?? {}).map(([key, value]) => `${key}=${describe(value)}`);
  return redacted([level, message, ...parts].join(' '));
}

function describe(value: unknown): string {
  if (value instanceof Error) return faultText(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Writes to standard output and standard error. */
export const consoleLogger: Logger = {
  info: (message, detail) => console.log(line('info', message, detail)),
  error: (message, detail) => console.error(line('error', message, detail)),
};

/**
 * The log of a process: JSON where `LOG_FORMAT` or production asks for it, else lines for people.
 *
 * @throws {Error} when `LOG_FORMAT` is neither.
 */
export function processLogger(service: string): Logger {
  return readLogFormat() === 'json' ? jsonLog(service) : consoleLogger;
}

/** Writes nothing: for tests that expect a fault. */
export const silentLogger: Logger = { info: () => {}, error: () => {} };
