import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { ProductResolvers } from '../__generated__/resolvers.ts';
import type { ProductMapper } from '../mappers.ts';
import { referenced } from './records.ts';
import { nameOf, nameText, told } from './text.ts';

/** The resolvers of `Product`. */
export const Product: Complete<ProductResolvers, ProductMapper> = {
  __resolveReference: ({ code }, { loaders }) => referenced('Product', code, loaders.product),
  id: ({ code }) => toNodeId('Product', code),
  name: nameOf,
  description: ({ descriptionEn, descriptionHi }, args, context) =>
    told(descriptionEn, descriptionHi, args, context),
  sector: ({ sectorCode }, _args, { loaders }) => referenced('Sector', sectorCode, loaders.sector),
  designations: ({ code }, { scheme }, { loaders }) =>
    loaders.designationLists.load({ parent: code, args: { of: 'product', scheme } }),
  districts: ({ code }, _args, { loaders }) =>
    loaders.districtLists.load({ parent: code, args: { of: 'product' } }),
  clusters: ({ code }, _args, { loaders }) =>
    loaders.clusterLists.load({ parent: code, args: { of: 'product' } }),
  geographicalIndications: ({ code }, _args, { loaders }) =>
    loaders.indicationLists.load({ parent: code, args: 'product' }),
  bestSellers: ({ code }, _args, { loaders }) =>
    loaders.bestSellerLists.load({ parent: code, args: 'product' }),
  sources: (product, _args, context) => sourcesOf(product, context),
  languages: (product) =>
    languagesOnRecord(nameText(product), { en: product.descriptionEn, hi: product.descriptionHi }),
};
