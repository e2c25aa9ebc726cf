/**
 * The longest that an ending process waits for what is under way, in milliseconds: more than a request may take,
 * with the delay before it, and less than the 30 seconds after which containers are killed.
 */
const patience = 25_000;

/**
 * Ends the process cleanly on Ctrl-C, on SIGTERM, and when the process that started it is gone: runs `stop`
 * once, then exits with 0, or with 1 where stopping fails or takes longer than 25 seconds.
 */
export function endWith(stop: () => Promise<void>): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), patience).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('disconnect', end);
}

/** Tells the operator why the process cannot go on, in one line on standard error, and ends it with 1. */
export function failWith(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
