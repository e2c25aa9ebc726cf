import type { Complete } from '@niryat/kernel';
import type { ProductResolvers } from '../__generated__/resolvers.ts';
import type { ProductMapper } from '../mappers.ts';
import { requireCountry } from './look-up.ts';

export const Product: Complete<ProductResolvers, ProductMapper> = {
  marketRequirements: async ({ sector }, { country, mandatory }, context) => {
    if (!sector) return null;
    await requireCountry(country, context);
    const args = { country: [country], mandatory };
    return context.loaders.requirementsOfSector.load({ parent: sector.code, args });
  },
};
