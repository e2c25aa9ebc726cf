import { readEndurance } from '../../src/resilience/config.ts';

it('has limits where the environment sets none', () => {
  expect(readEndurance({})).toEqual({
    requestTimeoutMs: 15_000,
    subgraphTimeoutMs: 10_000,
    maxRequests: 512,
    goodTimeMs: 1000,
    maxWaitMs: 500,
    drainDelayMs: 0,
  });
});

it('takes the limits of the environment', () => {
  expect(readEndurance({ REQUEST_TIMEOUT_MS: '3000', DRAIN_DELAY_MS: '' })).toMatchObject({
    requestTimeoutMs: 3000,
    drainDelayMs: 0,
  });
});

it.each(['0', '-1', '1.5', 'soon', '600001'])('refuses %s, saying what would do', (given) => {
  expect(() => readEndurance({ REQUEST_TIMEOUT_MS: given })).toThrow(
    `REQUEST_TIMEOUT_MS must be a whole number from 1 to 600000, got "${given}".`,
  );
});
