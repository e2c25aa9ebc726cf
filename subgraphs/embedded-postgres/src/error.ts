/**
 * Why the embedded database did not start.
 *
 * - `UNSUPPORTED_PLATFORM`: no PostgreSQL for this machine is installed, or it does not run here.
 * - `IN_USE`: another process has the data folder open.
 * - `OTHER_VERSION`: another major version of PostgreSQL wrote the data folder.
 * - `FAILED`: anything else; the message carries what PostgreSQL or the system said.
 */
export type EmbeddedPostgresReason = 'UNSUPPORTED_PLATFORM' | 'IN_USE' | 'OTHER_VERSION' | 'FAILED';

/** What `startEmbeddedPostgres` throws. The message is meant for the person at the terminal. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly reason: EmbeddedPostgresReason;

  constructor(reason: EmbeddedPostgresReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** The code of a failed system call, such as `ENOENT`; null for any other error. */
export const systemCode = (error: unknown): string | null => textIn(error, 'code');

/** What an error says. */
export const messageOf = (error: unknown): string => textIn(error, 'message') ?? String(error);

/** Not by `instanceof Error`: in Jest, errors of the system are of another realm. */
function textIn(error: unknown, key: 'code' | 'message'): string | null {
  const value =
    typeof error === 'object' && error !== null && key in error
      ? (error as Readonly<Record<typeof key, unknown>>)[key]
      : null;
  return typeof value === 'string' ? value : null;
}
