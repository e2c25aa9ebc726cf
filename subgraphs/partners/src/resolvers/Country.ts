import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { CountryResolvers } from '../__generated__/resolvers.ts';
import type { CountryMapper } from '../mappers.ts';
import { referredTo } from './look-up.ts';
import { requiredTextOf } from './texts.ts';

const nameOf = (country: CountryMapper) => ({ en: country.nameEn, hi: country.nameHi });

export const Country: Complete<CountryResolvers, CountryMapper> = {
  __resolveReference: ({ code }, { loaders }) => referredTo('Country', code, loaders.country),
  id: ({ code }) => toNodeId('Country', code),
  name: (country, args, context) => requiredTextOf(nameOf(country), args, context),
  missions: ({ code }, { filter }, { loaders }) =>
    loaders.missionsOfCountry.load({ parent: code, args: filter }),
  tradeAgreements: ({ code }, { status }, { loaders }) =>
    loaders.agreementsOfCountry.load({ parent: code, args: status }),
  marketRequirements: ({ code }, { sector, mandatory }, { loaders }) =>
    loaders.requirementsOfCountry.load({
      parent: code,
      args: { sector: sector ? [sector] : null, mandatory },
    }),
  partnerships: ({ code }, { filter }, { loaders }) =>
    loaders.partnershipsOf.load({ parent: code, args: { side: 'country', filter } }),
  sources: (country, _, context) => sourcesOf(country, context),
  languages: (country) => languagesOnRecord(nameOf(country)),
};
