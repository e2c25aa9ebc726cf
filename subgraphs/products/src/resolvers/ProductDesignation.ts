import { type Complete, sourcesOf } from '@niryat/kernel';
import type { ProductDesignationResolvers } from '../__generated__/resolvers.ts';
import type { ProductDesignationMapper } from '../mappers.ts';
import { referenced } from './records.ts';

/** The resolvers of `ProductDesignation`. */
export const ProductDesignation: Complete<ProductDesignationResolvers, ProductDesignationMapper> = {
  district: ({ districtCode }, _args, { loaders }) =>
    referenced('District', districtCode, loaders.district),
  product: ({ productCode }, _args, { loaders }) =>
    referenced('Product', productCode, loaders.product),
  sources: (designation, _args, context) => sourcesOf(designation, context),
};
