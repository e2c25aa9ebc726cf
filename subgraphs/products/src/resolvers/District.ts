import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { DistrictResolvers } from '../__generated__/resolvers.ts';
import type { DistrictMapper } from '../mappers.ts';
import { statisticsFields } from '../statistics.ts';
import { referenced } from './records.ts';
import { nameOf, nameText, told } from './text.ts';

/** The resolvers of `District`, those of the statistics included. */
export const District: Complete<DistrictResolvers, DistrictMapper> = {
  ...statisticsFields.District,
  __resolveReference: ({ code }, { loaders }) => referenced('District', code, loaders.district),
  id: ({ code }) => toNodeId('District', code),
  name: nameOf,
  division: ({ divisionEn, divisionHi }, args, context) =>
    told(divisionEn, divisionHi, args, context),
  state: ({ stateCode }, _args, { loaders }) => referenced('State', stateCode, loaders.state),
  location: ({ latitude, longitude }) =>
    latitude === null || longitude === null ? null : { latitude, longitude },
  designations: ({ code }, _args, { loaders }) =>
    loaders.designationLists.load({ parent: code, args: { of: 'district' } }),
  clusters: ({ code }, _args, { loaders }) =>
    loaders.clusterLists.load({ parent: code, args: { of: 'district' } }),
  facilities: ({ code }, _args, { loaders }) =>
    loaders.facilityLists.load({ parent: code, args: { of: 'district' } }),
  geographicalIndications: ({ code }, _args, { loaders }) =>
    loaders.indicationLists.load({ parent: code, args: 'district' }),
  sources: (district, _args, context) => sourcesOf(district, context),
  languages: (district) => languagesOnRecord(nameText(district)),
};
