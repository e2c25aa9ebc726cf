import { setMaxListeners } from 'node:events';
import { isPromise } from './object.ts';

/** What tells two runs of one operation apart, besides the operation itself. */
export interface RunOrigin {
  readonly variables: Readonly<Record<string, unknown>>;
  /** What subgraphs are sent of the client's headers, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal | undefined;
  /** When its time is over, by the clock of `performance.now`. */
  readonly deadline?: number | undefined;
}

/** How much earlier than its own a query may let its answer's time end, in milliseconds. */
const EARLIER = 1000;

/** A run under way, and those who wait for its answer. */
interface SharedRun<T> {
  readonly answer: Promise<T>;
  readonly end: AbortController;
  /** When the time of whoever started it is over. */
  readonly deadline: number;
  waiting: number;
}

/**
 * Queries that are asked again while the same one is under way get its answer: many people open the same
 * page at the same time, and its question costs one run then. The same is: operation, variables and all
 * that subgraphs are sent of the client's headers, so of two people who may see different things none sees
 * the other's. A run ends early only when all who wait for it have gone, and nobody joins one whose time ends
 * much earlier than their own.
 */
export class SharedRuns<T> {
  readonly #ignored: ReadonlySet<string>;
  readonly #copy: (answer: T) => T;
  #underWay = new Map<string, SharedRun<T>>();

  /**
   * @param ignored headers, in lower case, that decide nothing of an answer: ids of requests and traces.
   * @param copy what each but the first is given of an answer: who may change it gets one of their own.
   */
  constructor(ignored: readonly string[], copy: (answer: T) => T) {
    this.#ignored = new Set(ignored);
    this.#copy = copy;
  }

  /**
   * The answer of an equal run that is under way, else of one that is started now.
   *
   * @param operation what is equal for equal operations.
   * @param start is given the signal that says that nobody waits any more.
   */
  run(
    operation: string,
    origin: RunOrigin,
    start: (signal: AbortSignal) => T | Promise<T>,
  ): T | Promise<T> {
    const key = this.#keyOf(operation, origin);
    const known = this.#underWay.get(key);
    const deadline = origin.deadline ?? Number.POSITIVE_INFINITY;
    if (known && !known.end.signal.aborted && known.deadline >= deadline - EARLIER) {
      this.#wait(known, origin.signal);
      return known.answer.then(this.#copy);
    }
    const end = new AbortController();
    setMaxListeners(0, end.signal);
    const answer = start(end.signal);
    if (!isPromise<T>(answer)) return answer;
    const run: SharedRun<T> = { answer, end, deadline, waiting: 0 };
    this.#underWay.set(key, run);
    const ended = () => {
      if (this.#underWay.get(key) === run) this.#underWay.delete(key);
    };
    answer.then(ended, ended);
    this.#wait(run, origin.signal);
    return answer;
  }

  /** Lets nobody join what is under way now: something was changed, and who asks from now on must see it. */
  forget(): void {
    this.#underWay = new Map();
  }

  #wait(run: SharedRun<T>, signal: AbortSignal | undefined): void {
    run.waiting += 1;
    if (!signal) return;
    const gone = () => {
      run.waiting -= 1;
      if (run.waiting === 0) run.end.abort(signal.reason);
    };
    if (signal.aborted) gone();
    else {
      signal.addEventListener('abort', gone, { once: true });
      const done = () => signal.removeEventListener('abort', gone);
      run.answer.then(done, done);
    }
  }

  #keyOf(operation: string, { variables, headers }: RunOrigin): string {
    let key = `${operation}\n${JSON.stringify(variables)}`;
    for (const name of Object.keys(headers).sort()) {
      if (!this.#ignored.has(name)) key += `\n${name}: ${headers[name]}`;
    }
    return key;
  }
}
