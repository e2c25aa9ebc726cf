import { type Complete, sourcesOf } from '@niryat/kernel';
import type { BestSellerResolvers } from '../__generated__/resolvers.ts';
import type { BestSellerMapper } from '../mappers.ts';
import { referenced, referencedIfAny } from './records.ts';
import { onRecord, told } from './text.ts';

/** The resolvers of `BestSeller`. */
export const BestSeller: Complete<BestSellerResolvers, BestSellerMapper> = {
  state: ({ stateCode }, _args, { loaders }) => referenced('State', stateCode, loaders.state),
  statedName: ({ statedNameEn, statedNameHi }, args, context) =>
    onRecord(told(statedNameEn, statedNameHi, args, context)),
  product: ({ productCode }, _args, { loaders }) =>
    referencedIfAny('Product', productCode, loaders.product),
  sector: ({ sectorCode }, _args, { loaders }) =>
    referencedIfAny('Sector', sectorCode, loaders.sector),
  sources: (bestSeller, _args, context) => sourcesOf(bestSeller, context),
};
