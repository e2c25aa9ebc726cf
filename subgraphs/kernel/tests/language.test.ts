import { inLanguage, languagesOnRecord, preferredLanguage } from '../src/graphql/language.ts';

describe('the language of a request', () => {
  it.each([
    [undefined, 'EN'],
    ['', 'EN'],
    ['hi', 'HI'],
    ['hi-IN,hi;q=0.9,en;q=0.8', 'HI'],
    ['en;q=0.4, hi;q=0.5', 'HI'],
    ['hi;q=0.2, en-GB;q=0.9', 'EN'],
    ['hi;q=0', 'EN'],
    ['fr, de;q=0.5', 'EN'],
    ['fr, hi;q=0.1', 'HI'],
    ['*', 'EN'],
  ] as const)('takes %j for %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('a text in two languages', () => {
  it('falls back to the other language where one is missing', () => {
    expect(inLanguage({ en: 'Carpet', hi: null }, 'HI')).toBe('Carpet');
    expect(inLanguage({ en: null, hi: 'कालीन' }, 'EN')).toBe('कालीन');
  });

  it('is null where it is on record in neither', () => {
    expect(inLanguage({ en: null, hi: null }, 'HI')).toBeNull();
  });

  it('tells its languages, English first, over all texts of a record', () => {
    expect(languagesOnRecord({ en: null, hi: 'क' }, { en: 'a', hi: null })).toEqual(['EN', 'HI']);
    expect(languagesOnRecord({ en: null, hi: 'क' })).toEqual(['HI']);
  });
});
