import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Answers which types of objects a fragment applies to. */
export interface RuntimeTypes {
  readonly schema: GraphQLSchema;
  /** The names for which `... on condition` holds; the name itself is always among them. */
  of(condition: string): ReadonlySet<unknown>;
}

/** The types of a schema; each question is worked out once. */
export function runtimeTypes(schema: GraphQLSchema): RuntimeTypes {
  const known = new Map<string, ReadonlySet<unknown>>();
  const work = (condition: string): ReadonlySet<unknown> => {
    const names = new Set<unknown>([condition]);
    const abstract = schema.getType(condition);
    if (!isAbstractType(abstract)) return names;
    for (const type of Object.values(schema.getTypeMap())) {
      const fits = isObjectType(type) || isInterfaceType(type);
      if (fits && schema.isSubType(abstract, type)) names.add(type.name);
    }
    return names;
  };
  return {
    schema,
    of(condition) {
      const found = known.get(condition) ?? work(condition);
      known.set(condition, found);
      return found;
    },
  };
}
