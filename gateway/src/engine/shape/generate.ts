import {
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type SelectionSetNode,
} from 'graphql';
import type { Fields } from '../object.ts';
import { type ClientOperation, collectFields, subselections } from '../selection.ts';
import { generated, literal, reading } from '../source.ts';
import { type AnswerForms, DIALECTS, type Dialect, type FieldSource } from './dialects.ts';

/** Thrown by a generated function when the tree is not the good case; the interpreter answers then. */
export const UNFIT: unique symbol = Symbol('unfit');

/** Makes the answer's data of the merged tree, as an object or as its JSON. Throws `UNFIT`. */
export type Shape<Form extends keyof AnswerForms> = (tree: Fields) => AnswerForms[Form];

/** A generated shape, with its source for those who want to read it. */
export interface GeneratedShape<Form extends keyof AnswerForms> {
  readonly shape: Shape<Form>;
  readonly source: string;
}

/**
 * Generates the function that makes an operation's answer: one function for each distinct selection,
 * each a single object literal or a single concatenation. The generated code keeps no paths and knows
 * no errors; whatever needs either throws `UNFIT`.
 *
 * @param shown gives the name under which a field is shown, where it was fetched under another.
 */
export function generateShape<Form extends keyof AnswerForms>(
  client: ClientOperation,
  shown: ReadonlyMap<string, string>,
  form: Form,
): GeneratedShape<Form> {
  const writer = new ShapeWriter(client, shown, DIALECTS[form]);
  const root = client.schema.getRootType(client.operation.operation);
  if (!root) throw new Error(`The schema has no ${client.operation.operation}s.`);
  const top = writer.root(root, [client.operation.selectionSet]);
  const source = `${writer.functions.join('\n')}\nreturn ${top};`;
  const scope = { UNFIT, enums: writer.enums, ...DIALECTS[form].scope(UNFIT) };
  return { shape: generated<Shape<Form>>(source, scope), source };
}

/** Whether a field of the type is a text in every answer that fits. */
const isCertainText = (type: GraphQLOutputType): boolean =>
  isNonNullType(type) && type.ofType === GraphQLString;

class ShapeWriter {
  /** Declarations, each before its use. */
  readonly functions: string[] = [];
  /** What the values of each enum become, in the order in which the source refers to them. */
  readonly enums: Readonly<Record<string, string>>[] = [];
  readonly #names = new Map<string, string>();
  readonly #enumNames = new Map<string, string>();
  readonly #client: ClientOperation;
  readonly #shown: ReadonlyMap<string, string>;
  readonly #dialect: Dialect;

  constructor(client: ClientOperation, shown: ReadonlyMap<string, string>, dialect: Dialect) {
    this.#client = client;
    this.#shown = shown;
    this.#dialect = dialect;
  }

  /** The name of a function for the whole answer. A subgraph may name its root type as it likes. */
  root(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): string {
    return this.#declare(`(o){let t;return ${this.#literal(type, sets)};}`);
  }

  /** The name of a function that makes an object of the type; equal ones are declared once. */
  object(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): string {
    if (isObjectType(type)) return this.#concrete(type, sets);
    const cases = new Map<string, string[]>();
    for (const possible of this.#client.schema.getPossibleTypes(type)) {
      const make = this.#concrete(possible, sets);
      cases.set(make, [...(cases.get(make) ?? []), possible.name]);
    }
    const branches = [...cases].map(
      ([make, names]) =>
        `${names.map((name) => `case ${literal(name)}:`).join('')}return ${make}(o);`,
    );
    return this.#declare(
      `(o){if(typeof o!=='object'||o===null)throw UNFIT;` +
        `switch(o.__typename){${branches.join('')}default:throw UNFIT;}}`,
    );
  }

  #concrete(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): string {
    // An object of another type than the schema says is not the good case.
    return this.#declare(
      `(o){if(typeof o!=='object'||o===null)throw UNFIT;` +
        `let t=o.__typename;if(t!==undefined&&t!==${literal(type.name)})throw UNFIT;` +
        `return ${this.#literal(type, sets)};}`,
    );
  }

  /** An expression for an object of the type, made of `o`; `t` must be declared. */
  #literal(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): string {
    const dialect = this.#dialect;
    const fields: [name: string, value: FieldSource][] = [];
    for (const [name, nodes] of collectFields(this.#client, type, sets)) {
      const shown = this.#shown.get(name) ?? name;
      const field = nodes[0].name.value;
      const read = `t=${reading('o', name)}`;
      if (field === '__typename') {
        fields.push([shown, { always: dialect.leafOfName(type.name) }]);
      } else if (field === '__schema' || field === '__type') {
        fields.push([shown, { code: `((${read})===undefined?${dialect.nothing}:any(t))` }]);
      } else {
        const known = type.getFields()[field];
        if (!known) throw new Error(`The type ${type.name} has no field "${field}".`);
        if (dialect.unquoted && isCertainText(known.type)) {
          fields.push([shown, { inQuotes: `(${read},${dialect.unquoted}(t))` }]);
        } else {
          const value = this.#value(known.type, 't', subselections(nodes));
          fields.push([shown, { code: `(${read},${value})` }]);
        }
      }
    }
    return dialect.object(fields);
  }

  /** An expression that makes the answer of what the variable holds. */
  #value(type: GraphQLOutputType, variable: string, sets: readonly SelectionSetNode[]): string {
    if (isNonNullType(type)) return this.#present(type.ofType, variable, sets);
    return `(${variable}==null?${this.#dialect.nothing}:${this.#present(type, variable, sets)})`;
  }

  #present(type: GraphQLOutputType, variable: string, sets: readonly SelectionSetNode[]): string {
    if (isListType(type)) {
      const item = this.#value(type.ofType, 'x', sets);
      return `${this.#declare(`(a){if(!Array.isArray(a))throw UNFIT;${this.#dialect.list(item)}}`)}(${variable})`;
    }
    if (isLeafType(type)) return `${this.#leaf(type)}(${variable})`;
    if (isNonNullType(type)) throw new Error('A type that is twice non-null does not exist.');
    return `${this.object(type, sets)}(${variable})`;
  }

  #leaf(type: GraphQLLeafType): string {
    if (isSpecifiedScalarType(type)) return `leaf${type.name}`;
    if (!isEnumType(type)) return 'any';
    const known = this.#enumNames.get(type.name);
    if (known) return known;
    const names: Record<string, string> = Object.create(null);
    for (const { name } of type.getValues()) names[name] = this.#dialect.leafOfName(name);
    const declared = this.#declare(
      `(v){const s=typeof v==='string'?enums[${this.enums.length}][v]:undefined;` +
        `if(s===undefined)throw UNFIT;return s;}`,
    );
    this.enums.push(names);
    this.#enumNames.set(type.name, declared);
    return declared;
  }

  #declare(rest: string): string {
    const known = this.#names.get(rest);
    if (known) return known;
    const name = `f${this.functions.length}`;
    this.#names.set(rest, name);
    this.functions.push(`function ${name}${rest}`);
    return name;
  }
}
