import type { ObserveStatement } from '@niryat/telemetry';
import pg from 'pg';

/** A connection whose statements are observed: the driver's own client in all else. */
export function observedClient(observe: ObserveStatement): typeof pg.Client {
  return class extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      const query = this.query.bind(this) as (...args: readonly unknown[]) => unknown;
      // Of the forms that it takes, only those that give a promise can be observed; the others are cursors.
      const observed = (...args: readonly unknown[]): unknown => {
        const text = textOf(args[0]);
        return text === undefined ? query(...args) : observe(text, () => query(...args));
      };
      this.query = observed as typeof this.query;
    }
  };
}

function textOf(asked: unknown): string | undefined {
  if (typeof asked === 'string') return asked;
  if (typeof asked !== 'object' || asked === null || 'submit' in asked) return undefined;
  return 'text' in asked && typeof asked.text === 'string' ? asked.text : undefined;
}
