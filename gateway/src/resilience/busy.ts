import { type EventLoopUtilization, performance } from 'node:perf_hooks';

/** How often it is measured, in milliseconds. */
const INTERVAL = 250;

/** From this share of time in use on, the processor is what requests wait for. */
const SATURATED = 0.95;

/** Knows whether this process has had no time to spare of late. */
export class BusyMeter {
  readonly #timer: NodeJS.Timeout;
  #since: EventLoopUtilization = performance.eventLoopUtilization();
  #busy = false;

  /** @param onRelief called whenever it is measured that there is time to spare. */
  constructor(onRelief: () => void) {
    this.#timer = setInterval(() => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, this.#since);
      this.#since = now;
      this.#busy = utilization >= SATURATED;
      if (!this.#busy) onRelief();
    }, INTERVAL);
    this.#timer.unref();
  }

  /** Whether it had none when it was last measured. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Measures no more. */
  stop(): void {
    clearInterval(this.#timer);
  }
}
