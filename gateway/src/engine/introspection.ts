import {
  type DocumentNode,
  executeSync,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { type Fields, put } from './object.ts';
import { type ClientOperation, collectFields } from './selection.ts';

/** Answers an operation's questions about the schema: fields for the top of the tree, and errors. */
export type Introspect = (variables: Readonly<Fields>) => {
  readonly fields: Fields;
  readonly errors: readonly GraphQLError[];
};

/** Compiles the selections of `__schema` and `__type`; undefined when an operation has none. */
export function compileIntrospection(client: ClientOperation): Introspect | undefined {
  const { schema, operation, fragments } = client;
  const root = schema.getRootType(operation.operation);
  if (!root) return undefined;
  const groups = collectFields(client, root, [operation.selectionSet]);
  const selections = [...groups.values()]
    .filter(([{ name }]) => name.value === '__schema' || name.value === '__type')
    .flat();
  if (selections.length === 0) return undefined;
  const asked: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [asked, ...fragments.values()],
  };
  return (variableValues) => {
    const { data, errors = [] } = executeSync({ schema, document, variableValues });
    const fields: Fields = {};
    for (const [name, value] of Object.entries(data ?? {})) put(fields, name, value);
    return { fields, errors };
  };
}
