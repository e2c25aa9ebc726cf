import {
  type ASTVisitor,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type Conditions, isIncluded } from '../selection.ts';

/**
 * A document with its @skip and @include decided: plans are compiled for one setting of their variables
 * anyway, and `graphql-jit` 0.8.9 misreads a condition on a fragment whose fields are selected elsewhere
 * too. What is left empty asks for its type's name.
 */
export function decided(document: DocumentNode, conditions: Conditions): DocumentNode {
  const selection = <T extends SelectionNode>(node: T): T | null | undefined => {
    if (!isIncluded(node.directives, conditions)) return null;
    const directives = node.directives?.filter((directive) => !isCondition(directive)) ?? [];
    return directives.length === (node.directives?.length ?? 0)
      ? undefined
      : { ...node, directives };
  };
  const visitor: ASTVisitor = {
    [Kind.FIELD]: { enter: (node) => selection(node) },
    [Kind.INLINE_FRAGMENT]: { enter: (node) => selection(node) },
    [Kind.FRAGMENT_SPREAD]: { enter: (node) => selection(node) },
    [Kind.SELECTION_SET]: {
      leave: (set): SelectionSetNode | undefined =>
        set.selections.length > 0 ? undefined : { ...set, selections: [TYPENAME] },
    },
  };
  return visit(document, visitor);
}

const isCondition = ({ name }: DirectiveNode): boolean =>
  name.value === 'skip' || name.value === 'include';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
