import type { Complete } from '@niryat/kernel';
import type { CertificationGapResolvers } from '../__generated__/resolvers.ts';
import type { CertificationGapMapper } from '../mappers.ts';

export const CertificationGap: Complete<CertificationGapResolvers, CertificationGapMapper> = {
  helpers: ({ sectorCode }, _, { loaders }) => loaders.certifiersOfSector.load(sectorCode),
};
