import type { Complete } from '@niryat/kernel';
import type { OpportunityResolvers } from '../__generated__/resolvers.ts';
import { scoreOf } from '../metrics/opportunity.ts';
import { explained } from '../metrics/opportunity-texts.ts';
import { referenced } from './records.ts';

/** The resolvers of `Opportunity`; `rank` is a field as it stands. */
export const Opportunity: Complete<OpportunityResolvers, { readonly rank: number }> = {
  state: ({ stateCode }, _args, { loaders }) => referenced('State', stateCode, loaders.state),
  sector: ({ sectorCode }, _args, { loaders }) => referenced('Sector', sectorCode, loaders.sector),
  country: ({ countryCode }) => ({ code: countryCode }),
  products: ({ stateCode, sectorCode }, _args, { loaders }) =>
    loaders.productLists.load({
      parent: `${stateCode} ${sectorCode}`,
      args: { of: 'sectorOfState' },
    }),
  score: scoreOf,
  explanation: (opportunity, { language }, context) =>
    explained(opportunity, language ?? context.language),
};
