import { type ConstDirectiveNode, Kind, parse } from 'graphql';

/** What `@cacheControl` says of a type or a field. */
export interface CacheHint {
  /** Seconds; undefined where only the scope is said. */
  readonly maxAge: number | undefined;
  /** Whether none but the asking client may keep it. */
  readonly isPrivate: boolean;
}

/** The hints of a supergraph: by the name of a type (`Target`), and of a field (`Target.requiredGrowth`). */
export type CacheHints = ReadonlyMap<string, CacheHint>;

/** Reads the hints that composition has carried into a supergraph; none where its subgraphs give none. */
export function cacheHints(supergraphSdl: string | undefined): CacheHints {
  const hints = new Map<string, CacheHint>();
  if (supergraphSdl === undefined) return hints;
  const keep = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    const directive = directives?.find(({ name }) => name.value === 'cacheControl');
    if (directive) hints.set(coordinate, hintOf(directive));
  };
  for (const definition of parse(supergraphSdl, { noLocation: true }).definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        keep(definition.name.value, definition.directives);
        for (const field of definition.fields ?? []) {
          keep(`${definition.name.value}.${field.name.value}`, field.directives);
        }
        break;
      case Kind.UNION_TYPE_DEFINITION:
        keep(definition.name.value, definition.directives);
    }
  }
  return hints;
}

function hintOf({ arguments: given = [] }: ConstDirectiveNode): CacheHint {
  const value = (name: string) => given.find((argument) => argument.name.value === name)?.value;
  const [maxAge, scope] = [value('maxAge'), value('scope')];
  return {
    maxAge: maxAge?.kind === Kind.INT ? Number(maxAge.value) : undefined,
    isPrivate: scope?.kind === Kind.ENUM && scope.value === 'PRIVATE',
  };
}
