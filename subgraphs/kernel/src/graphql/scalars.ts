import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { errorCodes } from './errors.ts';

/** How a scalar of text is read: the accepted text, or undefined where it is not acceptable. */
interface TextScalar {
  readonly name: string;
  /** What is accepted, in words, with an example. */
  readonly accepted: string;
  readonly parse: (text: string) => string | undefined;
}

function textScalar({ name, accepted, parse }: TextScalar): GraphQLScalarType<string, string> {
  const refuse = (given: unknown): GraphQLError =>
    new GraphQLError(`${name} must be ${accepted}; ${JSON.stringify(given)} is not.`, {
      extensions: { code: errorCodes.badUserInput, given, accepted },
    });
  const read = (given: unknown): string => {
    const parsed = typeof given === 'string' ? parse(given) : undefined;
    if (parsed === undefined) throw refuse(given);
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => {
      if (typeof value !== 'string') throw new TypeError(`${name} holds ${typeof value}, not text`);
      return value;
    },
    parseValue: read,
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return read(node.value);
      throw refuse('value' in node ? node.value : node.kind);
    },
  });
}

/** True for a day of the Gregorian calendar, written `YYYY-MM-DD`. There is no year 0, for PostgreSQL neither. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** True for a year, a month or a day: `2022`, `2022-08`, `2022-08-03`. */
export function isPartialDate(text: string): boolean {
  if (/^\d{4}$/.test(text)) return true;
  return isDate(/^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text);
}

/** True for an Indian fiscal year whose second part is the year after the first: `2021-22`, `1999-00`. */
export function isFiscalYear(text: string): boolean {
  const match = /^(\d{4})-(\d{2})$/.exec(text);
  return match !== null && (Number(match[1]) + 1) % 100 === Number(match[2]);
}

/** True for an HS code of 2, 4, 6 or 8 digits whose chapter is 01 to 99. */
export function isHsCode(text: string): boolean {
  return /^(?:\d{2}){1,4}$/.test(text) && !text.startsWith('00');
}

/** True for a plain decimal number: `-12.50`. No exponent, no grouping. */
export function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** True for the shape of an ISO 3166-1 alpha-2 code. */
export function isCountryCode(text: string): boolean {
  return /^[A-Z]{2}$/.test(text);
}

/** True for `IN` or the shape of an ISO 3166-2 code of India. */
export function isOriginCode(text: string): boolean {
  return /^IN(-[A-Z]{2})?$/.test(text);
}

/** True for an absolute `http` or `https` address. */
export function isUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function parseInstant(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) || !isDate(text.slice(0, 10))
    ? undefined
    : instant.toISOString();
}

const accepting =
  (test: (text: string) => boolean) =>
  (text: string): string | undefined =>
    test(text) ? text : undefined;

/** `Decimal` also takes number literals, whose digits arrive as text; a JSON number has lost them already and is refused. */
function decimalScalar(): GraphQLScalarType<string, string> {
  const scalar = textScalar({
    name: 'Decimal',
    accepted: 'a decimal number as a string, such as "1234.50"',
    parse: accepting(isDecimal),
  });
  const { parseLiteral } = scalar;
  scalar.parseLiteral = (node, variables) =>
    node.kind === Kind.INT || node.kind === Kind.FLOAT
      ? scalar.parseValue(node.value)
      : parseLiteral(node, variables);
  return scalar;
}

/** The scalars of `common.graphql`. A refused value is a `BAD_USER_INPUT` that says what was given and what is accepted. */
export const scalars = {
  Date: textScalar({
    name: 'Date',
    accepted: 'a day of the calendar, YYYY-MM-DD',
    parse: accepting(isDate),
  }),
  DateTime: textScalar({
    name: 'DateTime',
    accepted: 'an instant with an offset, such as 2022-06-07T09:30:00Z',
    parse: parseInstant,
  }),
  PartialDate: textScalar({
    name: 'PartialDate',
    accepted: 'a year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD',
    parse: accepting(isPartialDate),
  }),
  FiscalYear: textScalar({
    name: 'FiscalYear',
    accepted: 'a year and the two last digits of the next, such as 2021-22',
    parse: accepting(isFiscalYear),
  }),
  Decimal: decimalScalar(),
  HSCode: textScalar({
    name: 'HSCode',
    accepted: '2, 4, 6 or 8 digits without dots, such as 5701',
    parse: accepting(isHsCode),
  }),
  CountryCode: textScalar({
    name: 'CountryCode',
    accepted: 'an ISO 3166-1 alpha-2 code in capitals, such as JP',
    parse: accepting(isCountryCode),
  }),
  OriginCode: textScalar({
    name: 'OriginCode',
    accepted: 'IN or an ISO 3166-2 code of India in capitals, such as IN-UP',
    parse: accepting(isOriginCode),
  }),
  URL: textScalar({
    name: 'URL',
    accepted: 'an absolute http or https address',
    parse: accepting(isUrl),
  }),
} as const;
