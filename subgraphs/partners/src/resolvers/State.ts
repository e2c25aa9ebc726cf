import { type Complete, toConnection, toPage } from '@niryat/kernel';
import type { StateResolvers } from '../__generated__/resolvers.ts';
import type { StateMapper } from '../mappers.ts';
import { referredTo } from './look-up.ts';

export const State: Complete<StateResolvers, StateMapper> = {
  partnerships: ({ code }, { filter }, { loaders }) =>
    loaders.partnershipsOf.load({ parent: code, args: { side: 'state', filter } }),
  organisations: async ({ code }, { filter, ...args }, { loaders }) => {
    const scope = { list: 'State.organisations', filter };
    const page = toPage(args, scope);
    const key = { parent: code, args: { filter, page } };
    return toConnection(await loaders.organisationPageOfState.load(key), scope);
  },
  singlePointOfContact: async ({ code }, _, { loaders }) => {
    const contact = await loaders.stateContact.load(code);
    if (contact === null) return null;
    return referredTo('Organisation', contact.organisationCode, loaders.organisation);
  },
};
