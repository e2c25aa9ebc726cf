import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { ClusterResolvers } from '../__generated__/resolvers.ts';
import type { ClusterMapper } from '../mappers.ts';
import { referenced } from './records.ts';
import { nameOf, nameText, told } from './text.ts';

/** The resolvers of `Cluster`. */
export const Cluster: Complete<ClusterResolvers, ClusterMapper> = {
  __resolveReference: ({ code }, { loaders }) => referenced('Cluster', code, loaders.cluster),
  id: ({ code }) => toNodeId('Cluster', code),
  name: nameOf,
  product: ({ productCode }, _args, { loaders }) =>
    referenced('Product', productCode, loaders.product),
  district: ({ districtCode }, _args, { loaders }) =>
    referenced('District', districtCode, loaders.district),
  note: ({ noteEn, noteHi }, args, context) => told(noteEn, noteHi, args, context),
  processSteps: ({ code }, { bottlenecksOnly }, { loaders }) =>
    loaders.stepLists.load({ parent: code, args: bottlenecksOnly }),
  facilities: ({ code }, _args, { loaders }) =>
    loaders.facilityLists.load({ parent: code, args: { of: 'cluster' } }),
  certifications: ({ code }, _args, { loaders }) =>
    loaders.certificationLists.load({ parent: code, args: null }),
  sources: (cluster, _args, context) => sourcesOf(cluster, context),
  languages: (cluster) => languagesOnRecord(nameText(cluster)),
};
