/**
 * The language in which `founding-facts.csv` says what a record must show: checks, parted by `;`.
 *
 * `city=Lucknow`                            the field is exactly this; `=null` where it must be unknown
 * `summary~branding`                        the text holds these words, whatever the case
 * `summary~branding … hallmark`             it holds them in this order, with anything between
 * `sources.code!=seed-000`, `note!~goods`   not so, for any value
 * `summary@hi~निर्यात`                       the same of the answer in Hindi
 * `sources[code=seed-001].publishedOn=null` only the items with this code
 *
 * A list is entered: one of its items must do, or with `!` none may. Whatever cannot be told fails: a field that
 * was not asked for, a path that ends in nothing or in a record, and words looked for in null.
 */

/** A record as the gateway answers it in each language. */
export interface Answer {
  readonly en: unknown;
  readonly hi: unknown;
}

interface Step {
  readonly name: string;
  /** Takes in only the items whose field is this. */
  readonly where?: { readonly name: string; readonly value: string };
}

/** What one field of a record must show. */
export interface Check {
  /** As written. */
  readonly text: string;
  readonly path: readonly Step[];
  readonly language: keyof Answer;
  readonly operator: '=' | '!=' | '~' | '!~';
  readonly value: string;
}

type Scalar = string | number | boolean | null;

const step = String.raw`\w+(?:\[\w+=[^\]]+\])?`;
const grammar = new RegExp(String.raw`^(${step}(?:\.${step})*)(@hi)?(!?[=~])(.+)$`, 'u');
const steps = /(\w+)(?:\[(\w+)=([^\]]+)\])?/gu;

/**
 * Reads checks parted by `;`.
 *
 * @throws {Error} with the text that is no check; no check at all is an error too.
 */
export function parseChecks(text: string): Check[] {
  return text.split(';').map((part) => parseCheck(part.trim()));
}

function parseCheck(text: string): Check {
  const [, path, hindi, operator, value] = grammar.exec(text) ?? [];
  if (path === undefined || value === undefined || !isOperator(operator)) {
    throw new Error(
      `"${text}" is no check: write path=value, path~words, path!=value or path!~words.`,
    );
  }
  return {
    text,
    path: Array.from(path.matchAll(steps), ([, name = '', field, wanted]) =>
      field === undefined || wanted === undefined
        ? { name }
        : { name, where: { name: field, value: wanted } },
    ),
    language: hindi ? 'hi' : 'en',
    operator,
    value,
  };
}

function isOperator(text: string | undefined): text is Check['operator'] {
  return text === '=' || text === '!=' || text === '~' || text === '!~';
}

/** Why a record does not show what a check says, in words; undefined where it does. */
export function problemOf(check: Check, answer: Answer): string | undefined {
  try {
    const values = reach(answer[check.language], check.path);
    return holds(check, values)
      ? undefined
      : `${check.text}: got ${values.map((value) => JSON.stringify(value)).join(', ')}`;
  } catch (error) {
    return `${check.text}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function holds({ operator, value }: Check, values: readonly Scalar[]): boolean {
  switch (operator) {
    case '=':
      return values.some((found) => String(found) === value);
    case '!=':
      return values.every((found) => String(found) !== value);
    case '~':
      return values.some((found) => holdsWords(found, value));
    case '!~':
      return values.every((found) => !holdsWords(found, value));
  }
}

/** @throws {Error} for null, in which nothing can be looked for. */
function holdsWords(found: Scalar, words: string): boolean {
  if (found === null) throw new Error('is null');
  const text = String(found).toLowerCase();
  let from = 0;
  for (const part of words.toLowerCase().split('…')) {
    const at = text.indexOf(part.trim(), from);
    if (at < 0) return false;
    from = at + part.trim().length;
  }
  return true;
}

/**
 * The values at the end of a path, never none; lists on the way are entered.
 *
 * @throws {Error} where a field was not asked for, nothing is there, or a record is.
 */
function reach(start: unknown, path: readonly Step[]): readonly Scalar[] {
  let found = itemsOf(start);
  for (const { name, where } of path) {
    found = found.flatMap((item) => itemsOf(fieldOf(item, name)));
    if (where) found = found.filter((item) => String(fieldOf(item, where.name)) === where.value);
  }
  if (found.length === 0) throw new Error('nothing is there');
  return found.map((value) => {
    if (!isScalar(value)) throw new Error('a record is there, not a value');
    return value;
  });
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function fieldOf(item: unknown, name: string): unknown {
  if (typeof item !== 'object' || item === null) {
    throw new Error(`there is no ${name} in ${JSON.stringify(item)}`);
  }
  const value: unknown = Reflect.get(item, name);
  if (value === undefined) throw new Error(`${name} was not asked for`);
  return value;
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
