import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CacheHint, CacheHints } from './cache-hints.ts';

/** How long an answer may be kept, and by whom. */
export interface CachePolicy {
  /** Seconds; 0 where it may not be kept at all. */
  readonly maxAge: number;
  readonly isPrivate: boolean;
}

/** Judges an operation of one supergraph. */
export type JudgeOperation = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
) => CachePolicy;

const NOT_KEPT: CachePolicy = { maxAge: 0, isPrivate: false };

/**
 * What judges how long answers may be kept, from the document alone: the shortest time of all that is asked
 * for, whether or not it is in the answer in the end. As with Apollo Server, the hint of a field goes before
 * that of its type, and a field of the root or of an object without any is not to be kept. Of an interface or
 * union without a hint of its own, all types it can be count. Judgements are kept as long as their documents.
 */
export function judgeOperations(schema: GraphQLSchema, hints: CacheHints): JudgeOperation {
  const known = new WeakMap<OperationDefinitionNode, CachePolicy>();
  return (document, operation) => {
    let policy = known.get(operation);
    if (!policy) {
      policy =
        operation.operation === 'query' ? judge(schema, hints, document, operation) : NOT_KEPT;
      known.set(operation, policy);
    }
    return policy;
  };
}

function judge(
  schema: GraphQLSchema,
  hints: CacheHints,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CachePolicy {
  const fragments = fragmentsOf(document);
  const root = schema.getQueryType() ?? undefined;
  let policy: CachePolicy | undefined;
  const visit = (parent: GraphQLCompositeType | undefined, { selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (!parent || name === '__typename') continue;
        const asked = judgeField(schema, hints, parent, name, parent === root);
        policy = asked.policy ? shorter(policy, asked.policy) : policy;
        if (selection.selectionSet) visit(asked.type, selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition?.name.value;
        visit(on === undefined ? parent : compositeType(schema, on), selection.selectionSet);
      } else {
        const fragment = fragments.get(selection.name.value);
        // Its type is its own, so that a second visit would find nothing new.
        fragments.delete(selection.name.value);
        if (!fragment) continue;
        visit(compositeType(schema, fragment.typeCondition.name.value), fragment.selectionSet);
      }
    }
  };
  visit(root, operation.selectionSet);
  return policy ?? NOT_KEPT;
}

/** What one field says, and the type of the objects that it gives; no policy where its object's counts. */
function judgeField(
  schema: GraphQLSchema,
  hints: CacheHints,
  parent: GraphQLCompositeType,
  name: string,
  isRoot: boolean,
): { readonly type?: GraphQLCompositeType | undefined; readonly policy?: CachePolicy } {
  const definition = isUnionType(parent) ? undefined : parent.getFields()[name];
  // What the schema says of itself changes when the graph is deployed, which no hint knows.
  if (!definition) return { policy: NOT_KEPT };
  const named = getNamedType(definition.type);
  const type = isCompositeType(named) ? named : undefined;
  const owners = [parent, ...(isAbstractType(parent) ? schema.getPossibleTypes(parent) : [])];
  const ofField = owners.flatMap((owner) => hints.get(`${owner.name}.${name}`) ?? []);
  const ofType = type ? typeHints(schema, hints, type) : [];
  const isPrivate = [...ofField, ...ofType].some((hint) => hint?.isPrivate);
  const maxAge = shortest(ofField) ?? shortest(ofType);
  if (maxAge !== undefined) return { type, policy: { maxAge, isPrivate } };
  if (type || isRoot) return { type, policy: NOT_KEPT };
  return isPrivate ? { policy: { maxAge: Number.POSITIVE_INFINITY, isPrivate } } : {};
}

/** The hint of a type or, where an abstract one has none, those of all that it can be. */
function typeHints(
  schema: GraphQLSchema,
  hints: CacheHints,
  type: GraphQLCompositeType,
): readonly (CacheHint | undefined)[] {
  const own = hints.get(type.name);
  if (own || !isAbstractType(type)) return [own];
  return schema.getPossibleTypes(type).map(({ name }) => hints.get(name));
}

/** The least time; undefined where any says none. */
function shortest(hints: readonly (CacheHint | undefined)[]): number | undefined {
  const ages = hints.map((hint) => hint?.maxAge);
  return ages.length === 0 || ages.includes(undefined)
    ? undefined
    : Math.min(...ages.map((age) => age ?? 0));
}

const shorter = (one: CachePolicy | undefined, other: CachePolicy): CachePolicy =>
  one
    ? { maxAge: Math.min(one.maxAge, other.maxAge), isPrivate: one.isPrivate || other.isPrivate }
    : other;

function compositeType(schema: GraphQLSchema, name: string): GraphQLCompositeType | undefined {
  const type = schema.getType(name);
  return isCompositeType(type) ? type : undefined;
}

const fragmentsOf = (document: DocumentNode): Map<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
