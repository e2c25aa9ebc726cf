import {
  buildSchema,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';

/** A subgraph by name, with its parsed SDL. */
export interface NamedSubgraph {
  readonly name: string;
  readonly document: DocumentNode;
}

/** What the public schema leaves without a description: one line for each type, field, argument, enum value and input field. */
export function missingDescriptions(apiSdl: string): string[] {
  const schema: GraphQLSchema = buildSchema(apiSdl);
  const missing: string[] = [];
  const need = (what: string, description: string | null | undefined): void => {
    if (!description?.trim()) missing.push(`${what} has no description`);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    need(type.name, type.description);
    if (isEnumType(type)) {
      for (const value of type.getValues()) need(`${type.name}.${value.name}`, value.description);
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        need(`${type.name}.${field.name}`, field.description);
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        need(`${type.name}.${field.name}`, field.description);
        for (const arg of field.args)
          need(`${type.name}.${field.name}(${arg.name})`, arg.description);
      }
    }
  }
  return missing;
}

/**
 * Where a subgraph promises more than it can keep alone.
 *
 * An entity is owned by the subgraph that describes it. A field that another subgraph contributes to it
 * must be nullable, and so must a reference to another subgraph's entity and the items of a list of them:
 * one failed fetch then costs one field, where a non-null would empty the whole answer.
 * Keys, shared ids and external fields are exempt: they come with the reference itself.
 */
export function brokenPromises(subgraphs: readonly NamedSubgraph[]): string[] {
  const owners = ownersOf(subgraphs);
  const problems: string[] = [];
  for (const { name, document } of subgraphs) {
    for (const type of objectTypes(document)) {
      const owner = owners.get(type.name.value);
      for (const field of type.fields ?? []) {
        if (isExempt(type, field)) continue;
        const where = `${name}: ${type.name.value}.${field.name.value}`;
        if (owner !== undefined && owner !== name && field.type.kind === Kind.NON_NULL_TYPE) {
          problems.push(`${where} is contributed to an entity of ${owner} and must be nullable`);
        }
        const target = owners.get(namedType(field.type));
        if (target !== undefined && target !== name && innermostIsNonNull(field.type)) {
          problems.push(`${where} refers to an entity of ${target} and must be nullable`);
        }
      }
    }
  }
  return problems;
}

/**
 * Where a subgraph does not say how long its answers may be kept: an object type without `@cacheControl`,
 * or a field of the root that gives no object and has no hint of its own. One of them makes every answer
 * that holds it one that no cache may keep.
 */
export function missingCacheHints(subgraphs: readonly NamedSubgraph[]): string[] {
  const types = new Set(
    subgraphs.flatMap(({ document }) =>
      document.definitions.flatMap((definition) =>
        COMPOSITE_KINDS.has(definition.kind) && 'name' in definition && definition.name
          ? [definition.name.value]
          : [],
      ),
    ),
  );
  return subgraphs.flatMap(({ name, document }) =>
    objectTypes(document).flatMap((type) => {
      const typeName = type.name.value;
      if (!ROOTS.has(typeName)) {
        return hasCacheHint(type) ? [] : [`${name}: ${typeName} has no @cacheControl`];
      }
      return (type.fields ?? [])
        .filter((field) => !types.has(namedType(field.type)) && !hasCacheHint(field))
        .map((field) => `${name}: ${typeName}.${field.name.value} has no @cacheControl`);
    }),
  );
}

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

const COMPOSITE_KINDS: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
]);

const hasCacheHint = ({
  directives,
}: Pick<ObjectTypeDefinitionNode | FieldDefinitionNode, 'directives'>): boolean =>
  directives?.some((directive) => directive.name.value === 'cacheControl') === true;

/** The owner of each entity: the one subgraph that describes the type. */
function ownersOf(subgraphs: readonly NamedSubgraph[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const { name, document } of subgraphs) {
    for (const type of objectTypes(document)) {
      const isEntity = type.directives?.some((directive) => directive.name.value === 'key');
      if (isEntity && type.description) owners.set(type.name.value, name);
    }
  }
  return owners;
}

function objectTypes(document: DocumentNode): ObjectTypeDefinitionNode[] {
  return document.definitions.filter(
    (definition): definition is ObjectTypeDefinitionNode =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION,
  );
}

function isExempt(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): boolean {
  const keys = (type.directives ?? [])
    .filter((directive) => directive.name.value === 'key')
    .flatMap((directive) => directive.arguments ?? [])
    .map((argument) => (argument.value.kind === Kind.STRING ? argument.value.value : ''))
    .join(' ')
    .split(/\s+/);
  const external = field.directives?.some((directive) => directive.name.value === 'external');
  return external === true || field.name.value === 'id' || keys.includes(field.name.value);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function innermostIsNonNull(type: TypeNode): boolean {
  if (type.kind === Kind.NAMED_TYPE) return false;
  if (type.kind === Kind.LIST_TYPE) return innermostIsNonNull(type.type);
  return type.type.kind === Kind.NAMED_TYPE || innermostIsNonNull(type.type);
}
