/** Says that an answer was not there in time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  /** How long it was waited for. */
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(`no answer in ${Math.round(milliseconds)} ms`);
    this.milliseconds = milliseconds;
  }
}

/**
 * Runs something that may take `ms` milliseconds and gives up when `parent` is aborted. What runs is
 * told by its signal; an answer that comes later is dropped.
 *
 * @throws {DeadlineError} when the time has passed; the reason of `parent` when that was aborted.
 */
export async function withDeadline<T>(
  ms: number,
  parent: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort(parent?.reason);
  const timer = setTimeout(() => controller.abort(new DeadlineError(ms)), ms);
  parent?.addEventListener('abort', stop, { once: true });
  if (parent?.aborted) stop();
  const gaveUp = new Promise<never>((_, reject) => {
    const fail = () => reject(controller.signal.reason);
    if (controller.signal.aborted) fail();
    else controller.signal.addEventListener('abort', fail, { once: true });
  });
  try {
    return await Promise.race([run(controller.signal), gaveUp]);
  } finally {
    clearTimeout(timer);
    parent?.removeEventListener('abort', stop);
  }
}
