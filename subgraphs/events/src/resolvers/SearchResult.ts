import { type Complete, checkSearch, foundRecords } from '@niryat/kernel';
import type { SearchResultResolvers } from '../__generated__/resolvers.ts';
import type { SearchResultMapper } from '../mappers.ts';

export const SearchResult: Complete<SearchResultResolvers, SearchResultMapper> = {
  __resolveReference: async (reference) => checkSearch(reference),
  events: (asked, _, { loaders }) => foundRecords('Event', asked, loaders.search, loaders.event),
  measures: (asked, _, { loaders }) =>
    foundRecords('Measure', asked, loaders.search, loaders.measure),
  people: (asked, _, { loaders }) => foundRecords('Person', asked, loaders.search, loaders.person),
  delegations: (asked, _, { loaders }) =>
    foundRecords('Delegation', asked, loaders.search, loaders.delegation),
  commitments: (asked, _, { loaders }) =>
    foundRecords('Commitment', asked, loaders.search, loaders.commitment),
};
