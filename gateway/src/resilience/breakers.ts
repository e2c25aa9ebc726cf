import { setBreakerState } from '@niryat/telemetry';
import {
  ConsecutiveBreaker,
  ExponentialBackoff,
  halfJitterGenerator,
  type IBackoff,
} from 'cockatiel';
import { DeadlineError } from '../data-sources/deadline.ts';
import type { Log } from '../log.ts';
import type { Endurance } from './config.ts';

/** When a subgraph is left alone, and when it is tried again. */
export interface BreakerOptions {
  /** How many calls in a row must fail; 5 by default. */
  readonly faults?: number;
  /** Milliseconds until the first trial; 250 by default. Each trial doubles it, with jitter. */
  readonly firstRetryMs?: number;
  /** The most milliseconds between two trials; 5000 by default. */
  readonly lastRetryMs?: number;
  /**
   * A call that had less time than this, because its client is in a hurry, says nothing of the subgraph when its
   * time is over.
   */
  readonly fairTimeMs: number;
  readonly log: Log;
  /** The clock, in milliseconds; tests set it. */
  readonly now?: () => number;
}

/** What is known of a subgraph whose last call failed. */
interface Circuit {
  readonly faults: ConsecutiveBreaker;
  /** Once it is left alone: how long until the next trial, and when that is. */
  retry?: { backoff: IBackoff<unknown>; at: number };
}

/**
 * Knows which subgraphs are worth a call. One whose calls failed several times in a row is left alone; after a
 * while one call tries it, then, later each time, another, until one is answered.
 *
 * The rules are cockatiel's, its policy is not: that wraps each call into promises of its own, where this costs
 * a look into a map. And it waits for the end of a trial, which may hang or lose its client; here the next one is
 * due when the time for it has come, whatever became of the last.
 */
export class Breakers {
  readonly #options: BreakerOptions;
  readonly #now: () => number;
  readonly #circuits = new Map<string, Circuit>();

  constructor(options: BreakerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Whether a subgraph may be called now. Whoever is told so should call: it may be the one trial. */
  lets(service: string): boolean {
    const retry = this.#circuits.get(service)?.retry;
    if (!retry) return true;
    const now = this.#now();
    if (now < retry.at) return false;
    retry.backoff = retry.backoff.next(undefined);
    retry.at = now + retry.backoff.duration;
    setBreakerState(service, 'halfOpen');
    return true;
  }

  /** Takes note of an answer, whatever it says. */
  answered(service: string): void {
    const circuit = this.#circuits.get(service);
    // Most subgraphs never fail, and have none.
    if (!circuit) return;
    this.#circuits.delete(service);
    if (!circuit.retry) return;
    setBreakerState(service, 'closed');
    this.#options.log.info(`the subgraph "${service}" answers again`);
  }

  /** Takes note of a fault of a subgraph; those of clients must not come here. */
  failed(service: string, fault: unknown): void {
    const { faults = 5, firstRetryMs = 250, lastRetryMs = 5_000, fairTimeMs, log } = this.#options;
    if (fault instanceof DeadlineError && fault.milliseconds < fairTimeMs) return;
    const circuit: Circuit = this.#circuits.get(service) ?? {
      faults: new ConsecutiveBreaker(faults),
    };
    this.#circuits.set(service, circuit);
    if (circuit.retry) setBreakerState(service, 'open');
    if (circuit.retry || !circuit.faults.failure()) return;
    const backoff = new ExponentialBackoff({
      generator: halfJitterGenerator,
      initialDelay: firstRetryMs,
      maxDelay: lastRetryMs,
    }).next();
    circuit.retry = { backoff, at: this.#now() + backoff.duration };
    setBreakerState(service, 'open');
    log.warn(`the subgraph "${service}" is left alone; it is tried now and then`);
  }
}

/** The breakers of a gateway with these limits. */
export const breakersFor = (
  {
    requestTimeoutMs,
    subgraphTimeoutMs,
  }: Pick<Endurance, 'requestTimeoutMs' | 'subgraphTimeoutMs'>,
  log: Log,
): Breakers => new Breakers({ fairTimeMs: Math.min(requestTimeoutMs, subgraphTimeoutMs) / 2, log });
