import {
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLOutputType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type Fields, own, put } from '../object.ts';
import { type ClientOperation, collectFields, subselections } from '../selection.ts';
import { isLeafValue } from './leaves.ts';

/** An answer's data, and what was found not to fit the schema. */
export interface Interpreted {
  readonly data: Fields | null;
  /** Each with a path into the answer; code `INVALID_GRAPHQL`, as Apollo's gateway gives. */
  readonly errors: readonly GraphQLError[];
}

/** The value may not be null here: the nearest place that may be takes the null. */
const INVALID = Symbol('invalid');
/** The value is null because of an error that has been told. */
const NULLED = Symbol('nulled');

type Completed = unknown | typeof INVALID | typeof NULLED;

/** Where the walk is: the path so far (it grows and shrinks), and the type that has the field. */
interface Place {
  readonly path: (string | number)[];
  readonly parent: string;
}

/**
 * Makes the answer of the merged tree by the rules of the specification: every selected field, of the
 * type that the schema says, with errors that spread to the nearest nullable place. All rules stand
 * here; the generated functions know the good case alone and leave the rest to this one.
 *
 * @param client the operation, with the schema that clients see.
 * @param shown gives the name under which a field is shown, where it was fetched under another.
 */
export function interpret(
  client: ClientOperation,
  tree: Fields,
  shown: ReadonlyMap<string, string>,
): Interpreted {
  const interpreter = new Interpreter(client, shown);
  const root = client.schema.getRootType(client.operation.operation);
  if (!root) throw new Error(`The schema has no ${client.operation.operation}s.`);
  const data = interpreter.object(root, tree, [client.operation.selectionSet], []);
  return { data: data === INVALID ? null : data, errors: interpreter.errors };
}

class Interpreter {
  readonly errors: GraphQLError[] = [];
  readonly #client: ClientOperation;
  readonly #shown: ReadonlyMap<string, string>;

  constructor(client: ClientOperation, shown: ReadonlyMap<string, string>) {
    this.#client = client;
    this.#shown = shown;
  }

  object(
    type: GraphQLCompositeType,
    source: Fields,
    sets: readonly SelectionSetNode[],
    path: (string | number)[],
  ): Fields | typeof INVALID {
    const answer: Fields = {};
    for (const [name, nodes] of collectFields(this.#client, type, sets)) {
      const field = nodes[0].name.value;
      const key = this.#shown.get(name) ?? name;
      if (field === '__typename') {
        if (!isObjectType(type)) return INVALID;
        put(answer, key, type.name);
      } else if (field === '__schema' || field === '__type') {
        put(answer, key, own(source, name) ?? null);
      } else {
        const known = hasFields(type) ? type.getFields()[field] : undefined;
        if (!known) continue;
        path.push(key);
        const place = { path, parent: type.name };
        const value = this.#complete(known.type, own(source, name), subselections(nodes), place);
        path.pop();
        if (value === INVALID) return INVALID;
        put(answer, key, value === NULLED ? null : value);
      }
    }
    return answer;
  }

  #complete(
    type: GraphQLOutputType,
    value: unknown,
    sets: readonly SelectionSetNode[],
    place: Place,
  ): Completed {
    if (!isNonNullType(type)) return this.#nullable(type, value, sets, place);
    const completed = this.#nullable(type.ofType, value, sets, place);
    if (completed === NULLED) return INVALID;
    if (completed !== null) return completed;
    this.#tell(`Cannot return null for non-nullable ${described(type.ofType, place)}.`, place);
    return INVALID;
  }

  #nullable(
    type: GraphQLOutputType,
    value: unknown,
    sets: readonly SelectionSetNode[],
    place: Place,
  ): Completed {
    if (value === null || value === undefined) return null;
    if (isListType(type)) return this.#list(type.ofType, value, sets, place);
    if (isCompositeType(type)) return this.#composite(type, value, sets, place);
    if (isNonNullType(type) || isLeafValue(type, value)) return value;
    return this.#tell(`Invalid value found for ${described(type, place)}.`, place);
  }

  #list(
    type: GraphQLOutputType,
    value: unknown,
    sets: readonly SelectionSetNode[],
    place: Place,
  ): Completed {
    if (!Array.isArray(value)) {
      return this.#tell(`Invalid non-list value found for ${described(type, place)}.`, place);
    }
    const items = value.map((item, index) => {
      place.path.push(index);
      const completed = this.#complete(type, item, sets, place);
      place.path.pop();
      return completed === NULLED ? null : completed;
    });
    return items.includes(INVALID) ? NULLED : items;
  }

  #composite(
    type: GraphQLCompositeType,
    value: unknown,
    sets: readonly SelectionSetNode[],
    place: Place,
  ): Completed {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.#tell(`Invalid non-object value found for ${described(type, place)}.`, place);
    }
    const source = value as Fields;
    const name = own(source, '__typename');
    const runtime = typeof name === 'string' ? this.#client.schema.getType(name) : undefined;
    if (name && !isCompositeType(runtime)) {
      return this.#tell(`Invalid __typename found for object at ${described(type, place)}.`, place);
    }
    const answer = this.object(isCompositeType(runtime) ? runtime : type, source, sets, place.path);
    return answer === INVALID ? NULLED : answer;
  }

  #tell(message: string, { path }: Place): typeof NULLED {
    this.errors.push(
      new GraphQLError(message, { path: [...path], extensions: { code: 'INVALID_GRAPHQL' } }),
    );
    return NULLED;
  }
}

const hasFields = (type: GraphQLCompositeType) => isObjectType(type) || isInterfaceType(type);

function described(type: GraphQLOutputType, { path, parent }: Place): string {
  const last = path[path.length - 1];
  return typeof last === 'number'
    ? `array element of type ${type} at index ${last}`
    : `field ${parent}.${last}`;
}
