import {
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';

/** What a schema says of the size of a list, by `@listSize`. */
export interface ListSize {
  /** Items where no slicing argument says how many. */
  readonly assumedSize: number | undefined;
  /** Arguments that say how many items there are at most. */
  readonly slicingArguments: readonly string[];
  /** Lists below the field that have this size, in place of the field itself. */
  readonly sizedFields: readonly string[];
}

/** What a supergraph says of cost. Coordinates are `Type.field` and `Type.field(argument:)`. */
export interface CostTable {
  /** Points of a field, an argument or a type, by `@cost`. */
  readonly weights: ReadonlyMap<string, number>;
  readonly sizes: ReadonlyMap<string, ListSize>;
}

const COST_SPEC = /\/cost\/v\d/;

/**
 * Reads `@cost` and `@listSize` of a supergraph, under the names by which it links them, and adds what introspection
 * comes to. A supergraph without them has a table that holds introspection alone.
 */
export function readCostTable(supergraphSdl: string, schema: GraphQLSchema): CostTable {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = linkedNames(document);
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  const weigh = (coordinate: string, directives: readonly DirectiveNode[] | undefined): void => {
    const weight = argumentsOf(directives, names.cost)?.weight;
    if (typeof weight === 'number') weights.set(coordinate, weight);
  };
  for (const definition of document.definitions) {
    if (!('name' in definition) || !('directives' in definition) || !definition.name) continue;
    const type = definition.name.value;
    weigh(type, definition.directives);
    const composite =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!composite) continue;
    for (const field of definition.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      weigh(coordinate, field.directives);
      for (const argument of field.arguments ?? []) {
        weigh(`${coordinate}(${argument.name.value}:)`, argument.directives);
      }
      const size = listSize(field, names.listSize);
      if (size) sizes.set(coordinate, size);
    }
  }
  addIntrospection(schema, weights, sizes);
  return { weights, sizes };
}

function listSize(field: FieldDefinitionNode, name: string): ListSize | undefined {
  const given = argumentsOf(field.directives, name);
  if (!given) return undefined;
  const { assumedSize } = given;
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
    slicingArguments: texts(given.slicingArguments),
    sizedFields: texts(given.sizedFields),
  };
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

function argumentsOf(
  directives: readonly DirectiveNode[] | undefined,
  name: string,
): Readonly<Record<string, unknown>> | undefined {
  const directive = directives?.find((applied) => applied.name.value === name);
  if (!directive) return undefined;
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

/** The names of both directives: imported ones under the name given there, others with the prefix of their specification. */
function linkedNames(document: DocumentNode): { readonly cost: string; readonly listSize: string } {
  for (const definition of document.definitions) {
    const isSchema =
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION;
    for (const link of isSchema ? (definition.directives ?? []) : []) {
      const value = (name: string): ValueNode | undefined =>
        link.arguments?.find((argument) => argument.name.value === name)?.value;
      const url = value('url');
      if (url?.kind !== Kind.STRING || !COST_SPEC.test(url.value)) continue;
      const as = value('as');
      const prefix = as?.kind === Kind.STRING ? as.value : 'cost';
      const imported = value('import');
      const names = importedNames(imported ? valueFromASTUntyped(imported) : []);
      // A directive that is called as its specification goes without a prefix.
      return {
        cost: names.get('@cost') ?? (prefix === 'cost' ? 'cost' : `${prefix}__cost`),
        listSize: names.get('@listSize') ?? `${prefix}__listSize`,
      };
    }
  }
  return { cost: 'cost', listSize: 'listSize' };
}

function importedNames(imported: unknown): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const item of Array.isArray(imported) ? (imported as readonly unknown[]) : []) {
    if (typeof item === 'string') names.set(item, item.slice(1));
    else if (typeof item === 'object' && item !== null && 'name' in item) {
      const as = 'as' in item ? item.as : item.name;
      names.set(String(item.name), String(as).slice(1));
    }
  }
  return names;
}

/** Answers about the schema come from memory: one of their objects costs a part of one that is fetched. */
const INTROSPECTION_WEIGHT = 1 / 5;

const INTROSPECTION_TYPES = ['__Schema', '__Type', '__Field', '__InputValue', '__EnumValue'];

/** Sizes as the schema has them: all of its types, and of the rest what a type has on average. */
function addIntrospection(
  schema: GraphQLSchema,
  weights: Map<string, number>,
  sizes: Map<string, ListSize>,
): void {
  for (const type of [...INTROSPECTION_TYPES, '__Directive']) {
    weights.set(type, INTROSPECTION_WEIGHT);
  }
  const types = Object.values(schema.getTypeMap());
  const composite = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = composite.flatMap((type) => Object.values(type.getFields()));
  const args = fields.flatMap((field) => field.args);
  const values = types.filter(isEnumType).flatMap((type) => type.getValues());
  const inputs = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()));
  const interfaces = composite.flatMap((type) => type.getInterfaces());
  const size = (coordinate: string, items: number, among = 1): void => {
    const assumedSize = Math.ceil(items / Math.max(among, 1));
    sizes.set(coordinate, { assumedSize, slicingArguments: [], sizedFields: [] });
  };
  const directives = schema.getDirectives();
  size('__Schema.types', types.length);
  size('__Schema.directives', directives.length);
  size('__Type.fields', fields.length, types.length);
  size('__Type.interfaces', interfaces.length, types.length);
  size('__Type.possibleTypes', interfaces.length, types.length);
  size('__Type.enumValues', values.length, types.length);
  size('__Type.inputFields', inputs.length, types.length);
  size('__Field.args', args.length, fields.length);
  size('__Directive.args', 2);
}
