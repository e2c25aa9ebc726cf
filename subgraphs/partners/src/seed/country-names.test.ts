import { countryNames } from './country-names.ts';

describe('the names of a country', () => {
  it('are the usual one, and the abbreviation by which it is found as well', () => {
    expect(countryNames('GB', 'en')).toEqual({ shown: 'United Kingdom', other: 'UK' });
  });

  it('leave out what stands in brackets or tells the status', () => {
    expect(countryNames('MM', 'en')?.shown).toBe('Myanmar');
    expect(countryNames('HK', 'en')?.shown).toBe('Hong Kong');
    expect(countryNames('HK', 'hi')?.shown).toBe('हाँग काँग');
  });

  it('are the same where CLDR has one alone', () => {
    expect(countryNames('JP', 'hi')).toEqual({ shown: 'जापान', other: 'जापान' });
  });

  it('are undefined for a code that no country has', () => {
    expect(countryNames('QX', 'en')).toBeUndefined();
  });
});
