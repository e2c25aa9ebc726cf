import type { Complete } from '@niryat/kernel';
import type { SectorResolvers } from '../__generated__/resolvers.ts';
import type { SectorMapper } from '../mappers.ts';
import { requireCountry } from './look-up.ts';

export const Sector: Complete<SectorResolvers, SectorMapper> = {
  organisations: ({ code }, _, { loaders }) => loaders.organisationsOfSector.load(code),
  marketRequirements: async ({ code }, { country, mandatory }, context) => {
    if (country) await requireCountry(country, context);
    const args = { country: country ? [country] : null, mandatory };
    return context.loaders.requirementsOfSector.load({ parent: code, args });
  },
};
