import {
  buildSchema,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  valueFromASTUntyped,
} from 'graphql';

/**
 * The lists of the public schema whose length nothing tells: neither `@listSize` on the field, nor a field that returns
 * the type around it and names the list among its `sizedFields`, as connections have it. The gateway would guess there.
 */
export function unsizedLists(apiSdl: string, supergraphSdl: string): string[] {
  const sized = new Set<string>();
  for (const definition of parse(supergraphSdl, { noLocation: true }).definitions) {
    const composite =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!composite) continue;
    for (const field of definition.fields ?? []) {
      const directive = field.directives?.find(({ name }) => name.value === 'listSize');
      if (!directive) continue;
      const below = sizedFields(directive);
      if (below.length === 0) sized.add(`${definition.name.value}.${field.name.value}`);
      for (const name of below) sized.add(`${namedType(field)}.${name}`);
    }
  }
  const schema = buildSchema(apiSdl);
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return [];
    return Object.values(type.getFields())
      .filter((field) => isListType(getNullableType(field.type)))
      .map((field) => `${type.name}.${field.name}`)
      .filter((coordinate) => !sized.has(coordinate))
      .map((coordinate) => `${coordinate} is a list without @listSize`);
  });
}

function sizedFields(directive: ConstDirectiveNode): string[] {
  const value = directive.arguments?.find(({ name }) => name.value === 'sizedFields')?.value;
  const names: unknown = value && valueFromASTUntyped(value);
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

function namedType({ type }: FieldDefinitionNode): string {
  let inner = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}
