import {
  type ASTNode,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  type NamedTypeNode,
  type TypeNode,
} from 'graphql';

/** The named type that a reference comes down to. */
export const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);

/**
 * The types of a schema that clients can come to from its root types: through fields, arguments, interfaces and
 * their implementations, members of unions. What is hidden leads nowhere.
 */
export function reachableTypes(
  document: DocumentNode,
  isHidden: (node: ASTNode) => boolean,
): ReadonlySet<string> {
  const steps = stepsOf(document, isHidden);
  const reached = new Set<string>();
  const ahead = roots(document);
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    const next = steps.get(name);
    if (next === undefined || reached.has(name)) continue;
    reached.add(name);
    ahead.push(...next);
  }
  return reached;
}

/** From each type that is not hidden, the types that it leads to at once. */
function stepsOf(
  document: DocumentNode,
  isHidden: (node: ASTNode) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const steps = new Map<string, string[]>();
  const add = (name: string, more: readonly string[]): void => {
    steps.set(name, [...(steps.get(name) ?? []), ...more]);
  };
  for (const node of document.definitions) {
    if (!('name' in node) || node.name === undefined || isHidden(node)) continue;
    const name = node.name.value;
    add(name, targetsOf(node, isHidden));
    for (const { name: abstract } of interfacesOf(node)) add(abstract.value, [name]);
  }
  // An interface that is hidden has implementations and is no type to come to.
  for (const node of document.definitions) {
    if ('name' in node && node.name !== undefined && isHidden(node)) steps.delete(node.name.value);
  }
  return steps;
}

function targetsOf(node: DefinitionNode, isHidden: (node: ASTNode) => boolean): string[] {
  if (node.kind === Kind.UNION_TYPE_DEFINITION) {
    return (node.types ?? []).map(({ name }) => name.value);
  }
  const fields = 'fields' in node ? (node.fields ?? []) : [];
  const ofFields = fields
    .filter((field) => !isHidden(field))
    .flatMap((field) => [
      namedType(field.type),
      ...('arguments' in field ? (field.arguments ?? []) : [])
        .filter((argument) => !isHidden(argument))
        .map((argument) => namedType(argument.type)),
    ]);
  return [...ofFields, ...interfacesOf(node).map(({ name }) => name.value)];
}

/** The interfaces that a type implements. */
export const interfacesOf = (node: DefinitionNode): readonly NamedTypeNode[] =>
  'interfaces' in node ? (node.interfaces ?? []) : [];

function roots(document: DocumentNode): string[] {
  return document.definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
      ? (node.operationTypes ?? []).map(({ type }) => type.name.value)
      : [],
  );
}
