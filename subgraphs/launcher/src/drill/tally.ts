/** What became of a request. */
export type Outcome =
  /** The known answer, whole. */
  | 'answered'
  /** An answer in which something is null that was not there, with an error that says so. */
  | 'partial'
  /** 503 with `Retry-After`: nothing was done, and the client knows when to come again. */
  | 'refused'
  /** Anything else: no answer at all, though it was asked again elsewhere; a wrong one; an error of another kind. */
  | 'lost';

/** Counts what became of requests, and how long it took. */
export class Tally {
  readonly counts: Record<Outcome, number> = { answered: 0, partial: 0, refused: 0, lost: 0 };
  /** Requests that were sent once more, to another gateway, because the first broke off. */
  again = 0;
  /** Partial answers that lack more than the fault at hand takes away: a machine that is too slow for the drill. */
  astray = 0;
  readonly #accepted: number[] = [];
  readonly #refused: number[] = [];
  readonly #reasons = new Set<string>();

  /** Takes note of a request; `reason` says why one is lost. */
  add(outcome: Outcome, milliseconds: number, reason?: string): void {
    this.counts[outcome] += 1;
    (outcome === 'refused' ? this.#refused : this.#accepted).push(milliseconds);
    if (reason !== undefined) this.#reasons.add(reason);
  }

  /** How many requests there were. */
  get sent(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  /** The first few reasons for which requests were lost. */
  get reasons(): readonly string[] {
    return [...this.#reasons].slice(0, 5);
  }

  /** In milliseconds, the time within which this share of the accepted requests were answered. */
  accepted(share: number): number {
    return quantile(this.#accepted, share);
  }

  /** In milliseconds, the time within which this share of the refused requests were refused. */
  refused(share: number): number {
    return quantile(this.#refused, share);
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
