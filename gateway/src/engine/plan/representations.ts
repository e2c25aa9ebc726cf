import type {
  FetchDataRewrite,
  QueryPlanFieldNode,
  QueryPlanInlineFragmentNode,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import { isObjectType } from 'graphql';
import { cloned, type Fields, isObject, own, put } from '../object.ts';
import type { RuntimeTypes } from '../runtime-types.ts';
import { valueJson } from '../shape/leaves.ts';
import { generated, literal, reading } from '../source.ts';
import { merge } from './merge.ts';
import { compileRewrites } from './rewrites.ts';

/** Makes of an object what its subgraph is asked by; null where a part is missing, so not to be sent. */
export interface Representer {
  /** As JSON: body of the request and key of equality in one. */
  text(object: Fields): string | null;
  /** As an object. */
  object(object: Fields): Fields | null;
  /** Something that is equal for equal representations, and quick to make. */
  key(object: Fields): unknown;
}

/** Representations for a fetch, each once, and which of them belongs to which object. */
export interface Representations {
  /** JSON texts or objects, as the transport wants them. */
  readonly items: readonly (string | Fields)[];
  /** By position of the object: the position of its representation, -1 where it has none. */
  readonly indexes: Int32Array;
  /** By position of the representation: its JSON, where they may be compared with those of other fetches. */
  readonly texts: readonly string[];
}

/** How the representations of one fetch are made, and in which form they are handed over. */
export interface RepresentationPlan {
  readonly representer: Representer;
  readonly form: 'text' | 'object';
  /** Whether they are compared with those of other fetches, as joining needs. */
  readonly compared: boolean;
}

/** Makes the representations of objects; equal ones become one. */
export function represent(objects: readonly Fields[], plan: RepresentationPlan): Representations {
  const { representer, form, compared } = plan;
  const indexes = new Int32Array(objects.length);
  const known = new Map<unknown, number>();
  const items: (string | Fields)[] = [];
  const texts: string[] = [];
  for (let at = 0; at < objects.length; at += 1) {
    const object = objects[at] as Fields;
    const key = representer.key(object);
    let index = known.get(key);
    if (index === undefined) {
      const text = form === 'text' || compared ? representer.text(object) : '';
      const item = form === 'text' ? text : representer.object(object);
      index = item === null ? -1 : items.push(item) - 1;
      if (index >= 0 && text !== null) texts.push(text);
      // Kept for what is not to be sent too: it is looked at once.
      known.set(key, index);
    }
    indexes[at] = index;
  }
  return { items, indexes, texts };
}

/**
 * Compiles what a fetch requires. Plain requirements (fields of object types) become generated
 * functions; fragments inside of them and rewrites are read one by one.
 */
export function compileRepresenter(
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: RuntimeTypes,
): Representer {
  const plain = rewrites?.length ? undefined : plainRequirements(requires, types);
  return plain
    ? generateRepresenter(plain, types)
    : interpretedRepresenter(requires, rewrites, types);
}

interface PlainRequirement {
  readonly type: string;
  readonly fields: readonly QueryPlanFieldNode[];
}

/** The requirements by type, where an object can meet one of them at most, and each is fields alone. */
function plainRequirements(
  requires: readonly QueryPlanSelectionNode[],
  { schema }: RuntimeTypes,
): readonly PlainRequirement[] | undefined {
  const plain: PlainRequirement[] = [];
  for (const requirement of requires) {
    if (requirement.kind !== 'InlineFragment' || !requirement.typeCondition) return undefined;
    const { typeCondition: type, selections } = requirement;
    if (!areDistinctFields(selections) || plain.some((other) => other.type === type))
      return undefined;
    if (requires.length > 1 && !isObjectType(schema.getType(type))) return undefined;
    plain.push({ type, fields: selections });
  }
  return plain;
}

const nameOf = (field: QueryPlanFieldNode): string => field.alias ?? field.name;

function areDistinctFields(
  selections: readonly QueryPlanSelectionNode[],
): selections is readonly QueryPlanFieldNode[] {
  const names = new Set<string>();
  return selections.every((selection) => {
    if (selection.kind !== 'Field') return false;
    const name = nameOf(selection);
    if (name === '__proto__' || names.has(name)) return false;
    names.add(name);
    return !selection.selections || areDistinctFields(selection.selections);
  });
}

function generateRepresenter(
  requirements: readonly PlainRequirement[],
  types: RuntimeTypes,
): Representer {
  const text = generateExtractor<string>(requirements, types, TEXT);
  return {
    text,
    object: generateExtractor<Fields>(requirements, types, OBJECT),
    key: singleKey(requirements, types) ?? text,
  };
}

/** The parts of source in which the two forms of representations differ. */
interface ExtractorForm {
  readonly nothing: string;
  leaf(variable: string): string;
  object(fields: readonly (readonly [name: string, expression: string])[]): string;
  readonly scope: Readonly<Record<string, unknown>>;
}

type Extract = (value: unknown) => unknown;

const TEXT: ExtractorForm = {
  nothing: literal('null'),
  leaf: (variable) => `json(${variable})`,
  object: (fields) =>
    `${fields
      .map(
        ([name, expression], index) =>
          `${literal(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`)}+${expression}`,
      )
      .join('+')}+'}'`,
  scope: {
    json: valueJson,
    each: (values: readonly unknown[], extract: Extract): string => {
      const one = (value: unknown): unknown =>
        Array.isArray(value) ? `[${value.map(one).join(',')}]` : (extract(value) ?? 'null');
      return String(one(values));
    },
  },
};

const OBJECT: ExtractorForm = {
  nothing: 'null',
  leaf: (variable) => variable,
  object: (fields) =>
    `{${fields.map(([name, expression]) => `${literal(name)}:${expression}`).join(',')}}`,
  scope: {
    each: (values: readonly unknown[], extract: Extract): unknown => {
      const one = (value: unknown): unknown =>
        Array.isArray(value) ? value.map(one) : extract(value);
      return one(values);
    },
  },
};

function generateExtractor<T>(
  requirements: readonly PlainRequirement[],
  types: RuntimeTypes,
  form: ExtractorForm,
): (object: Fields) => T | null {
  const functions: string[] = [];
  const declare = (fields: readonly QueryPlanFieldNode[]): string => {
    const reads: string[] = [];
    const parts = fields.map((field, index): [string, string] => {
      const variable = `v${index}`;
      reads.push(
        `const ${variable}=${reading('o', nameOf(field))};if(${variable}===undefined)return null;`,
      );
      if (!field.selections) return [nameOf(field), form.leaf(variable)];
      const below = declare(field.selections as readonly QueryPlanFieldNode[]);
      const expression = `(Array.isArray(${variable})?each(${variable},${below}):${below}(${variable})??${form.nothing})`;
      return [nameOf(field), expression];
    });
    const name = `r${functions.length}`;
    functions.push(
      `function ${name}(o){if(o===null||typeof o!=='object')return null;` +
        `${reads.join('')}return ${form.object(parts)};}`,
    );
    return name;
  };
  const branches = requirements.map(
    ({ fields }, index) => `if(types[${index}].has(o.__typename))return ${declare(fields)}(o);`,
  );
  const body = `${functions.join('')}return o=>{${branches.join('')}return null;};`;
  return generated(body, { ...form.scope, types: requirements.map(({ type }) => types.of(type)) });
}

/** Of one object type with one plain key, the key alone tells representations apart. */
function singleKey(
  requirements: readonly PlainRequirement[],
  { schema }: RuntimeTypes,
): ((object: Fields) => unknown) | undefined {
  const [only, ...others] = requirements;
  if (!only || others.length > 0 || !isObjectType(schema.getType(only.type))) return undefined;
  const [key, ...more] = only.fields.filter((field) => nameOf(field) !== '__typename');
  if (!key || more.length > 0 || key.selections) return undefined;
  const name = nameOf(key);
  return (object) => {
    const value = object.__typename === only.type ? own(object, name) : undefined;
    // A key that is an object (of a custom scalar) is the same only as text.
    return isObject(value) ? valueJson(value) : value;
  };
}

function interpretedRepresenter(
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: RuntimeTypes,
): Representer {
  const rewrite = compileRewrites(rewrites, types);
  const object = (source: Fields): Fields | null => {
    const extracted = extract(source, requires, types);
    if (!isObject(extracted) || !own(extracted, '__typename')) return null;
    if (!rewrite) return extracted;
    const copy = cloned(extracted) as Fields;
    rewrite(copy);
    return copy;
  };
  const text = (source: Fields): string | null => {
    const representation = object(source);
    return representation && JSON.stringify(representation);
  };
  return { object, text, key: text };
}

/** What the selections find in a value; null where a field is missing. */
function extract(
  source: unknown,
  selections: readonly QueryPlanSelectionNode[],
  types: RuntimeTypes,
): unknown {
  if (Array.isArray(source)) return source.map((item) => extract(item, selections, types));
  if (!isObject(source)) return null;
  const found: Fields = {};
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const value = own(source, nameOf(selection));
      if (value === undefined) return null;
      const { selections: below } = selection;
      put(found, nameOf(selection), below ? extract(value, below, types) : value);
    } else if (isMeant(selection, source, types)) {
      const part = extract(source, selection.selections, types);
      if (isObject(part)) merge(found, part);
    }
  }
  return found;
}

const isMeant = (
  { typeCondition }: QueryPlanInlineFragmentNode,
  source: Fields,
  types: RuntimeTypes,
): boolean => typeCondition !== undefined && types.of(typeCondition).has(own(source, '__typename'));
