import { type Complete, checkSearch, foundRecords } from '@niryat/kernel';
import type { SearchResultResolvers } from '../__generated__/resolvers.ts';
import type { SearchResultMapper } from '../mappers.ts';

export const SearchResult: Complete<SearchResultResolvers, SearchResultMapper> = {
  __resolveReference: async (reference) => checkSearch(reference),
  products: (asked, _, { loaders }) =>
    foundRecords('Product', asked, loaders.search, loaders.product),
  districts: (asked, _, { loaders }) =>
    foundRecords('District', asked, loaders.search, loaders.district),
  clusters: (asked, _, { loaders }) =>
    foundRecords('Cluster', asked, loaders.search, loaders.cluster),
  sectors: (asked, _, { loaders }) => foundRecords('Sector', asked, loaders.search, loaders.sector),
  facilities: (asked, _, { loaders }) =>
    foundRecords('Facility', asked, loaders.search, loaders.facility),
};
