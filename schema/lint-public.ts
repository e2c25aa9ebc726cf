import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { boundedLists, boundedTypes } from './bounded-lists.ts';
import { removalDate } from './deprecation.ts';

/** A field of a type that answers are made of. */
interface PlacedField {
  readonly type: GraphQLNamedType;
  readonly field: GraphQLField<unknown, unknown>;
  /** `Type.field`. */
  readonly path: string;
}

/** The types of a schema without those of GraphQL itself. */
function typesOf(sdl: string): GraphQLNamedType[] {
  return Object.values(buildSchema(sdl).getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
}

function fieldsOf(types: readonly GraphQLNamedType[]): PlacedField[] {
  return types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).map((field) => ({
          type,
          field,
          path: `${type.name}.${field.name}`,
        }))
      : [],
  );
}

const pascalCase = /^[A-Z][A-Za-z0-9]*$/;
const camelCase = /^[a-z][A-Za-z0-9]*$/;
const upperSnakeCase = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Names that are not written as their kind is: `Type`, `field`, `argument`, `VALUE`; an input says by its end that it is one. */
export function namingProblems(sdl: string): string[] {
  const problems: string[] = [];
  const need = (path: string, name: string, form: RegExp, example: string): void => {
    if (!form.test(name)) problems.push(`${path} is not named as the others are: ${example}`);
  };
  const types = typesOf(sdl);
  for (const type of types) {
    need(type.name, type.name, pascalCase, 'a type is written `TradeEvent`');
    if (isEnumType(type)) {
      for (const { name } of type.getValues())
        need(`${type.name}.${name}`, name, upperSnakeCase, 'a value is written `TRADE_FAIR`');
    }
    if (isInputObjectType(type)) {
      need(
        type.name,
        type.name,
        /(Input|Filter|Order|Weights)$/,
        'an input ends in Input, Filter, Order or Weights',
      );
      for (const name of Object.keys(type.getFields()))
        need(`${type.name}.${name}`, name, camelCase, 'a field is written `startsOn`');
    }
  }
  for (const { path, field } of fieldsOf(types)) {
    need(path, field.name, camelCase, 'a field is written `startsOn`');
    for (const { name } of field.args)
      need(`${path}(${name})`, name, camelCase, 'an argument is written `startsOn`');
  }
  return problems;
}

/**
 * Where null would mean nothing: in a list of scalars or enum values, in a list that is given, in a key, and in what a
 * page is made of. Items of a list of records may be null, as another subgraph may fail to bring one.
 */
export function nullabilityProblems(sdl: string): string[] {
  const types = typesOf(sdl);
  const fields = fieldsOf(types);
  const ofFields = fields.flatMap(({ type, field, path }) => [
    ...(hasNullableLeaf(field.type) ? [`${path} lists values that may be null: write [X!]`] : []),
    ...(['id', 'code'].includes(field.name) && !isNonNullType(field.type)
      ? [`${path} is a key and may be null: write ${field.name}: ID!`]
      : []),
    ...(isPartOfPage(type, field) && !isNonNullType(field.type)
      ? [`${path} is part of every page and may be null: add !`]
      : []),
    ...field.args
      .filter((argument) => hasNullableLeaf(argument.type))
      .map(({ name }) => `${path}(${name}) takes values that may be null: write [X!]`),
  ]);
  const ofInputs = types.filter(isInputObjectType).flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => hasNullableLeaf(field.type))
      .map(({ name }) => `${type.name}.${name} takes values that may be null: write [X!]`),
  );
  return [...ofFields, ...ofInputs];
}

const isPartOfPage = ({ name }: GraphQLNamedType, field: GraphQLField<unknown, unknown>): boolean =>
  (name.endsWith('Connection') &&
    ['edges', 'nodes', 'pageInfo', 'totalCount'].includes(field.name)) ||
  (name.endsWith('Edge') && field.name === 'cursor');

/** A list whose items are null where they could be left out: values, and whatever is given as input. */
function hasNullableLeaf(type: GraphQLOutputType | GraphQLInputType): boolean {
  const list = isNonNullType(type) ? type.ofType : type;
  if (!isListType(list)) return false;
  const named = getNamedType(list);
  const isValue = isLeafType(named) || isInputObjectType(named);
  return isValue && !isNonNullType(list.ofType);
}

/**
 * Lists without an end. Every list of records is a connection (`first` and `after`, each page with a default and a ceiling
 * that its description states as `1 to 100`), takes `first` in the same way, says `at most 100` in its description, or
 * is on the register of lists that are short by nature.
 */
export function pagingProblems(sdl: string): string[] {
  const fields = fieldsOf(typesOf(sdl));
  const used = new Set<string>();
  const problems = fields.flatMap(({ type, field, path }) => {
    const sizes = field.args.filter(({ name }) => ['first', 'last'].includes(name));
    const unbounded = sizes
      .filter(({ description }) => !/\b1 to \d+/.test(description ?? ''))
      .map(({ name }) => `${path}(${name}) does not say how many it may be: "1 to 100"`);
    return [...unbounded, ...pageProblems(type, field, path, used)];
  });
  const stale = Object.keys(boundedLists)
    .filter((path) => fields.some((one) => one.path === path) && !used.has(path))
    .map((path) => `${path} is on the register of bounded lists and needs no place there`);
  return [...problems, ...stale];
}

function pageProblems(
  type: GraphQLNamedType,
  { type: given, args, description }: GraphQLField<unknown, unknown>,
  path: string,
  used: Set<string>,
): string[] {
  const argument = (name: string): GraphQLArgument | undefined =>
    args.find((one) => one.name === name);
  const first = argument('first');
  const named = getNamedType(given);
  if (named.name.endsWith('Connection')) {
    if (!first || !argument('after')) return [`${path} is a connection without first and after`];
    // A page both ways has its default in `PageInfo`'s description: of `first` and `last` one alone is given.
    const isBothWays = argument('last') !== undefined && argument('before') !== undefined;
    return isBothWays || first.defaultValue !== undefined
      ? []
      : [`${path}(first) has no default: write first: Int! = 20`];
  }
  const list = isNonNullType(given) ? given.ofType : given;
  if (!isListType(list) || !isCompositeType(named) || /(Connection|Edge)$/.test(type.name))
    return [];
  if (first !== undefined) {
    return first.defaultValue === undefined
      ? [`${path}(first) has no default: write first: Int! = 20`]
      : [];
  }
  if (/\bat most \d+/.test(description ?? '')) return [];
  if (named.name in boundedTypes) return [];
  const entry = [path, `${type.name}.*`].find((key) => key in boundedLists);
  if (entry !== undefined) {
    used.add(entry);
    return [];
  }
  return [
    `${path} is a list without an end: make it a connection, say "at most 100" and what pages on, or add it to schema/bounded-lists.ts with what bounds it`,
  ];
}

/** Deprecations that do not say what to use instead and until which day the thing is served, in the one form for that. */
export function deprecationProblems(sdl: string): string[] {
  const types = typesOf(sdl);
  const deprecated: { path: string; reason: string | null | undefined }[] = [];
  const note = (
    path: string,
    { deprecationReason: reason }: { deprecationReason?: string | null | undefined },
  ): void => {
    if (reason !== null && reason !== undefined) deprecated.push({ path, reason });
  };
  for (const type of types) {
    if (isEnumType(type))
      for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        note(`${type.name}.${field.name}`, field);
  }
  for (const { path, field } of fieldsOf(types)) {
    note(path, field);
    for (const argument of field.args) note(`${path}(${argument.name})`, argument);
  }
  return deprecated
    .filter(({ reason }) => removalDate(reason) === undefined)
    .map(
      ({ path, reason }) =>
        `${path} is deprecated with "${reason}": write "Use \`x\`. Removed after 2026-12-31."`,
    );
}

/** Everything that the rules of the public schema find, but for descriptions. */
export const publicProblems = (sdl: string): string[] =>
  [namingProblems, nullabilityProblems, pagingProblems, deprecationProblems].flatMap((rule) =>
    rule(sdl),
  );
