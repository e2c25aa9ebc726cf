/** The variants of a graph, from the one that shows least to the one that shows all. */
export const VARIANTS = ['public', 'partner', 'internal'] as const;

/** A variant of a graph: who may see what of it. */
export type Variant = (typeof VARIANTS)[number];

/** Whether a word names a variant. */
export const isVariant = (word: unknown): word is Variant => VARIANTS.some((name) => name === word);

/**
 * Whether a variant hides what bears a tag: one that is meant for a wider variant. A tag that names no variant says
 * nothing of them.
 */
export const hides = (variant: Variant, tag: string): boolean =>
  isVariant(tag) && VARIANTS.indexOf(tag) > VARIANTS.indexOf(variant);
