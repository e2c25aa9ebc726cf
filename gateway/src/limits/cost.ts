import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import type { CostTable, ListSize } from './cost-table.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A field of an operation that costs something, or has something below it that does. */
export interface CostNode {
  /** The name under which it is answered. */
  readonly key: string;
  /** The points of one item, what is below it not counted. */
  readonly weight: number;
  /** The points of its arguments, however many items there are. */
  readonly argumentsWeight: number;
  /** How many items it has; one where it is no list. */
  readonly size: Size;
  /** What decides whether it is asked for, besides the document; empty where it always is. */
  readonly conditions: readonly Condition[];
  /** Fields of every object here. */
  readonly common: readonly CostNode[];
  /** Fields of objects of one type only; an object is of one of them at most. */
  readonly cases: readonly (readonly CostNode[])[];
}

/** A `@skip` or `@include` with a variable. */
interface Condition {
  readonly variable: string;
  /** The value with which the field is asked for. */
  readonly wanted: boolean;
}

/** How many items a list has at most. */
export type Size =
  | { readonly kind: 'fixed'; readonly items: number }
  | {
      readonly kind: 'sliced';
      /** The arguments that say it, as far as the operation gives them. */
      readonly slices: readonly Slice[];
      /** Where none does. */
      readonly items: number;
    };

/** An argument of an operation that says how long a list is. */
export interface Slice {
  /** The name under which the field is answered that has the argument. */
  readonly field: string;
  readonly argument: string;
  /** The variable that it has its value from; undefined where it stands in the document. */
  readonly variable: string | undefined;
  /** Its value in the document, or the variable's default. A list counts by its length. */
  readonly value: number | undefined;
}

const ONE: Size = { kind: 'fixed', items: 1 };

/** What an operation costs, but for its variables. */
export interface CostPlan {
  readonly operation: 'query' | 'mutation' | 'subscription';
  readonly nodes: readonly CostNode[];
}

/** Changes are dearer than answers, as in Apollo's demand control. */
const MUTATION_WEIGHT = 10;

/**
 * Prepares the cost of an operation of a validated document.
 *
 * It counts as the GraphQL cost directives do: a point for each object, none for a leaf, `@cost` in place of either,
 * times the size of each list around it. Of fragments on several types the dearest counts.
 */
export function planCost(
  schema: GraphQLSchema,
  table: CostTable,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  assumedListSize: number,
): CostPlan {
  const root = schema.getRootType(operation.operation);
  const planner = new Planner(schema, table, document, operation, assumedListSize);
  const { common } = root
    ? planner.below([{ set: operation.selectionSet, conditions: [] }], root, undefined)
    : { common: [] };
  return { operation: operation.operation, nodes: common };
}

/** The points of an operation under its variables, rounded up. */
export function requestedCost({ operation, nodes }: CostPlan, variables: Variables): number {
  const base = operation === 'mutation' ? MUTATION_WEIGHT : 0;
  return Math.ceil(base + sumOf(nodes, variables));
}

/** The points of a field with all below it. */
export function costOf(node: CostNode, variables: Variables): number {
  // A variable that is not given may have a default: what is not known to be left out counts.
  if (node.conditions.some(({ variable, wanted }) => variables[variable] === !wanted)) return 0;
  let dearest = 0;
  for (const nodes of node.cases) dearest = Math.max(dearest, sumOf(nodes, variables));
  const item = node.weight + sumOf(node.common, variables) + dearest;
  return node.argumentsWeight + sizeOf(node.size, variables).items * item;
}

function sumOf(nodes: readonly CostNode[], variables: Variables): number {
  let sum = 0;
  for (const node of nodes) sum += costOf(node, variables);
  return sum;
}

/** How many items a list has under some variables, and which argument says so. */
export function sizeOf(
  size: Size,
  variables: Variables,
): { readonly items: number; readonly slice?: Slice } {
  if (size.kind === 'fixed') return size;
  let longest: { items: number; slice: Slice } | undefined;
  for (const slice of size.slices) {
    const given = slice.variable === undefined ? undefined : variables[slice.variable];
    const items = (given === undefined ? undefined : count(given)) ?? slice.value;
    if (given === null || items === undefined) continue;
    // A list cannot have fewer items than none: what is negative is refused by its subgraph.
    if (!longest || items > longest.items) longest = { items: Math.max(items, 0), slice };
  }
  return longest ?? { items: size.items };
}

/** What a slicing argument's value comes to: a number as it is, a list by its length. */
function count(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? value.length : undefined;
}

/** What an answer came to: the same points, for the objects that are in it. */
export function actualCost({ operation, nodes }: CostPlan, data: unknown): number {
  const base = operation === 'mutation' ? MUTATION_WEIGHT : 0;
  return Math.ceil(base + actualOf(nodes, data));
}

function actualOf(nodes: readonly CostNode[], object: unknown): number {
  if (typeof object !== 'object' || object === null) return 0;
  let sum = 0;
  for (const node of nodes) {
    if (!Object.hasOwn(object, node.key)) continue;
    const value = (object as Readonly<Record<string, unknown>>)[node.key];
    sum += node.argumentsWeight + actualItems(node, value);
  }
  return sum;
}

function actualItems(node: CostNode, value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + actualItems(node, item), 0);
  }
  let sum = node.weight + actualOf(node.common, value);
  // The answer has the fields of the one type that the object is of.
  let dearest = 0;
  for (const nodes of node.cases) dearest = Math.max(dearest, actualOf(nodes, value));
  sum += dearest;
  return sum;
}

/** A selection with what stands between it and its being asked for. */
interface Selected {
  readonly set: SelectionSetNode;
  readonly conditions: readonly Condition[];
}

/** Fields that are answered under one name. */
interface Group {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parent: GraphQLNamedType;
  readonly node: FieldNode;
  conditions: readonly Condition[];
  readonly below: Selected[];
}

type Groups = Map<string, Group>;

class Planner {
  readonly #schema: GraphQLSchema;
  readonly #table: CostTable;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #defaults: ReadonlyMap<string, ValueNode>;
  readonly #assumedListSize: number;

  constructor(
    schema: GraphQLSchema,
    table: CostTable,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    assumedListSize: number,
  ) {
    this.#schema = schema;
    this.#table = table;
    this.#assumedListSize = assumedListSize;
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
    this.#defaults = new Map(
      (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
        defaultValue ? [[variable.name.value, defaultValue] as const] : [],
      ),
    );
  }

  /** @param sliced the size of those lists of the type that the field around it decides. */
  below(
    selected: readonly Selected[],
    type: GraphQLNamedType,
    sliced: { readonly fields: readonly string[]; readonly size: Size } | undefined,
  ): Pick<CostNode, 'common' | 'cases'> {
    const common: Groups = new Map();
    const cases = new Map<string, Groups>();
    for (const { set, conditions } of selected) {
      this.#collect(set, conditions, type, { type, groups: common, cases });
    }
    const nodes = (groups: Groups): CostNode[] =>
      [...groups].flatMap(([key, found]) => this.#node(key, found, sliced));
    return {
      common: nodes(common),
      cases: [...cases.values()]
        .map((groups) => nodes(new Map([...groups].filter(([key]) => !common.has(key)))))
        .filter(({ length }) => length > 0),
    };
  }

  #collect(
    set: SelectionSetNode,
    outer: readonly Condition[],
    parent: GraphQLNamedType,
    into: {
      readonly type: GraphQLNamedType;
      readonly groups: Groups;
      readonly cases: Map<string, Groups>;
    },
  ): void {
    for (const selection of set.selections) {
      const asked = conditionsOf(selection.directives);
      if (asked === 'never') continue;
      const conditions = asked.length > 0 ? [...outer, ...asked] : outer;
      if (selection.kind === Kind.FIELD) {
        this.#add(selection, conditions, parent, into.groups);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.#fragments.get(selection.name.value)
          : selection;
      if (!fragment) continue;
      const named = fragment.typeCondition?.name.value;
      const narrower = named === undefined ? parent : (this.#schema.getType(named) ?? parent);
      const within = isAbstractType(into.type) && isObjectType(narrower);
      if (!within) {
        this.#collect(fragment.selectionSet, conditions, narrower, into);
        continue;
      }
      const groups = into.cases.get(narrower.name) ?? new Map<string, Group>();
      into.cases.set(narrower.name, groups);
      this.#collect(fragment.selectionSet, conditions, narrower, {
        type: narrower,
        groups,
        cases: into.cases,
      });
    }
  }

  #add(
    node: FieldNode,
    conditions: readonly Condition[],
    parent: GraphQLNamedType,
    groups: Groups,
  ): void {
    const key = node.alias?.value ?? node.name.value;
    const found = groups.get(key);
    if (found) {
      // Asked for twice, it is asked for when either is; counting it always is on the safe side.
      if (found.conditions.length > 0) found.conditions = [];
      if (node.selectionSet) found.below.push({ set: node.selectionSet, conditions: [] });
      return;
    }
    const definition = this.#field(parent, node.name.value);
    if (!definition) return;
    const below = node.selectionSet ? [{ set: node.selectionSet, conditions: [] }] : [];
    groups.set(key, { definition, parent, node, conditions, below });
  }

  #field(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (type === this.#schema.getQueryType()) {
      if (name === '__schema') return SchemaMetaFieldDef;
      if (name === '__type') return TypeMetaFieldDef;
    }
    return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  }

  /** The node of a field; none where it can cost nothing. */
  #node(
    key: string,
    { definition, parent, node, conditions, below }: Group,
    sliced: { readonly fields: readonly string[]; readonly size: Size } | undefined,
  ): CostNode[] {
    const { weights, sizes } = this.#table;
    const coordinate = `${parent.name}.${definition.name}`;
    const type = getNamedType(definition.type);
    const weight =
      weights.get(coordinate) ?? weights.get(type.name) ?? (isCompositeType(type) ? 1 : 0);
    const listSize = sizes.get(coordinate);
    const own = this.#size(definition, node, listSize);
    const lists = listSize && listSize.sizedFields.length > 0;
    const isList = isListType(getNullableType(definition.type));
    const inherited = sliced?.fields.includes(definition.name) ? sliced.size : undefined;
    const inside = this.below(
      below,
      type,
      lists ? { fields: listSize.sizedFields, size: own } : undefined,
    );
    const argumentsWeight = (node.arguments ?? []).reduce(
      (sum, argument) => sum + (weights.get(`${coordinate}(${argument.name.value}:)`) ?? 0),
      0,
    );
    const free = weight === 0 && argumentsWeight === 0;
    if (free && inside.common.length === 0 && inside.cases.length === 0) return [];
    const size = isList ? (inherited ?? own) : ONE;
    return [{ key, weight, argumentsWeight, size, conditions, ...inside }];
  }

  #size(
    definition: GraphQLField<unknown, unknown>,
    node: FieldNode,
    listSize: ListSize | undefined,
  ): Size {
    const names = listSize?.slicingArguments.length
      ? listSize.slicingArguments
      : // A list of what a required list names, as `nodes(ids:)`, has as many items.
        definition.args
          .filter((arg) => isRequiredArgument(arg) && isListType(getNullableType(arg.type)))
          .map(({ name }) => name);
    const slices = names.flatMap((argument) => this.#slice(definition, node, argument));
    const items = listSize?.assumedSize ?? this.#assumedListSize;
    return slices.length > 0 ? { kind: 'sliced', slices, items } : { kind: 'fixed', items };
  }

  #slice(
    definition: GraphQLField<unknown, unknown>,
    node: FieldNode,
    argument: string,
  ): readonly Slice[] {
    const field = node.alias?.value ?? node.name.value;
    const given = node.arguments?.find(({ name }) => name.value === argument)?.value;
    if (!given) {
      const value = count(definition.args.find(({ name }) => name === argument)?.defaultValue);
      return value === undefined ? [] : [{ field, argument, variable: undefined, value }];
    }
    if (given.kind === Kind.VARIABLE) {
      const variable = given.name.value;
      const without = this.#defaults.get(variable);
      return [{ field, argument, variable, value: without && literal(without) }];
    }
    const value = literal(given);
    return value === undefined ? [] : [{ field, argument, variable: undefined, value }];
  }
}

/** A slicing argument's value in a document. */
function literal(node: ValueNode): number | undefined {
  if (node.kind === Kind.INT) return Number(node.value);
  return node.kind === Kind.LIST ? node.values.length : undefined;
}

/** What `@skip` and `@include` make of a selection. */
function conditionsOf(
  directives: readonly DirectiveNode[] | undefined,
): readonly Condition[] | 'never' {
  const conditions: Condition[] = [];
  for (const { name, arguments: given } of directives ?? []) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const wanted = name.value === 'include';
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, wanted });
    else if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return 'never';
  }
  return conditions;
}
