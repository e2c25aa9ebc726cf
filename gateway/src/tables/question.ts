import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  separateOperations,
  validate,
} from 'graphql';
import { pagedDocument, type Variables } from './paged-document.ts';
import { SelectionReader } from './selection.ts';
import { NotTabular, type TableShape, tableShape } from './shape.ts';

/** A question whose answer is a table. */
export interface TableQuestion {
  readonly shape: TableShape;
  readonly query: string;
  /** The key under which a connection tells whether there is more. */
  readonly pageInfo: string;
  variables(after?: string): Variables;
}

/** The body of a request, as far as it is one of GraphQL. */
export interface TableBody {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/**
 * The question of a body; undefined for a body that GraphQL refuses anyway, so that it is refused in the same words as
 * if JSON had been asked for.
 *
 * @throws {NotTabular} for an operation that no table can be made of.
 */
export function tableQuestion(
  schema: GraphQLSchema,
  body: TableBody,
  parse: (text: string) => DocumentNode | undefined,
): TableQuestion | undefined {
  const { query, variables, operationName } = body;
  const given = isObject(variables) ? variables : {};
  if (typeof query !== 'string') {
    if ('extensions' in body) throw new NotTabular('A table needs the document in `query`.');
    return undefined;
  }
  const document = parse(query);
  if (document === undefined || validate(schema, document).length > 0) return undefined;
  const operation = getOperationAST(
    document,
    typeof operationName === 'string' ? operationName : undefined,
  );
  if (!operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
  if (operation.operation === OperationTypeNode.MUTATION) {
    throw new NotTabular('The operation is a mutation; a table is made of a query.');
  }
  const root = schema.getQueryType();
  if (!root) return undefined;
  const alone = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  const reader = new SelectionReader(schema, alone);
  const fields = reader.fields([{ set: operation.selectionSet, type: root }]);
  const shape = tableShape(reader, fields);
  const { path, connection } = shape;
  if (connection === undefined) {
    return { shape, query, pageInfo: '', variables: () => given };
  }
  return { shape, ...pagedDocument(alone, operation, { path, connection }, given) };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
