import { type ASTNode, type DocumentNode, Kind, type TypeNode } from 'graphql';
import { interfacesOf, namedType } from './reach.ts';

/**
 * Fields that promise an object which may turn out to be of a hidden type: a variant shows null in its place, and
 * where none may be, one hidden record would empty the answer. One line for each.
 *
 * @param isNews whether it is the variant that hides a type: of what the graph hides from all, its makers know.
 */
export function brokenPromises(
  document: DocumentNode,
  isHidden: (node: ASTNode) => boolean,
  isNews: (type: string) => boolean,
): readonly string[] {
  const hidden = hiddenMembers(document, isHidden, isNews);
  return document.definitions.flatMap((type) => {
    const isObject =
      type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!isObject || isHidden(type)) return [];
    return (type.fields ?? []).flatMap((field) => {
      const members = hidden.get(namedType(field.type)) ?? [];
      if (members.length === 0 || isHidden(field) || !promisesObject(field.type)) return [];
      return [
        `${type.name.value}.${field.name.value} may hold a ${members.join(' or a ')}, which is hidden: it must be nullable there.`,
      ];
    });
  });
}

/** The hidden objects of each interface and each union that is not hidden itself. */
function hiddenMembers(
  document: DocumentNode,
  isHidden: (node: ASTNode) => boolean,
  isNews: (type: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const hidden = new Set<string>();
  const shown = new Set<string>();
  for (const node of document.definitions) {
    if (!('name' in node) || node.name === undefined) continue;
    const { value: name } = node.name;
    if (!isHidden(node)) shown.add(name);
    else if (isNews(name)) hidden.add(name);
  }
  const members = new Map<string, string[]>();
  const add = (abstract: string, name: string): void => {
    if (!shown.has(abstract) || !hidden.has(name)) return;
    members.set(abstract, [...(members.get(abstract) ?? []), name]);
  };
  for (const node of document.definitions) {
    if (node.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const { name } of node.types ?? []) add(node.name.value, name.value);
    } else if (node.kind === Kind.OBJECT_TYPE_DEFINITION) {
      for (const { name } of interfacesOf(node)) add(name.value, node.name.value);
    }
  }
  return members;
}

/** Whether each single object of a type must be there. */
function promisesObject(type: TypeNode): boolean {
  if (type.kind === Kind.NAMED_TYPE) return false;
  if (type.kind === Kind.LIST_TYPE) return promisesObject(type.type);
  return type.type.kind === Kind.NAMED_TYPE || promisesObject(type.type);
}
