/** Where the gateway says what its clients are not told. `cause` is the fault itself, stack and all. */
export interface Log {
  info(message: string): void;
  warn(message: string, cause?: unknown): void;
  error(message: string, cause?: unknown): void;
}

const line = (level: string, message: string, cause?: unknown): string => {
  const detail = cause instanceof Error ? (cause.stack ?? String(cause)) : cause;
  const nested = cause instanceof Error && cause.cause !== undefined ? `\n${cause.cause}` : '';
  return `gateway ${level}: ${message}${detail === undefined ? '' : `\n${detail}${nested}`}\n`;
};

/** The log that is used where none is given: one entry after the other on standard error. */
export const stderrLog: Log = {
  info: (message) => void process.stderr.write(line('info', message)),
  warn: (message, cause) => void process.stderr.write(line('warn', message, cause)),
  error: (message, cause) => void process.stderr.write(line('error', message, cause)),
};

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
