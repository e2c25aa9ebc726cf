import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { StateResolvers } from '../__generated__/resolvers.ts';
import type { StateMapper } from '../mappers.ts';
import { statisticsFields } from '../statistics.ts';
import { connectionOf } from './pages.ts';
import { referenced } from './records.ts';
import { nameOf, nameText, told } from './text.ts';

/** The resolvers of `State`, those of the statistics included. */
export const State: Complete<StateResolvers, StateMapper> = {
  ...statisticsFields.State,
  __resolveReference: ({ code }, { loaders }) => referenced('State', code, loaders.state),
  id: ({ code }) => toNodeId('State', code),
  name: nameOf,
  capital: ({ capitalEn, capitalHi }, args, context) => told(capitalEn, capitalHi, args, context),
  districts: ({ code }, args, { loaders }) => {
    const { filter, orderBy } = args;
    return connectionOf('State.districts', args, (page) =>
      loaders.districtPages.load({ parent: code, args: { of: 'state', filter, orderBy, page } }),
    );
  },
  products: ({ code }, args, { loaders }) => {
    const { filter, orderBy } = args;
    return connectionOf('State.products', args, (page) =>
      loaders.productPages.load({ parent: code, args: { of: 'state', filter, orderBy, page } }),
    );
  },
  clusters: ({ code }, args, { loaders }) => {
    const { filter, orderBy } = args;
    return connectionOf('State.clusters', args, (page) =>
      loaders.clusterPages.load({ parent: code, args: { of: 'state', filter, orderBy, page } }),
    );
  },
  facilities: ({ code }, args, { loaders }) => {
    const { filter } = args;
    return connectionOf('State.facilities', args, (page) =>
      loaders.facilityPages.load({ parent: code, args: { of: 'state', filter, page } }),
    );
  },
  originMarks: ({ code }, _args, { loaders }) =>
    loaders.markLists.load({ parent: code, args: null }),
  bestSellers: ({ code }, _args, { loaders }) =>
    loaders.bestSellerLists.load({ parent: code, args: 'state' }),
  sources: (state, _args, context) => sourcesOf(state, context),
  languages: (state) => languagesOnRecord(nameText(state)),
};
