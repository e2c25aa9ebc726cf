import type { Complete } from '@niryat/kernel';
import type { ClusterResolvers } from '../__generated__/resolvers.ts';
import type { ClusterMapper } from '../mappers.ts';
import { requireCountry } from './look-up.ts';

export const Cluster: Complete<ClusterResolvers, ClusterMapper> = {
  certificationGaps: async ({ product, certifications }, { country }, context) => {
    const sectorCode = product?.sector?.code;
    if (sectorCode === undefined || !certifications) return null;
    await requireCountry(country, context);
    const args = { country: [country], mandatory: null };
    const asked = await context.loaders.requirementsOfSector.load({ parent: sectorCode, args });
    const held = new Set(certifications.map(({ requirement }) => requirement?.code));
    return asked
      .filter(({ code }) => !held.has(code))
      .map((requirement) => ({ requirement, sectorCode }));
  },
};
