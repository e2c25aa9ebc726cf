import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { MarketRequirementResolvers } from '../__generated__/resolvers.ts';
import type { MarketRequirementMapper } from '../mappers.ts';
import { referredTo } from './look-up.ts';
import { requiredTextOf } from './texts.ts';

const nameOf = ({ nameEn: en, nameHi: hi }: MarketRequirementMapper) => ({ en, hi });

const summaryOf = ({ summaryEn: en, summaryHi: hi }: MarketRequirementMapper) => ({ en, hi });

export const MarketRequirement: Complete<MarketRequirementResolvers, MarketRequirementMapper> = {
  __resolveReference: ({ code }, { loaders }) =>
    referredTo('MarketRequirement', code, loaders.marketRequirement),
  id: ({ code }) => toNodeId('MarketRequirement', code),
  name: (requirement, args, context) => requiredTextOf(nameOf(requirement), args, context),
  countries: async ({ countryCode, tradeBloc }, _, { loaders }) => {
    if (tradeBloc !== null) return loaders.membersOfBloc.load(tradeBloc);
    return countryCode === null ? [] : [await referredTo('Country', countryCode, loaders.country)];
  },
  sector: ({ sectorCode }) => (sectorCode === null ? null : { code: sectorCode }),
  summary: (requirement, args, context) => requiredTextOf(summaryOf(requirement), args, context),
  sources: (requirement, _, context) => sourcesOf(requirement, context),
  languages: (requirement) => languagesOnRecord(nameOf(requirement), summaryOf(requirement)),
};
