import Negotiator from 'negotiator';

/** The languages of the graph, English first: the order of every list of languages. */
export const languages = ['EN', 'HI'] as const;

/** A language of the graph, as the schema's enum names it. */
export type Language = (typeof languages)[number];

/** A text in the languages in which it is on record; null where it is not. */
export interface Text {
  readonly en: string | null;
  readonly hi: string | null;
}

/**
 * The language that an `Accept-Language` header asks for (RFC 9110, q-values honoured); English where it
 * is absent or asks for neither language.
 */
export function preferredLanguage(header: string | undefined): Language {
  const negotiator = new Negotiator({ headers: { 'accept-language': header ?? 'en' } });
  return negotiator.language(['en', 'hi']) === 'hi' ? 'HI' : 'EN';
}

/** The text in a language, or in the other where it is not on record in that one; null where it is in neither. */
export function inLanguage(text: Text, language: Language): string | null {
  return language === 'HI' ? (text.hi ?? text.en) : (text.en ?? text.hi);
}

/** The languages in which any of the texts is on record, English first. */
export function languagesOnRecord(...texts: readonly Text[]): Language[] {
  return languages.filter((language) =>
    texts.some((text) => (language === 'EN' ? text.en : text.hi) !== null),
  );
}
