import { type Complete, sourcesOf } from '@niryat/kernel';
import type { GeographicalIndicationResolvers } from '../__generated__/resolvers.ts';
import type { GeographicalIndicationMapper } from '../mappers.ts';
import { referenced } from './records.ts';

/** The resolvers of `GeographicalIndication`. */
export const GeographicalIndication: Complete<
  GeographicalIndicationResolvers,
  GeographicalIndicationMapper
> = {
  districts: ({ code }, _args, { loaders }) =>
    loaders.districtLists.load({ parent: code, args: { of: 'indication' } }),
  product: ({ productCode }, _args, { loaders }) =>
    referenced('Product', productCode, loaders.product),
  sources: (indication, _args, context) => sourcesOf(indication, context),
};
