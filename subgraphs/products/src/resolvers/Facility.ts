import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { FacilityResolvers } from '../__generated__/resolvers.ts';
import type { FacilityMapper } from '../mappers.ts';
import { referenced, referencedIfAny } from './records.ts';
import { nameOf, nameText, told } from './text.ts';

/** The resolvers of `Facility`. */
export const Facility: Complete<FacilityResolvers, FacilityMapper> = {
  __resolveReference: ({ code }, { loaders }) => referenced('Facility', code, loaders.facility),
  id: ({ code }) => toNodeId('Facility', code),
  name: nameOf,
  district: ({ districtCode }, _args, { loaders }) =>
    referencedIfAny('District', districtCode, loaders.district),
  state: ({ stateCode }, _args, { loaders }) => referenced('State', stateCode, loaders.state),
  purpose: ({ purposeEn, purposeHi }, args, context) => told(purposeEn, purposeHi, args, context),
  note: ({ noteEn, noteHi }, args, context) => told(noteEn, noteHi, args, context),
  clusters: ({ code }, _args, { loaders }) =>
    loaders.clusterLists.load({ parent: code, args: { of: 'facility' } }),
  sources: (facility, _args, context) => sourcesOf(facility, context),
  languages: (facility) => languagesOnRecord(nameText(facility)),
};
