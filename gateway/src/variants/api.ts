import { Supergraph } from '@apollo/federation-internals';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { VariantError, variantSupergraph } from './filter.ts';
import type { Variant } from './variant.ts';

/**
 * What clients see of a variant, as sorted SDL.
 *
 * @throws {VariantError} where the variant is no schema: an empty type, a hidden argument that is required, a field of
 *   a hidden type, a field of an interface that an implementation hides.
 */
export function variantApi(supergraphSdl: string, variant: Variant): string {
  const sdl = variantSupergraph(supergraphSdl, variant);
  try {
    const api = Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();
    return `${printSchema(lexicographicSortSchema(api)).trim()}\n`;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new VariantError(`The variant ${variant} cannot be made: ${why}`, { cause });
  }
}
