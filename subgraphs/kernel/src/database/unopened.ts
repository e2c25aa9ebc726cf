/**
 * Why a database cannot be opened, for the operator: which one by its host and name, and what is wrong. Nothing else that the
 * connection string holds is told: not its user, password or parameters.
 */
export function unopened(url: string, cause: unknown): Error {
  return new Error(`The database ${addressOf(url)} cannot be opened: ${reasonOf(cause)}`, {
    cause,
  });
}

function addressOf(url: string): string {
  if (!URL.canParse(url)) return 'that DATABASE_URL names';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** A host of several addresses fails at each: the first tells why. */
function reasonOf(cause: unknown): string {
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message : String(first);
}
