import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** The values of the variables that @skip and @include ask, by name. */
export type Conditions = Readonly<Record<string, boolean>>;

/** An operation of a client with all that is needed to read its selections. */
export interface ClientOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly conditions: Conditions;
}

/** The fragments of a document, by name. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The selections of one type: response name to the nodes that ask for it, in order. */
export type FieldGroups = ReadonlyMap<string, readonly [FieldNode, ...FieldNode[]]>;

/** Under which name a field stands in an answer. */
export const responseName = (field: FieldNode): string => field.alias?.value ?? field.name.value;

/** The fragments of a document. */
export const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );

/** The names of the variables that some @skip or @include of a document asks, sorted. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      const value = conditionOf(directive);
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}

/**
 * Gathers what is selected on one concrete type, fragments opened and conditions decided.
 *
 * @param sets the selection sets of all nodes that led to the type, in order.
 */
export function collectFields(
  client: ClientOperation,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
): FieldGroups {
  const groups = new Map<string, [FieldNode, ...FieldNode[]]>();
  const opened = new Set<string>();
  const walk = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives, client.conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = responseName(selection);
        const group = groups.get(name);
        if (group) group.push(selection);
        else groups.set(name, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(client.schema, selection.typeCondition?.name.value, type)) {
          walk(selection.selectionSet);
        }
      } else {
        const fragment = client.fragments.get(selection.name.value);
        if (!fragment || opened.has(selection.name.value)) continue;
        opened.add(selection.name.value);
        if (applies(client.schema, fragment.typeCondition.name.value, type)) {
          walk(fragment.selectionSet);
        }
      }
    }
  };
  for (const set of sets) walk(set);
  return groups;
}

/** The selection sets of the nodes of one field. */
export const subselections = (nodes: readonly FieldNode[]): readonly SelectionSetNode[] =>
  nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));

const conditionOf = (directive: DirectiveNode) =>
  directive.name.value === 'skip' || directive.name.value === 'include'
    ? directive.arguments?.find(({ name }) => name.value === 'if')?.value
    : undefined;

/** Whether @skip and @include let a selection be. */
export function isIncluded(
  directives: readonly DirectiveNode[] | undefined,
  conditions: Conditions,
): boolean {
  for (const directive of directives ?? []) {
    const value = conditionOf(directive);
    if (!value) continue;
    const holds =
      value.kind === Kind.VARIABLE
        ? conditions[value.name.value] === true
        : value.kind === Kind.BOOLEAN && value.value;
    if (holds === (directive.name.value === 'skip')) return false;
  }
  return true;
}

function applies(
  schema: GraphQLSchema,
  condition: string | undefined,
  type: GraphQLCompositeType,
): boolean {
  if (condition === undefined || condition === type.name) return true;
  const known = schema.getType(condition);
  return (
    isAbstractType(known) &&
    (isObjectType(type) || isInterfaceType(type)) &&
    schema.isSubType(known, type)
  );
}
