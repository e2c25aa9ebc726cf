import {
  type ConstDirectiveNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** Fields of one type whose @requires want another field with different arguments. */
export interface RequirementConflict {
  readonly type: string;
  /** The field that is wanted, with the path to it. */
  readonly field: string;
  /** Each way in which it is wanted. */
  readonly wanted: readonly string[];
}

/**
 * The mistake of Apollo's planner (2.14.4) that cannot be mended after planning: where one subgraph wants a
 * field of another for two of its @requires, with different arguments, one value serves for both. A
 * supergraph with such a pair gives wrong answers; ours must have none.
 */
export function requirementConflicts(supergraphSdl: string): readonly RequirementConflict[] {
  const conflicts: RequirementConflict[] = [];
  visit(parse(supergraphSdl, { noLocation: true }), {
    ObjectTypeDefinition(type) {
      for (const wanted of wantedBySubgraph(type).values()) {
        for (const [field, ways] of wanted) {
          if (ways.size > 1) conflicts.push({ type: type.name.value, field, wanted: [...ways] });
        }
      }
    },
  });
  return conflicts;
}

/** By subgraph, then by path of a wanted field: the ways in which it is wanted. */
function wantedBySubgraph(type: ObjectTypeDefinitionNode): Map<string, Map<string, Set<string>>> {
  const bySubgraph = new Map<string, Map<string, Set<string>>>();
  for (const directive of type.fields?.flatMap(({ directives = [] }) => directives) ?? []) {
    const graph = argument(directive, 'graph');
    const requires = argument(directive, 'requires');
    if (graph?.kind !== Kind.ENUM || requires?.kind !== Kind.STRING) continue;
    const wanted = bySubgraph.get(graph.value) ?? new Map<string, Set<string>>();
    bySubgraph.set(graph.value, wanted);
    gather(selectionsOf(requires.value), '', wanted);
  }
  return bySubgraph;
}

function gather(set: SelectionSetNode, place: string, wanted: Map<string, Set<string>>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const path = `${place}${selection.name.value}`;
      const ways = wanted.get(path) ?? new Set();
      const { selectionSet: _, ...alone } = selection;
      wanted.set(path, ways.add(print(alone)));
      if (selection.selectionSet) gather(selection.selectionSet, `${path}.`, wanted);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      gather(selection.selectionSet, place, wanted);
    }
  }
}

function selectionsOf(fields: string): SelectionSetNode {
  const [operation] = parse(`{${fields}}`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${fields} selects nothing.`);
  return operation.selectionSet;
}

const argument = (directive: ConstDirectiveNode, name: string) =>
  directive.name.value === 'join__field'
    ? directive.arguments?.find((given) => given.name.value === name)?.value
    : undefined;
