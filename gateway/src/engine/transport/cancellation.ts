/**
 * Says that nobody waits for an answer any more. Lighter than an `AbortController`, of which a question
 * would make one for each of its fetches.
 */
export class Cancellation {
  #reason: Error | undefined;
  readonly #listeners: ((reason: Error) => void)[] = [];

  /** Why it was cancelled; undefined as long as it is not. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  /** Tells all listeners, once. */
  cancel(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    for (const listener of this.#listeners.splice(0)) listener(reason);
  }

  /** Calls when cancelled; at once where that has happened. */
  onCancel(listener: (reason: Error) => void): void {
    if (this.#reason) listener(this.#reason);
    else this.#listeners.push(listener);
  }

  /** The same as a signal, for libraries that ask for one. */
  signal(): AbortSignal {
    const controller = new AbortController();
    this.onCancel((reason) => controller.abort(reason));
    return controller.signal;
  }
}
