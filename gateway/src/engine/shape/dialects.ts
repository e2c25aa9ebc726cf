import { keyOf, literal } from '../source.ts';
import { stringBody, stringJson } from './leaves.ts';

/** What an answer's data can be made as. */
export interface AnswerForms {
  /** The object itself. */
  object: Record<string, unknown>;
  /** Its JSON, equal to what `JSON.stringify` makes of the object. */
  text: string;
}

/**
 * The value of a field in generated source: what it always is, in the form of the answer; an expression;
 * or, where the answer is text, an expression for a text that is still to be put between quotes.
 */
export type FieldSource =
  | { readonly always: string }
  | { readonly code: string }
  | { readonly inQuotes: string };

/** How generated source makes values of one form. */
export interface Dialect {
  /** The expression for null. */
  readonly nothing: string;
  /** What a name (of a type, of an enum's value) is in an answer. */
  leafOfName(name: string): string;
  /** Statements that end with `return`, for a list `a`; `item` is an expression for one, `x`. */
  list(item: string): string;
  /** An expression for an object with these fields, in this order. */
  object(fields: readonly (readonly [name: string, value: FieldSource])[]): string;
  /** The name of a function that checks a text and leaves the quotes to `object`, if there is one. */
  readonly unquoted?: string;
  /** The functions for leaves that the source may call; each throws `unfit` for a wrong value. */
  scope(unfit: symbol): Readonly<Record<string, (value: unknown) => unknown>>;
}

const isInt = (value: unknown): value is number =>
  typeof value === 'number' && (value | 0) === value;

const object: Dialect = {
  nothing: 'null',
  leafOfName: (name) => name,
  list: (item) =>
    `const n=a.length,r=new Array(n);for(let i=0;i<n;i++){const x=a[i];r[i]=${item};}return r;`,
  object: (fields) =>
    `{${fields.map(([name, value]) => `${keyOf(name)}:${objectValue(value)}`).join(',')}}`,
  scope: (unfit) => {
    const checked = (fits: (value: unknown) => boolean) => (value: unknown) => {
      if (fits(value)) return value;
      throw unfit;
    };
    return {
      leafString: checked((value) => typeof value === 'string'),
      leafID: checked((value) => typeof value === 'string' || isInt(value)),
      leafInt: checked(isInt),
      leafFloat: checked((value) => typeof value === 'number' && Number.isFinite(value)),
      leafBoolean: checked((value) => typeof value === 'boolean'),
      any: (value) => value,
    };
  },
};

const objectValue = (value: FieldSource): string => {
  if ('always' in value) return literal(value.always);
  return 'code' in value ? value.code : value.inQuotes;
};

/** Source that puts text together. Every `+` costs memory at run time, so fixed parts are joined here. */
class Concatenation {
  readonly #terms: string[] = [];
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  addText(text: string): this {
    this.#text += text;
    return this;
  }

  addCode(code: string): this {
    this.#flush();
    this.#terms.push(code);
    return this;
  }

  source(): string {
    this.#flush();
    return this.#terms.join('+');
  }

  #flush(): void {
    if (this.#text !== '') this.#terms.push(literal(this.#text));
    this.#text = '';
  }
}

const text: Dialect = {
  nothing: literal('null'),
  leafOfName: (name) => JSON.stringify(name),
  list: (item) =>
    `const n=a.length;if(n===0)return '[]';let x=a[0],s='['+${item};` +
    `for(let i=1;i<n;i++){x=a[i];s+=','+${item};}return s+']';`,
  object: (fields) => {
    const joined = new Concatenation('{');
    fields.forEach(([name, value], index) => {
      joined.addText(`${index === 0 ? '' : ','}${JSON.stringify(name)}:`);
      if ('always' in value) joined.addText(value.always);
      else if ('code' in value) joined.addCode(value.code);
      else joined.addText('"').addCode(value.inQuotes).addText('"');
    });
    return joined.addText('}').source();
  },
  unquoted: 'unquoted',
  scope: (unfit) => ({
    leafString: (value) => {
      if (typeof value === 'string') return stringJson(value);
      throw unfit;
    },
    unquoted: (value) => {
      if (typeof value === 'string') return stringBody(value);
      throw unfit;
    },
    leafID: (value) => {
      if (typeof value === 'string') return stringJson(value);
      if (isInt(value)) return String(value);
      throw unfit;
    },
    leafInt: (value) => {
      if (isInt(value)) return String(value);
      throw unfit;
    },
    leafFloat: (value) => {
      // JSON has no minus zero, which `String` happens to write as 0 too.
      if (typeof value === 'number' && Number.isFinite(value)) return String(value);
      throw unfit;
    },
    leafBoolean: (value) => {
      if (typeof value === 'boolean') return String(value);
      throw unfit;
    },
    any: (value) => {
      const json = JSON.stringify(value);
      if (json === undefined) throw unfit;
      return json;
    },
  }),
};

/** The forms that answers are generated in. */
export const DIALECTS: Readonly<Record<keyof AnswerForms, Dialect>> = { object, text };
