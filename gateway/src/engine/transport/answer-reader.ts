import type { Dispatcher } from 'undici';
import type { SubgraphResponse } from '../../subgraph-request.ts';
import type { Cancellation } from './cancellation.ts';

/** Whoever waits for an answer. */
export interface Waiting {
  readonly cancellation: Cancellation;
  readonly resolve: (response: SubgraphResponse) => void;
  readonly reject: (fault: Error) => void;
}

/** Says what is wrong with an answer that has come. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

/**
 * Reads one answer, chunk by chunk. A connection holds on to the reader of its last request until the
 * next: so a reader lets go of everything once it is done, or whole answers would outlive their requests.
 */
export class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #maxBytes: number;
  #waiting: Waiting | undefined;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #head: { readonly status: number; readonly type: string } | undefined;

  constructor(maxBytes: number, waiting: Waiting) {
    this.#maxBytes = maxBytes;
    this.#waiting = waiting;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#waiting?.cancellation.onCancel((reason) => controller.abort(reason));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#head = { status, type: String(headers['content-type'] ?? 'no content type') };
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#chunks.push(chunk);
    if (this.#bytes <= this.#maxBytes) return;
    controller.abort(new AnswerError(`answered with more than ${this.#maxBytes} bytes`));
  }

  onResponseEnd(): void {
    const text = this.#text();
    const waiting = this.#letGo();
    const { status = 0, type = '' } = this.#head ?? {};
    if (status >= 300 && status < 400) {
      waiting?.reject(new AnswerError(`answered ${status}, and redirects are not followed`));
      return;
    }
    try {
      waiting?.resolve(JSON.parse(text) as SubgraphResponse);
    } catch (cause) {
      const error = new AnswerError(`answered ${status} with ${type}, which is not JSON`, {
        cause,
      });
      waiting?.reject(error);
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController, fault: Error): void {
    const waiting = this.#letGo();
    const broken = this.#head && !(fault instanceof AnswerError) && !waiting?.cancellation.reason;
    // With a part of the answer here, sending again is not a matter of the connection alone.
    waiting?.reject(broken ? new AnswerError('broke off its answer', { cause: fault }) : fault);
  }

  #text(): string {
    const [only, ...more] = this.#chunks;
    if (!only) return '';
    return (more.length === 0 ? only : Buffer.concat(this.#chunks)).toString('utf8');
  }

  #letGo(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#chunks = [];
    return waiting;
  }
}
