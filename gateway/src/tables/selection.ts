import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** A selection set, and the type that it selects of. */
interface Selection {
  readonly set: SelectionSetNode;
  readonly type: GraphQLCompositeType;
}

/** A field of an answer: all that a document selects under one key. */
export interface SelectedField {
  /** The key in the answer: the alias, or the name. */
  readonly key: string;
  readonly name: string;
  /** Null for `__typename`. */
  readonly type: GraphQLOutputType | null;
  readonly args: readonly GraphQLArgument[];
  readonly nodes: readonly FieldNode[];
  /** What it selects, for a field of objects. */
  readonly selections: readonly Selection[];
}

/** What reads the selections of a document that is valid. */
export class SelectionReader {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
  }

  /** The fields of selections in the order of the document, fragments resolved and equal keys merged. */
  fields(selections: readonly Selection[]): SelectedField[] {
    const fields = new Map<string, SelectedField>();
    for (const selection of selections) this.#gather(selection, fields);
    return [...fields.values()];
  }

  #gather({ set, type }: Selection, fields: Map<string, SelectedField>): void {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        const found = this.#field(node, type);
        const before = fields.get(found.key);
        fields.set(found.key, before ? merged(before, found) : found);
        continue;
      }
      const fragment =
        node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(node.name.value) : node;
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : this.#schema.getType(condition);
      if (isCompositeType(narrowed))
        this.#gather({ set: fragment.selectionSet, type: narrowed }, fields);
    }
  }

  #field(node: FieldNode, parent: GraphQLCompositeType): SelectedField {
    const name = node.name.value;
    const definition = isUnionType(parent) ? undefined : parent.getFields()[name];
    const type = definition?.type ?? null;
    const named = type === null ? null : getNamedType(type);
    return {
      key: node.alias?.value ?? name,
      name,
      type,
      args: definition?.args ?? [],
      nodes: [node],
      selections:
        node.selectionSet && isCompositeType(named)
          ? [{ set: node.selectionSet, type: named }]
          : [],
    };
  }
}

const merged = (a: SelectedField, b: SelectedField): SelectedField => ({
  ...a,
  nodes: [...a.nodes, ...b.nodes],
  selections: [...a.selections, ...b.selections],
});
