import { type Complete, checkSearch, foundRecords } from '@niryat/kernel';
import type { SearchResultResolvers } from '../__generated__/resolvers.ts';
import type { SearchResultMapper } from '../mappers.ts';

export const SearchResult: Complete<SearchResultResolvers, SearchResultMapper> = {
  __resolveReference: async (reference) => checkSearch(reference),
  countries: (asked, _, { loaders }) =>
    foundRecords('Country', asked, loaders.search, loaders.country),
  missions: (asked, _, { loaders }) =>
    foundRecords('Mission', asked, loaders.search, loaders.mission),
  organisations: (asked, _, { loaders }) =>
    foundRecords('Organisation', asked, loaders.search, loaders.organisation),
  tradeAgreements: (asked, _, { loaders }) =>
    foundRecords('TradeAgreement', asked, loaders.search, loaders.tradeAgreement),
  marketRequirements: (asked, _, { loaders }) =>
    foundRecords('MarketRequirement', asked, loaders.search, loaders.marketRequirement),
};
