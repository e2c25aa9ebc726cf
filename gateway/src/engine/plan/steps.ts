import type { Fields } from '../object.ts';
import type { Run, Step } from './run.ts';

/** A step that does nothing. */
export const nothing: Step = () => undefined;

/** Steps one after the other. */
export function inSequence(steps: readonly Step[]): Step {
  const from = (index: number, run: Run, targets: readonly Fields[]): Promise<void> | undefined => {
    for (let at = index; at < steps.length; at += 1) {
      const waiting = steps[at]?.(run, targets);
      if (waiting) return waiting.then(() => from(at + 1, run, targets));
    }
    return undefined;
  };
  return only(steps) ?? ((run, targets) => from(0, run, targets));
}

/** Steps at the same time. */
export function inParallel(steps: readonly Step[]): Step {
  return (
    only(steps) ??
    ((run, targets) => {
      const waiting: Promise<void>[] = [];
      for (const step of steps) {
        const promise = step(run, targets);
        if (promise) waiting.push(promise);
      }
      if (waiting.length < 2) return waiting[0];
      return Promise.all(waiting).then(() => undefined);
    })
  );
}

const only = (steps: readonly Step[]): Step | undefined =>
  steps.length < 2 ? (steps[0] ?? nothing) : undefined;
