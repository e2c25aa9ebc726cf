import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { OrganisationResolvers } from '../__generated__/resolvers.ts';
import type { OrganisationMapper } from '../mappers.ts';
import { referredTo } from './look-up.ts';
import { requiredTextOf, textOf } from './texts.ts';

const nameOf = (organisation: OrganisationMapper) => ({
  en: organisation.nameEn,
  hi: organisation.nameHi,
});

export const Organisation: Complete<OrganisationResolvers, OrganisationMapper> = {
  __resolveReference: ({ code }, { loaders }) =>
    referredTo('Organisation', code, loaders.organisation),
  id: ({ code }) => toNodeId('Organisation', code),
  name: (organisation, args, context) => requiredTextOf(nameOf(organisation), args, context),
  jurisdiction: ({ stateCode, countryCode }) => stateCode ?? countryCode ?? 'IN',
  role: ({ roleEn: en, roleHi: hi }, args, context) => textOf({ en, hi }, args, context),
  sectors: ({ sectorCodes }) => sectorCodes.map((code) => ({ code })),
  partnerships: ({ code }, { filter }, { loaders }) =>
    loaders.partnershipsOf.load({ parent: code, args: { side: 'organisation', filter } }),
  sources: (organisation, _, context) => sourcesOf(organisation, context),
  languages: (organisation) => languagesOnRecord(nameOf(organisation)),
};
