import type { Complete } from '@niryat/kernel';
import type { CommodityResolvers } from '../__generated__/resolvers.ts';
import type { CommodityMapper } from '../mappers.ts';
import { referenced, referencedIfAny } from './records.ts';

/** The resolvers of `Commodity`. */
export const Commodity: Complete<CommodityResolvers, CommodityMapper> = {
  __resolveReference: ({ code }, { loaders }) => referenced('Commodity', code, loaders.commodity),
  sector: ({ sectorCode }, _args, { loaders }) =>
    referencedIfAny('Sector', sectorCode, loaders.sector),
};
