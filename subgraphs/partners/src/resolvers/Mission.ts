import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { MissionResolvers } from '../__generated__/resolvers.ts';
import type { MissionMapper } from '../mappers.ts';
import { referredTo } from './look-up.ts';
import { requiredTextOf } from './texts.ts';

const nameOf = (mission: MissionMapper) => ({ en: mission.nameEn, hi: mission.nameHi });

export const Mission: Complete<MissionResolvers, MissionMapper> = {
  __resolveReference: ({ code }, { loaders }) => referredTo('Mission', code, loaders.mission),
  id: ({ code }) => toNodeId('Mission', code),
  name: (mission, args, context) => requiredTextOf(nameOf(mission), args, context),
  country: ({ countryCode }, _, { loaders }) => referredTo('Country', countryCode, loaders.country),
  city: ({ cityEn: en, cityHi: hi }, args, context) => requiredTextOf({ en, hi }, args, context),
  location: ({ latitude, longitude }) =>
    latitude === null || longitude === null ? null : { latitude, longitude },
  accreditedTo: ({ code }, _, { loaders }) => loaders.accreditationsOfMission.load(code),
  partnerships: ({ code }, { filter }, { loaders }) =>
    loaders.partnershipsOf.load({ parent: code, args: { side: 'mission', filter } }),
  sources: (mission, _, context) => sourcesOf(mission, context),
  languages: (mission) => languagesOnRecord(nameOf(mission)),
};
