/** What a pace is kept by. */
export interface PaceLimits {
  /** The most requests that are ever under way. */
  readonly maxRequests: number;
  /** The time within which answers should come, in milliseconds, waiting for a turn aside. */
  readonly goodTimeMs: number;
}

/** So many requests are let in however slow answers are: or nothing would show that they are fast again. */
const LEAST = 16;

/** What is left of the limit after an interval of slow answers. */
const LESS = 0.8;

/** What becomes of it after one of fast answers. */
const MORE = 1.1;

/**
 * How many requests may be under way, found out from how long answers take: past what the graph can carry, more at
 * a time only makes each one later. Multiplicative decrease from what was really under way, and a careful
 * increase, as in the congestion control of networks (Chiu and Jain, 1989).
 *
 * Only answers count, not requests that hang: a subgraph that is stuck keeps its own questions waiting, while
 * those that go elsewhere end fast and keep the limit up until its breaker opens.
 */
export class Pace {
  readonly #limits: PaceLimits;
  readonly #least: number;
  #limit: number;
  #ended = 0;
  #spentMs = 0;

  constructor(limits: PaceLimits) {
    this.#limits = limits;
    this.#least = Math.min(LEAST, limits.maxRequests);
    this.#limit = limits.maxRequests;
  }

  /** How many may be under way now. */
  get limit(): number {
    return this.#limit;
  }

  /** Takes note of a request that was under way for so long. */
  ended(milliseconds: number): void {
    this.#ended += 1;
    this.#spentMs += milliseconds;
  }

  /** Judges what has ended since it was called last; called at intervals. */
  judge(underWay: number): void {
    if (this.#ended === 0) return;
    const mean = this.#spentMs / this.#ended;
    this.#ended = 0;
    this.#spentMs = 0;
    const { maxRequests, goodTimeMs } = this.#limits;
    const wanted =
      mean > goodTimeMs ? Math.min(this.#limit, underWay) * LESS : this.#limit * MORE + 1;
    this.#limit = Math.floor(Math.min(maxRequests, Math.max(this.#least, wanted)));
  }
}
