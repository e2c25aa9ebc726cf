import type { Transport } from '../../src/engine/transport/transport.ts';
import { shareTransports } from '../../src/variants/shared-transports.ts';

it('makes one way to an address for all that ask there, and ends it with the last of them', async () => {
  const told: string[] = [];
  const make = (address: unknown): Transport => {
    told.push(`made ${address}`);
    return {
      representations: 'text',
      prepare: () => () => ({ data: {} }),
      close: async () => void told.push(`closed ${address}`),
    };
  };
  const share = shareTransports();
  const [one, other] = [share('a', make), share('a', make)];
  await share('b', make).close();
  await one.close();
  expect(told).toEqual(['made a', 'made b', 'closed b']);
  await other.close();
  await share('a', make).close();
  expect(told.slice(3)).toEqual(['closed a', 'made a', 'closed a']);
});
