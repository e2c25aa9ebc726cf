import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../requests.ts';
import type { Endurance } from './config.ts';
import { Pace } from './pace.ts';

/** The limits that admission has to do with. */
export type AdmissionLimits = Pick<Endurance, 'maxRequests' | 'goodTimeMs' | 'maxWaitMs'>;

/** A request that waits. */
interface Waiting {
  /** Called once: with true when it may begin, with false when it has waited for too long. */
  readonly decide: (admitted: boolean) => void;
  readonly timer: NodeJS.Timeout;
}

/** How much of the last interval goes into the estimate of the usual one. */
const WEIGHT = 0.05;

/**
 * Decides which requests begin. So many are under way at a time, fewer while answers take too long (`Pace`): past
 * that point more of them would only make each other late. Others wait in line, but none for longer than
 * `maxWaitMs`: who cannot have a turn by then, as the line has been moving, is turned away at once.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #pace: Pace;
  readonly #now: () => number;
  readonly #line = new Set<Waiting>();
  #underWay = 0;
  /** Milliseconds from one turn to the next while there is a line. */
  #interval = 0;
  #lastTurn = 0;

  /**
   * @param now the clock, in milliseconds; tests set it.
   */
  constructor(limits: AdmissionLimits, now = () => performance.now()) {
    this.#now = now;
    this.#limits = limits;
    this.#pace = new Pace(limits);
  }

  /**
   * Asks for a turn; `decide` is told once, maybe at once.
   *
   * @returns a function to call when the request has ended, however it did: it gives back its turn or its place.
   */
  enter(decide: (admitted: boolean) => void): () => void {
    if (this.#line.size === 0 && this.#underWay < this.#pace.limit) {
      const leave = this.#begin();
      decide(true);
      return leave;
    }
    if (this.#line.size * this.#interval >= this.#limits.maxWaitMs) {
      decide(false);
      return () => undefined;
    }
    return this.#wait(decide);
  }

  /** Gives turns to those in line, as many as there are: called when one may have become free. */
  advance(): void {
    for (const waiting of this.#line) {
      if (this.#underWay >= this.#pace.limit) return;
      clearTimeout(waiting.timer);
      this.#line.delete(waiting);
      const now = this.#now();
      this.#interval += (now - this.#lastTurn - this.#interval) * WEIGHT;
      this.#lastTurn = now;
      waiting.decide(true);
    }
  }

  #wait(decide: (admitted: boolean) => void): () => void {
    if (this.#line.size === 0) this.#lastTurn = this.#now();
    let end = (): void => {
      clearTimeout(waiting.timer);
      this.#line.delete(waiting);
    };
    const waiting: Waiting = {
      decide: (admitted) => {
        end = admitted ? this.#begin() : () => undefined;
        decide(admitted);
      },
      timer: setTimeout(() => {
        this.#line.delete(waiting);
        waiting.decide(false);
      }, this.#limits.maxWaitMs),
    };
    this.#line.add(waiting);
    return () => end();
  }

  /** Gives a turn; what it gives takes the turn back. */
  #begin(): () => void {
    this.#underWay += 1;
    const began = this.#now();
    return () => {
      this.#pace.ended(this.#now() - began);
      this.#underWay -= 1;
      this.advance();
    };
  }

  /** Finds out anew how many may be under way, from how long answers took since the last time. */
  judge(): void {
    this.#pace.judge(this.#underWay);
    this.advance();
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** When it came, by the clock of `performance.now`, however long it then waited. */
    arrivedAt: number;
  }
}

/** How often the pace is judged, in milliseconds. */
const INTERVAL = 250;

/** Seconds after which a refused client may try again. */
const RETRY_AFTER_S = 1;

/**
 * Lets a server refuse what it cannot do in time: with 503 and `Retry-After`, before a body is read. Only the
 * routes named are guarded; health and the like are always answered.
 */
export function admitRequests(
  app: FastifyInstance,
  limits: AdmissionLimits,
  routes: readonly string[],
): void {
  const guarded = new Set<string | undefined>(routes);
  const admission = new Admission(limits);
  const timer = setInterval(() => admission.judge(), INTERVAL);
  timer.unref();
  app.decorateRequest('arrivedAt', 0);
  app.addHook('onClose', async () => clearInterval(timer));
  app.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    request.arrivedAt = performance.now();
    if (!guarded.has(request.routeOptions.url)) {
      done();
      return;
    }
    const leave = admission.enter((admitted) => {
      if (admitted) {
        done();
        return;
      }
      reply.header('retry-after', RETRY_AFTER_S);
      void refuse(
        reply,
        503,
        'OVERLOADED',
        'There are more requests than can be answered in time: try again after a while.',
      );
    });
    reply.raw.once('close', leave);
  });
}
