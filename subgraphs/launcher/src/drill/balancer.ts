import { setTimeout as sleep } from 'node:timers/promises';
import { within } from './within.ts';

/** What a load balancer in front of gateways knows of them. */
export interface Balancer {
  /** Where requests may go: the gateways that say they are ready; with none ready, where they always went. */
  urls(): readonly string[];
  /**
   * Waits until requests go to this gateway, as deployments wait before they end another one.
   *
   * @throws {Error} when they do not after half a minute.
   */
  sees(gateway: Target): Promise<void>;
  /** Asks no more. */
  stop(): Promise<void>;
}

/** What is balanced: something at an address, which may be another one later. */
export interface Target {
  readonly name: string;
  readonly url: string;
}

/** How often each gateway is asked whether it is ready, in milliseconds. */
const CHECKS = 50;

/** How long it is waited for an answer, in milliseconds. */
const PATIENCE = 2_000;

/** The longest that is waited for a gateway to be ready, in milliseconds. */
const START = 30_000;

/** Asks gateways all the time whether they are ready, each for itself: a slow one says nothing about another. */
export function balance(gateways: readonly Target[]): Balancer {
  const ready = new Set<Target>(gateways);
  let stopped = false;
  const checking = gateways.map(async (gateway) => {
    while (!stopped) {
      const isReady = await asked(gateway);
      if (isReady === true) ready.add(gateway);
      if (isReady === false) ready.delete(gateway);
      await sleep(CHECKS);
    }
  });
  return {
    urls: () => (ready.size > 0 ? [...ready] : gateways).map(({ url }) => url),
    sees: async (gateway) => {
      if (await within(START, () => ready.has(gateway))) return;
      throw new Error(`${gateway.name} is not ready ${START / 1000} s after it was started.`);
    },
    stop: async () => {
      stopped = true;
      await Promise.all(checking);
    },
  };
}

/** Whether a gateway is ready; undefined where it says nothing in time, which leaves its place as it was. */
async function asked({ url }: Target): Promise<boolean | undefined> {
  const late = AbortSignal.timeout(PATIENCE);
  try {
    const readiness = await fetch(new URL('/readyz', url), { signal: late });
    const { missing = [] } = (await readiness.json()) as { missing?: readonly string[] };
    // A subgraph that is missing costs its fields, not the gateway its place.
    return !missing.includes('gateway');
  } catch {
    return late.aborted ? undefined : false;
  }
}
