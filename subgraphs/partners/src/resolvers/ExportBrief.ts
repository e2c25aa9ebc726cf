import type { Complete } from '@niryat/kernel';
import type { ExportBriefResolvers } from '../__generated__/resolvers.ts';
import type { ExportBriefMapper } from '../mappers.ts';
import { readExportBriefKey } from './export-brief-key.ts';
import { requireCountry } from './look-up.ts';

export const ExportBrief: Complete<ExportBriefResolvers, ExportBriefMapper> = {
  __resolveReference: async ({ key }, context) => {
    const brief = readExportBriefKey(key);
    await requireCountry(brief.country, context);
    return brief;
  },
  missions: ({ country }, _, { loaders }) =>
    loaders.missionsOfCountry.load({ parent: country, args: null }),
  tradeAgreements: ({ country }, _, { loaders }) =>
    loaders.agreementsOfCountry.load({ parent: country, args: null }),
  marketRequirements: ({ country, sectors }, _, { loaders }) =>
    loaders.requirementsOfCountry.load({
      parent: country,
      args: { sector: sectors, mandatory: null },
    }),
  partnerships: ({ state, country }, _, { loaders }) =>
    loaders.partnershipsOf.load({
      parent: country,
      args: { side: 'country', filter: { state: [state] } },
    }),
  organisations: ({ state, sector }, _, { loaders }) =>
    loaders.organisationsForState.load({ parent: state, args: sector }),
};
