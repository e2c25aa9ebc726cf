import type { GraphQLSchema } from 'graphql';

/** The variants of the graph, from the one that shows least to the one that shows all. */
const variants = ['public', 'partner', 'internal'] as const;

/** A variant of the graph: who may see what of it. */
export type Variant = (typeof variants)[number];

/** The variant that a gateway asks for; public where it names none. */
export function askedVariant(name: string | undefined): Variant {
  return variants.find((variant) => variant === name) ?? 'public';
}

/**
 * Whether a variant hides a type: one with a `@tag` of a wider variant.
 *
 * The gateway keeps hidden fields and arguments from ever arriving. What it cannot know is which type an id or a
 * search will turn out to be: a field that answers with records of any type asks here ahead of looking them up.
 */
export function isHiddenType(schema: GraphQLSchema, type: string, variant: Variant): boolean {
  const directives = schema.getType(type)?.astNode?.directives ?? [];
  return directives.some(({ name, arguments: given = [] }) => {
    if (name.value !== 'tag') return false;
    const [tag] = given.flatMap(({ value }) => (value.kind === 'StringValue' ? [value.value] : []));
    const needed = variants.find((known) => known === tag) ?? 'public';
    return variants.indexOf(needed) > variants.indexOf(variant);
  });
}
