import {
  type ASTNode,
  coerceInputValue,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  print,
  TypeInfo,
  typeFromAST,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A value that a client put into a request, and where it stands. */
export interface InputPlace {
  /** A dotted path without list indexes: `filter.fiscalYear` in the document, `$filter.fiscalYear` in a variable. */
  readonly argument: string;
  /** What the schema wants there. */
  readonly type: GraphQLInputType;
  /** Undefined where nothing was given. */
  readonly given: unknown;
  /** The same as the client wrote it. */
  readonly shown: string;
}

/** The kinds of nodes that an argument's value is made of, variables aside. */
const LITERALS: ReadonlySet<string> = new Set([
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
]);

/**
 * Every literal of a document by its node, in the order of the document. A field of an input object that the
 * schema lacks is there too, as a wrong value of that object. Default values stand in their variable.
 */
export function literalPlaces(
  schema: GraphQLSchema,
  document: DocumentNode,
): ReadonlyMap<ASTNode, InputPlace> {
  const places = new Map<ASTNode, InputPlace>();
  const path: string[] = [];
  const types = new TypeInfo(schema);
  const steps = (node: ASTNode): string | undefined => {
    if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return node.name.value;
    return node.kind === Kind.VARIABLE_DEFINITION ? `$${node.variable.name.value}` : undefined;
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      enter(node) {
        const parent = types.getParentInputType();
        const argument = path.join('.');
        const lacking = node.kind === Kind.OBJECT_FIELD && !types.getInputType();
        if (lacking && parent && isInputObjectType(getNullableType(parent))) {
          places.set(node, { argument, type: parent, ...written(node.value, print(node)) });
        }
        // Inside a list the walker is at the type of its items; the list is what its parent type says.
        const type = node.kind === Kind.LIST ? (parent ?? undefined) : types.getInputType();
        if (type && LITERALS.has(node.kind)) {
          places.set(node, { argument, type, ...written(node, print(node)) });
        }
        const step = steps(node);
        if (step !== undefined) path.push(step);
      },
      leave(node) {
        if (steps(node) !== undefined) path.pop();
      },
    }),
  );
  return places;
}

const written = (node: ASTNode, shown: string) => ({
  given: LITERALS.has(node.kind)
    ? valueFromASTUntyped(node as Parameters<typeof valueFromASTUntyped>[0])
    : undefined,
  shown,
});

/** The values of an operation's variables that the schema refuses, missing ones included, in their order. */
export function refusedVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly InputPlace[] {
  const refused: InputPlace[] = [];
  for (const { name, type, hasDefault } of declared(schema, operation)) {
    if (!Object.hasOwn(variables, name)) {
      if (isNonNullType(type) && !hasDefault)
        refused.push(variablePlace(name, [], type, undefined));
      continue;
    }
    coerceInputValue(variables[name], type, (path, value) => {
      refused.push(variablePlace(name, path, typeAt(type, path), value));
    });
  }
  return refused;
}

/** The values of an operation's variables down to single ones, for those that have a value. */
export function variableLeaves(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly InputPlace[] {
  const leaves: InputPlace[] = [];
  for (const { name, type } of declared(schema, operation)) {
    const walk = (value: unknown, at: GraphQLInputType, path: readonly string[]): void => {
      const nullable = getNullableType(at);
      if (isListType(nullable)) {
        for (const item of Array.isArray(value) ? value : [value])
          walk(item, nullable.ofType, path);
      } else if (!isInputObjectType(nullable)) {
        leaves.push(variablePlace(name, path, nullable, value));
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, field] of Object.entries(nullable.getFields())) {
          if (Object.hasOwn(value, key)) {
            walk((value as Record<string, unknown>)[key], field.type, [...path, key]);
          }
        }
      }
    };
    if (Object.hasOwn(variables, name)) walk(variables[name], type, []);
  }
  return leaves;
}

/** The variables that an operation declares with a type of the schema. */
function declared(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
  return variableDefinitions.flatMap((definition) => {
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) return [];
    const hasDefault = definition.defaultValue !== undefined;
    return [{ name: definition.variable.name.value, type, hasDefault }];
  });
}

function variablePlace(
  name: string,
  path: readonly (string | number)[],
  type: GraphQLInputType,
  given: unknown,
): InputPlace {
  const names = path.filter((step) => typeof step === 'string');
  const shown = given === undefined ? 'nothing' : (JSON.stringify(given) ?? 'nothing');
  return { argument: [`$${name}`, ...names].join('.'), type, given, shown };
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType {
  let at = type;
  for (const step of path) {
    while (isNonNullType(at) || (isListType(at) && typeof step === 'string')) at = at.ofType;
    if (isListType(at)) at = at.ofType;
    else if (isInputObjectType(at)) at = at.getFields()[step]?.type ?? at;
  }
  return at;
}
