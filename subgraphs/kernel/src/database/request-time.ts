import { GraphQLError } from 'graphql';
import type { Client } from 'pg';
import { errorCodes } from '../graphql/errors.ts';
import { cancelStatement } from './cancel.ts';

/** Tells when nobody waits for the answer to a request any more. */
export interface HangUp {
  /** Calls when that happens, at once where it has. */
  onCancel(listener: () => void): void;
}

/** How long a statement may go on after it was cancelled, in milliseconds, before its connection is given up. */
const stubbornness = 2_000;

/**
 * The time that the statements of one request have. It is over at a deadline, or when whoever asked has gone:
 * statements under way are cancelled then, and no further ones begin.
 */
export class RequestTime {
  /** By the clock of `performance.now`; undefined without a limit. */
  readonly #deadline: number | undefined;
  readonly #running = new Set<() => void>();
  #gone = false;

  /**
   * @param milliseconds how much is left; undefined for no limit but the pool's own.
   */
  constructor(milliseconds?: number, hangUp?: HangUp) {
    this.#deadline = milliseconds === undefined ? undefined : performance.now() + milliseconds;
    hangUp?.onCancel(() => {
      this.#gone = true;
      for (const end of this.#running) end();
    });
  }

  /** @throws {GraphQLError} `DEADLINE_EXCEEDED` when it is over. */
  check(): void {
    if (this.#gone || this.#left() <= 0) throw timeIsOver();
  }

  /**
   * Runs a statement on a connection, no longer than there is time. What it gives is given only when the
   * connection is free again for anyone.
   *
   * @throws {GraphQLError} `DEADLINE_EXCEEDED` when it was cancelled, or there was no time left for it.
   */
  async during<T>(connection: Client, statement: () => Promise<T>): Promise<T> {
    this.check();
    let cancelled: Promise<void> | undefined;
    let stubborn: NodeJS.Timeout | undefined;
    const end = (): void => {
      cancelled ??= cancelStatement(connection);
      // A server that is stopped, or behind a broken line, cancels nothing.
      stubborn ??= setTimeout(() => void connection.end().catch(() => {}), stubbornness);
    };
    const left = this.#left();
    const timer = left === Number.POSITIVE_INFINITY ? undefined : setTimeout(end, left);
    this.#running.add(end);
    try {
      return await statement();
    } catch (error) {
      throw cancelled ? timeIsOver() : error;
    } finally {
      clearTimeout(timer);
      clearTimeout(stubborn);
      this.#running.delete(end);
      await cancelled;
    }
  }

  #left(): number {
    return this.#deadline === undefined
      ? Number.POSITIVE_INFINITY
      : this.#deadline - performance.now();
  }
}

const timeIsOver = (): GraphQLError =>
  new GraphQLError('The time for this request is over.', {
    extensions: { code: errorCodes.deadlineExceeded },
  });
