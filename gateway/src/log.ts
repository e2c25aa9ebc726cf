import { faultText, jsonLog, type RequestLine, readLogFormat, redacted } from '@niryat/telemetry';

/** Where the gateway says what its clients are not told. `cause` is the fault itself, stack and all. */
export interface Log {
  info(message: string): void;
  warn(message: string, cause?: unknown): void;
  error(message: string, cause?: unknown): void;
  /** Told of every request at its end, by logs that want to know. */
  request?(line: RequestLine): void;
}

const line = (level: string, message: string, cause?: unknown): string => {
  const detail = cause === undefined ? '' : `\n${faultText(cause)}`;
  return redacted(`gateway ${level}: ${message}${detail}\n`);
};

/** Entries for people, one after the other on standard error. */
export const stderrLog: Log = {
  info: (message) => void process.stderr.write(line('info', message)),
  warn: (message, cause) => void process.stderr.write(line('warn', message, cause)),
  error: (message, cause) => void process.stderr.write(line('error', message, cause)),
};

/**
 * The log that is used where none is given: JSON where `LOG_FORMAT` or production asks for it, with a line for
 * each request, else entries for people.
 *
 * @throws {Error} when `LOG_FORMAT` is neither.
 */
export function processLog(): Log {
  if (readLogFormat() === 'text') return stderrLog;
  const { info, warn, error, request } = jsonLog('gateway');
  return {
    info: (message) => info(message),
    warn: (message, cause) => warn(message, faultField(cause)),
    error: (message, cause) => error(message, faultField(cause)),
    request,
  };
}

const faultField = (fault: unknown) => (fault === undefined ? {} : { fault });

/** Apollo Server tells its plugins too of such a fault, with its cause; see `faultLog`. */
const TOLD_TO_PLUGINS = 'Unexpected error processing request';

/** A log in the form that Apollo's libraries ask for; their chatter below a warning is dropped. */
export const apolloLogger = (log: Log) => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (message?: unknown) => log.warn(String(message)),
  error: (message?: unknown) => {
    if (!String(message).startsWith(TOLD_TO_PLUGINS)) log.error(String(message));
  },
});
