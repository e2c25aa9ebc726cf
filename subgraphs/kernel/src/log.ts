/** Where the service writes what its operator must know: one line each. */
export interface Logger {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  error(message: string, detail?: Readonly<Record<string, unknown>>): void;
}

function line(level: string, message: string, detail?: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(detail ?? {}).map(([key, value]) => `${key}=${describe(value)}`);
  return [level, message, ...parts].join(' ');
}

function describe(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Writes to standard output and standard error. */
export const consoleLogger: Logger = {
  info: (message, detail) => console.log(line('info', message, detail)),
  error: (message, detail) => console.error(line('error', message, detail)),
};

/** Writes nothing: for tests that expect a fault. */
export const silentLogger: Logger = { info: () => {}, error: () => {} };
