import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { type Random, randomOf } from './random.ts';

/** An operation as a client would send it. */
export interface FuzzOperation {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Aliases that plain objects inherit something under, and ordinary ones. */
const ALIASES = ['a', 'b', 'toString', 'constructor', '__proto__', 'hasOwnProperty'] as const;

/**
 * A random operation: fragments, unions, interfaces, aliases, @skip and @include, variables, mutations.
 *
 * @returns undefined when chance made one that the schema does not allow.
 */
export function randomOperation(schema: GraphQLSchema, seed: number): FuzzOperation | undefined {
  const random = randomOf(seed);
  const writer = new OperationWriter(schema, random);
  const kind = random.chance(0.15) ? 'mutation' : 'query';
  const root = schema.getRootType(kind as never);
  if (!root) return undefined;
  const selections = writer.selections(root, 4);
  // Every variable is used, whatever chance has chosen.
  const used = `kept: __typename @include(if: $x) @skip(if: $y)`;
  const more =
    kind === 'query' ? 'again: people(n: $n) { __typename }' : 'again: meet(n: $n) { __typename }';
  const head = `${kind} Fuzz($x: Boolean! = true, $y: Boolean!, $n: Int = 2)`;
  const text = `${head} { ${selections} ${used} ${more} } ${writer.fragments.join(' ')}`;
  const document = parse(text);
  if (validate(schema, document).length > 0) return undefined;
  const variables = {
    y: random.chance(0.5),
    ...(random.chance(0.3) && { x: random.chance(0.5) }),
    ...(random.chance(0.5) && { n: random.chance(0.2) ? null : 4 }),
  };
  return { text, document, variables };
}

class OperationWriter {
  readonly fragments: string[] = [];
  readonly #schema: GraphQLSchema;
  readonly #random: Random;

  constructor(schema: GraphQLSchema, random: Random) {
    this.#schema = schema;
    this.#random = random;
  }

  /** Selections on a type, at least one, as text. */
  selections(type: GraphQLCompositeType, depth: number): string {
    const random = this.#random;
    const parts: string[] = [];
    const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
    for (const field of Object.values(fields)) {
      if (random.chance(0.45)) parts.push(this.#field(field, depth));
    }
    if (isAbstractType(type)) {
      for (const possible of this.#schema.getPossibleTypes(type)) {
        if (random.chance(0.6) && depth > 0) parts.push(this.#fragment(possible, depth - 1));
      }
    } else if (random.chance(0.15) && depth > 0) {
      parts.push(this.#fragment(type, depth - 1));
    }
    if (random.chance(0.25) || parts.every((part) => part === '')) {
      parts.push(random.pick(['__typename', 'kind: __typename']));
    }
    return parts.join(' ');
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    if (!isLeafType(type) && depth === 0) return '';
    const [argument] = field.args;
    const random = this.#random;
    let given = '';
    if (argument && (argument.name === 'id' || random.chance(0.5))) {
      const isCount = argument.type.toString() === 'Int';
      given = `(${argument.name}: ${isCount && random.chance(0.4) ? '$n' : '3'})`;
    }
    const head = `${this.#alias(field.name, given !== '')}${field.name}${given}${this.#condition()}`;
    if (isLeafType(type)) return head;
    return `${head} { ${this.selections(type as GraphQLCompositeType, depth - 1)} }`;
  }

  #alias(name: string, needed: boolean): string {
    const random = this.#random;
    if (random.chance(0.03)) return `${random.pick(ALIASES)}: `;
    if (!needed && !random.chance(0.1)) return '';
    return `${random.pick(ALIASES)}_${name}${Math.floor(random.next() * 1e6)}: `;
  }

  #condition(): string {
    const random = this.#random;
    if (!random.chance(0.12)) return '';
    return ` @${random.pick(['skip', 'include'])}(if: ${random.pick(['$x', '$y', 'true', 'false'])})`;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const selections = this.selections(type, depth);
    const condition = this.#condition();
    if (!this.#random.chance(0.3)) return `... on ${type.name}${condition} { ${selections} }`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} { ${selections} }`);
    return `...${name}${condition}`;
  }
}
