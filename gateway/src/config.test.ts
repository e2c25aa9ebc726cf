import { readEngine, readSharing } from './config.ts';

describe('the environment', () => {
  it('says which engine executes plans; the compiled one by default', () => {
    expect(readEngine({})).toBe('compiled');
    expect(readEngine({ GATEWAY_ENGINE: 'stock' })).toBe('stock');
    expect(() => readEngine({ GATEWAY_ENGINE: 'fast' })).toThrow(
      'GATEWAY_ENGINE must be compiled or stock, got "fast".',
    );
  });

  it('says whether equal queries are run once; they are by default', () => {
    expect(readSharing({})).toBe(true);
    expect(readSharing({ GATEWAY_SHARING: 'off' })).toBe(false);
    expect(() => readSharing({ GATEWAY_SHARING: 'no' })).toThrow(
      'GATEWAY_SHARING must be on or off, got "no".',
    );
  });
});
