import type { Complete } from '@niryat/kernel';
import type { ExportBriefResolvers } from '../__generated__/resolvers.ts';
import { fromBriefKey } from '../brief.ts';
import type { ExportBriefMapper } from '../mappers.ts';
import { statisticsFields } from '../statistics.ts';
import { knownBrief, narrowed, productsOf } from './briefs.ts';
import { referenced, referencedIfAny } from './records.ts';

/** The resolvers of `ExportBrief`, those of the statistics included. */
export const ExportBrief: Complete<ExportBriefResolvers, ExportBriefMapper> = {
  ...statisticsFields.ExportBrief,
  __resolveReference: async ({ key }, context) => ({
    ...(await knownBrief(fromBriefKey(key), context)),
    key,
  }),
  state: ({ stateCode }, _args, { loaders }) => referenced('State', stateCode, loaders.state),
  country: ({ countryCode }) => ({ code: countryCode }),
  sector: ({ sectorCode }, _args, { loaders }) =>
    referencedIfAny('Sector', sectorCode, loaders.sector),
  products: (brief, _args, context) => productsOf(brief, context),
  clusters: (brief, _args, { loaders }) =>
    loaders.clusterLists.load({
      parent: brief.stateCode,
      args: { of: 'state', filter: narrowed(brief) },
    }),
  districts: (brief, _args, { loaders }) =>
    loaders.districtLists.load({
      parent: brief.stateCode,
      args: { of: 'state', filter: { ...narrowed(brief), withProducts: true } },
    }),
};
