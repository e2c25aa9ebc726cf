/** What is written in the place of something that must not be told. */
const HIDDEN = '[hidden]';

/** Texts that look like secrets or like people, each with what is left of them. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // User and password of an address, such as a connection string.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, `$1${HIDDEN}@`],
  [/\b(bearer|basic)\s+[\w+/=.~-]+/gi, `$1 ${HIDDEN}`],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, HIDDEN],
  [
    /\b([\w-]*(?:api[_-]?key|token|secret|password|passwd|authorization|cookie)[\w-]*["']?\s*[:=]\s*["']?)[^\s"',;&)}]+/gi,
    `$1${HIDDEN}`,
  ],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, HIDDEN],
];

const LONG_WORD = /[\w-]{32,}/g;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A text without what looks like a key, a token, a password or a mail address. */
export function redacted(text: string): string {
  const known = SECRETS.reduce((rest, [pattern, left]) => rest.replaceAll(pattern, left), text);
  return known.replaceAll(LONG_WORD, (word) =>
    /\d/.test(word) && /[a-z]/i.test(word) && !UUID.test(word) ? HIDDEN : word,
  );
}

/**
 * What may be told of a fault's text. PostgreSQL and JSON parsers quote what they were given: that is the
 * client's or the data's, so it is left out.
 */
export function redactedFault(text: string): string {
  const unquoted = text
    .replaceAll(/(?<=: )"[^"\n]*"(?=$|\n)/g, HIDDEN)
    .replaceAll(/\)=\([^)\n]*\)/g, `)=(${HIDDEN})`)
    .replaceAll(
      /^(SyntaxError: )?(Unexpected .*?), ?(\.\.\.)?".*?"(\.\.\.)? is not valid JSON/gms,
      `$1$2, ${HIDDEN}`,
    );
  return redacted(unquoted);
}
