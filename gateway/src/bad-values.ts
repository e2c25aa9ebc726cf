import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  isScalarType,
  isSpecifiedScalarType,
  type OperationDefinitionNode,
  ValuesOfCorrectTypeRule,
  validate,
} from 'graphql';
import type { ErrorCode } from './errors.ts';
import {
  type InputPlace,
  literalPlaces,
  refusedVariables,
  variableLeaves,
} from './input-places.ts';

/** A request as far as its values can be looked up. */
interface AskedRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** The operation that was to be run; undefined while that is not decided. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How long a value may be when a message repeats it. */
const LONGEST_SHOWN = 100;

/**
 * Tells errors about values the way that subgraphs tell theirs: `BAD_USER_INPUT`, with the argument, what
 * was given and what is accepted. Three kinds arrive in other forms: a literal that the schema refuses
 * (graphql-js speaks of the document), a variable that it refuses (graphql-js speaks of the variable), and
 * a value of a custom scalar, which only the subgraph can judge and which it sees without the client's
 * document. All other errors are left as they are.
 */
function withBadValues(
  errors: readonly GraphQLFormattedError[],
  request: AskedRequest,
): readonly GraphQLFormattedError[] {
  const { schema, document, operation, variables } = request;
  if (errors.some(isAboutLiteral)) return aboutLiterals(errors, schema, document);
  if (operation && errors.every(isAboutVariable)) {
    const refused = refusedVariables(schema, operation, variables);
    return refused.length > 0 ? refused.map((place) => badValue(place)) : errors;
  }
  if (!operation || !errors.some(isOfCustomScalar)) return errors;
  const leaves = [
    ...literalPlaces(schema, document).values(),
    ...variableLeaves(schema, operation, variables),
  ].filter(isOfCustomType);
  return errors.map((error) => (isOfCustomScalar(error) ? withPlace(error, leaves) : error));
}

/** The plugin that does so for every answer. */
export const badValues: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, schema, document, operation, request }) => {
      if (response.body.kind !== 'single' || !document) return;
      const { singleResult } = response.body;
      if (!singleResult.errors?.length) return;
      const variables = request.variables ?? {};
      singleResult.errors = withBadValues(singleResult.errors, {
        schema,
        document,
        operation,
        variables,
      });
    },
  }),
};

const isAboutLiteral = ({ extensions }: GraphQLFormattedError): boolean =>
  extensions?.code === 'GRAPHQL_VALIDATION_FAILED' && extensions.service === undefined;

const isAboutVariable = ({ message, extensions }: GraphQLFormattedError): boolean =>
  extensions?.code === 'BAD_USER_INPUT' &&
  extensions.service === undefined &&
  extensions.argument === undefined &&
  /^(Variable "\$|Too many errors processing variables)/.test(message);

const isOfCustomScalar = ({ extensions }: GraphQLFormattedError): boolean =>
  extensions?.service !== undefined &&
  typeof extensions.accepted === 'string' &&
  extensions.argument === undefined;

/** Asks the rule about values alone once more: it knows the nodes, which an answer's errors no longer do. */
function aboutLiterals(
  errors: readonly GraphQLFormattedError[],
  schema: GraphQLSchema,
  document: DocumentNode,
): readonly GraphQLFormattedError[] {
  const places = literalPlaces(schema, document);
  const told = new Map(
    validate(schema, document, [ValuesOfCorrectTypeRule]).flatMap((refusal) => {
      const place = refusal.nodes?.[0] && places.get(refusal.nodes[0]);
      if (!place) return [];
      const { locations } = refusal;
      return [[refusal.message + JSON.stringify(locations), badValue(place, locations)] as const];
    }),
  );
  return errors.map((error) => told.get(error.message + JSON.stringify(error.locations)) ?? error);
}

/** Puts the place to a refusal of a custom scalar: where its type, which the message names, has that value. */
function withPlace(
  error: GraphQLFormattedError,
  leaves: readonly InputPlace[],
): GraphQLFormattedError {
  const { given, accepted, ...others } = error.extensions ?? {};
  const named = leaves.filter(({ type }) => error.message.includes(getNamedType(type).name));
  const place = named.find((leaf) => leaf.given === given) ?? (named.length === 1 && named[0]);
  if (!place) return error;
  return {
    ...error,
    message: sentence(place, String(accepted)),
    extensions: { ...others, argument: place.argument, given: place.given, accepted },
  };
}

function badValue(
  place: InputPlace,
  locations?: GraphQLFormattedError['locations'],
): GraphQLFormattedError {
  const { argument, given, type, shown } = place;
  const named = getNamedType(type);
  const quoted = isEnumType(named) && shown.startsWith('"') && !argument.startsWith('$');
  const accepted = quoted ? `${inWords(type)}, without quotes` : inWords(type);
  return {
    message: sentence(place, accepted),
    ...(locations && { locations }),
    extensions: {
      code: 'BAD_USER_INPUT' satisfies ErrorCode,
      argument,
      ...(given !== undefined && { given }),
      accepted,
    },
  };
}

function sentence({ argument, given, shown }: InputPlace, accepted: string): string {
  const text = shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
  const refusal =
    given === undefined && shown === 'nothing' ? 'it was not given' : `${text} is not`;
  return `\`${argument}\` must be ${accepted}; ${refusal}.`;
}

const anyOf = new Intl.ListFormat('en', { type: 'disjunction' });
const allOf = new Intl.ListFormat('en', { type: 'conjunction' });

const SCALARS: Readonly<Record<string, string>> = {
  Int: 'a whole number of at most 32 bits',
  Float: 'a number',
  Boolean: 'true or false',
  String: 'a text',
  ID: 'a text or a whole number',
};

/** What the schema accepts as a value of a type, fit to follow "must be". */
function inWords(wanted: GraphQLInputType): string {
  const type = getNullableType(wanted);
  if (isListType(type)) return `a list, with each item ${inWords(type.ofType)}`;
  if (isEnumType(type)) return anyOf.format(type.getValues().map(({ name }) => name));
  if (!isInputObjectType(type)) return SCALARS[type.name] ?? `a value of the scalar ${type.name}`;
  const fields = Object.values(type.getFields());
  const required = fields.filter(isRequiredInputField).map(({ name }) => name);
  const names = allOf.format(fields.map(({ name }) => name));
  return `an object with ${names}${required.length > 0 ? ` (required: ${required.join(', ')})` : ''}`;
}

/** Whether it is, or should have been, a single value of a scalar that graphql-js does not know. */
const isOfCustomType = ({ type, given }: InputPlace): boolean => {
  const named = getNamedType(type);
  return isScalarType(named) && !isSpecifiedScalarType(named) && !Array.isArray(given);
};
