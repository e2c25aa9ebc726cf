import { defaultWeights, scaledWeights } from './opportunity-weights.ts';

describe('the weights of opportunities', () => {
  it('are the documented ones where none are given, and sum to 1', () => {
    expect(scaledWeights(undefined)).toEqual({
      supply: '0.25',
      size: '0.25',
      growth: '0.2',
      diversification: '0.1',
      access: '0.2',
    });
    expect(Object.values(defaultWeights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1);
  });

  it('are scaled to a sum of 1, those left out or null as by default', () => {
    expect(scaledWeights({ growth: 1.2, size: null })).toEqual({
      supply: '0.125',
      size: '0.125',
      growth: '0.6',
      diversification: '0.05',
      access: '0.1',
    });
  });

  it('can leave out all parts but one, however small or large it is', () => {
    const nothing = { supply: 0, size: 0, growth: 0, diversification: 0 };
    for (const access of [Number.MIN_VALUE, 3, Number.MAX_VALUE]) {
      expect(scaledWeights({ ...nothing, access })).toMatchObject({ supply: '0', access: '1' });
    }
  });

  it.each(['supply', 'size', 'growth', 'diversification', 'access'] as const)(
    'cannot be below 0: %s',
    (part) => {
      expect(() => scaledWeights({ [part]: -0.1 })).toThrow(
        expect.objectContaining({
          message: `\`weights.${part}\` must be 0 or more, got -0.1.`,
          extensions: {
            code: 'BAD_USER_INPUT',
            argument: `weights.${part}`,
            given: -0.1,
            accepted: '0 or more',
          },
        }),
      );
    },
  );

  it('cannot all be 0', () => {
    const none = { supply: 0, size: 0, growth: 0, diversification: 0, access: 0 };
    expect(() => scaledWeights(none)).toThrow(
      expect.objectContaining({
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', argument: 'weights' }),
      }),
    );
  });
});
