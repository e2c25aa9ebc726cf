import { readCommand, readKeysFile, readVariant } from '../../src/config.ts';

describe('VARIANT and --variant', () => {
  it('say which one is served; left out, keys do', () => {
    expect(readVariant({})).toBeUndefined();
    expect(readVariant({ VARIANT: '' })).toBeUndefined();
    expect(readVariant({ VARIANT: 'internal' })).toBe('internal');
    expect(readCommand(['--supergraph', 'x'], {}).variant).toBeUndefined();
    expect(readCommand(['--supergraph', 'x', '--variant', 'public'], {}).variant).toBe('public');
  });

  it('refuse what is no variant', () => {
    const accepted = 'must be public, partner, internal, got "secret".';
    expect(() => readVariant({ VARIANT: 'secret' })).toThrow(`VARIANT ${accepted}`);
    expect(() => readCommand(['--supergraph', 'x', '--variant', 'secret'], {})).toThrow(
      `--variant ${accepted}`,
    );
  });
});

describe('KEYS_FILE', () => {
  it('says where the keys lie; left out, in the data of the checkout', () => {
    expect(readKeysFile({ KEYS_FILE: '/run/secrets/keys.json' })).toBe('/run/secrets/keys.json');
    expect(readKeysFile({})).toMatch(/\.data.keys\.json$/);
  });
});
