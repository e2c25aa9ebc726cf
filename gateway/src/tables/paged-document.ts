import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { type ConnectionShape, columnName, NotTabular } from './shape.ts';

/** The variables of a request, by name. */
export type Variables = Readonly<Record<string, unknown>>;

/** A document whose connection can be asked for page by page. */
export interface PagedDocument {
  readonly query: string;
  /** The key under which the connection tells whether there is more, and from where on. */
  readonly pageInfo: string;
  /** The variables of the page behind a cursor; of the first one without. */
  variables(after?: string): Variables;
}

/**
 * The document with the connection's `after` as a variable and its `pageInfo` selected: the text is the same for all
 * pages, so that it is planned once.
 *
 * @param document one operation and the fragments that it needs.
 * @throws {NotTabular} where the connection is asked for backward.
 */
export function pagedDocument(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { path, connection }: { path: readonly string[]; connection: ConnectionShape },
  given: Variables,
): PagedDocument {
  const values = { ...defaultsOf(operation), ...given };
  const argument = (name: string): unknown => {
    const node = connection.nodes[0]?.arguments?.find((candidate) => candidate.name.value === name);
    return node && valueFromASTUntyped(node.value, values);
  };
  for (const name of ['last', 'before']) {
    if (argument(name) !== undefined && argument(name) !== null) {
      throw new NotTabular(
        `\`${columnName(path)}\` is asked for with \`${name}\`; a table is read forward, with \`first\` and \`after\`.`,
      );
    }
  }
  const start = argument('after');
  const variable = unused('after', operationVariables(operation));
  const pageInfo = unused('pageInfo', connection.keys);
  const changed = new Set<unknown>(connection.nodes);
  const paged = visit(document, {
    Field: (node) => (changed.has(node) ? withPaging(node, variable, pageInfo) : undefined),
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: [...(node.variableDefinitions ?? []), cursorVariable(variable)],
    }),
  });
  return {
    query: print(withoutUnusedVariables(paged)),
    pageInfo,
    variables: (after) => ({ ...given, [variable]: after ?? start ?? null }),
  };
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}

const operationVariables = ({ variableDefinitions = [] }: OperationDefinitionNode): string[] =>
  variableDefinitions.map(({ variable }) => variable.name.value);

/** A name that is not among others: underscores go ahead of it until it is not. */
function unused(name: string, others: readonly string[]): string {
  const candidate = `_${name}`;
  return others.includes(candidate) ? unused(candidate, others) : candidate;
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

const cursorVariable = (name: string): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: nameNode(name) },
  type: { kind: Kind.NAMED_TYPE, name: nameNode('String') },
});

function withPaging(node: FieldNode, variable: string, pageInfo: string): FieldNode {
  const others = (node.arguments ?? []).filter(({ name }) => name.value !== 'after');
  const after: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: nameNode('after'),
    value: { kind: Kind.VARIABLE, name: nameNode(variable) },
  };
  const field = (name: string): FieldNode => ({ kind: Kind.FIELD, name: nameNode(name) });
  return {
    ...node,
    arguments: [...others, after],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [
        ...(node.selectionSet?.selections ?? []),
        {
          ...field('pageInfo'),
          alias: nameNode(pageInfo),
          selectionSet: {
            kind: Kind.SELECTION_SET,
            selections: [field('hasNextPage'), field('endCursor')],
          },
        },
      ],
    },
  };
}

/** A variable that only the replaced `after` used would be refused. */
function withoutUnusedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      used.add(name.value);
    },
  });
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
}
