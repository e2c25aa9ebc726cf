import { readServiceConfig } from '../src/config.ts';

const DATABASE_URL = 'postgresql://127.0.0.1/none';

describe('traces of resolvers', () => {
  const read = (SUBGRAPH_TRACES?: string) =>
    readServiceConfig('towns', 4001, { DATABASE_URL, ...(SUBGRAPH_TRACES && { SUBGRAPH_TRACES }) });

  it('are off unless they are switched on', () => {
    expect([read(), read('off'), read('on')].map(({ traces }) => traces)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('are neither for any other word', () => {
    expect(() => read('1')).toThrow('SUBGRAPH_TRACES must be on or off, got "1".');
  });
});
