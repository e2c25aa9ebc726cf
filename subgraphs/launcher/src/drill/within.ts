import { setTimeout as sleep } from 'node:timers/promises';

/** How often it is looked whether something has become so, in milliseconds. */
const LOOKS = 20;

/** Waits until something is so; false when it is not after so many milliseconds. */
export async function within(milliseconds: number, isSo: () => boolean): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await sleep(LOOKS);
  }
  return true;
}
