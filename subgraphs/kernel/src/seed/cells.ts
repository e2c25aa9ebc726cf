import {
  isCountryCode,
  isDate,
  isDecimal,
  isFiscalYear,
  isHsCode,
  isOriginCode,
  isPartialDate,
  isUrl,
} from '../graphql/scalars.ts';

/** A value as it goes to the database, inside JSON: text, number, truth, list or null. */
export type SeedValue = string | number | boolean | null | readonly string[];

/** What a column of a seed file holds: how a cell is read, and which codes it refers to. */
export interface Cell {
  /** The PostgreSQL type of the column. */
  readonly sqlType: string;
  readonly required: boolean;
  /** The type whose codes the cell holds, as `codes.json` of the owning subgraph names it. */
  readonly refersTo?: string;
  /** The column of the same row that names that type, where it differs from row to row. */
  readonly refersToTypeIn?: string;
  /** Words that the cell may hold besides the codes of that type. */
  readonly besides?: readonly string[];
  /** The value of a cell that is not empty, or why it is not acceptable. */
  readonly read: (text: string) => SeedValue | Rejection;
}

/** Why a cell is not acceptable: what would be. */
export class Rejection {
  readonly accepted: string;

  constructor(accepted: string) {
    this.accepted = accepted;
  }
}

function cell(
  sqlType: string,
  accepted: string,
  accept: (text: string) => SeedValue | undefined,
): Cell {
  return {
    sqlType,
    required: false,
    read: (text) => accept(text) ?? new Rejection(accepted),
  };
}

/** Makes a cell that must not be empty. An empty list is empty too. */
export function required(inner: Cell): Cell {
  return { ...inner, required: true };
}

/** Free text, kept in Unicode normalisation form C so that equal texts are equal bytes. */
export const text = (): Cell => cell('text', 'text', (value) => value.normalize('NFC'));

/** A public code: lower-case letters, digits and hyphens. */
export const code = (): Cell =>
  cell('text', 'lower-case letters, digits and hyphens', (value) =>
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) ? value : undefined,
  );

/** One of a list of words, such as the values of an enum. */
export const oneOf = (...words: readonly string[]): Cell =>
  cell('text', `one of ${words.join(', ')}`, (value) =>
    words.includes(value) ? value : undefined,
  );

const checked =
  (accepted: string, test: (value: string) => boolean, sqlType = 'text') =>
  (): Cell =>
    cell(sqlType, accepted, (value) => (test(value) ? value : undefined));

/** A day, `YYYY-MM-DD`. */
export const date = checked('a day of the calendar, YYYY-MM-DD', isDate, 'date');

/** A year, a month or a day, kept as text. */
export const partialDate = checked('YYYY, YYYY-MM or YYYY-MM-DD', isPartialDate);

/** A fiscal year, `2021-22`. */
export const fiscalYear = checked('a fiscal year such as 2021-22', isFiscalYear);

/** An exact decimal number, kept as written. */
export const decimal = checked('a decimal number such as 12.50', isDecimal, 'numeric');

/** `IN` or an ISO 3166-2 code of India. */
export const origin = checked('IN or a code such as IN-UP', isOriginCode);

/** The shape of an ISO 3166-1 alpha-2 code; a reference to a country of the graph is `reference('Country')`. */
export const country = checked('an ISO 3166-1 alpha-2 code such as JP', isCountryCode);

/** An absolute web address. */
export const url = checked('an absolute http or https address', isUrl);

/** An HS code of 2 to 8 digits. */
export const hsCode = checked('an HS code of 2, 4, 6 or 8 digits', isHsCode);

/** A whole number, negative ones included. */
export const integer = (): Cell =>
  cell('integer', 'a whole number', (value) =>
    /^-?\d+$/.test(value) && Number.isSafeInteger(Number(value)) ? Number(value) : undefined,
  );

/** `true` or `false`. */
export const truth = (): Cell =>
  cell('boolean', 'true or false', (value) =>
    value === 'true' ? true : value === 'false' ? false : undefined,
  );

/** The code of a record of a type, in whichever subgraph it lies, or one of the words `besides`, such as `IN`. */
export const reference = (type: string, ...besides: readonly string[]): Cell => ({
  ...cell('text', `a code of ${type}`, (value) => value),
  refersTo: type,
  besides,
});

/** The code of a record of the type that another column of the row names. */
export const referenceByType = (column: string): Cell => ({
  ...cell('text', `a code of the type in ${column}`, (value) => value),
  refersToTypeIn: column,
});

/** A list: items between `|`, none of them empty or twice. An empty cell is an empty list. */
export function list(item: Cell): Cell {
  return {
    ...item,
    sqlType: `${item.sqlType}[]`,
    read: (value) => {
      const parts = value.split('|');
      if (new Set(parts).size < parts.length) return new Rejection('each item once');
      const read = parts.map((part) =>
        part === '' ? new Rejection('no empty item') : item.read(part),
      );
      const rejection = read.find((result) => result instanceof Rejection);
      return rejection instanceof Rejection ? rejection : read.map(String);
    },
  };
}

/** True for a column whose empty cell is an empty list rather than null. */
export function isList(inner: Cell): boolean {
  return inner.sqlType.endsWith('[]');
}
