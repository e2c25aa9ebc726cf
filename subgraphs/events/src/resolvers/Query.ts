import { changePage, toConnection, toPage } from '@niryat/kernel';
import type { QueryResolvers } from '../__generated__/resolvers.ts';
import { calendarAddress } from '../calendar.ts';
import { codes } from '../queries/codes.ts';
import { commitmentPage } from '../queries/commitments.ts';
import { delegationPage } from '../queries/delegations.ts';
import { eventPage } from '../queries/events.ts';
import { measurePage } from '../queries/measures.ts';
import { personPage } from '../queries/people.ts';
import { find } from './records.ts';

export const Query: Required<QueryResolvers> = {
  event: (_, { code }, { loaders, db }) =>
    find('Event', loaders.event, code, () => codes.ofEvents(db)),
  events: async (_, { filter, orderBy, ...args }, { db }) => {
    const scope = { list: 'Query.events', filter, orderBy };
    const page = toPage(args, scope);
    return toConnection(await eventPage(db, { filter, order: orderBy }, page), scope);
  },
  delegation: (_, { code }, { loaders, db }) =>
    find('Delegation', loaders.delegation, code, () => codes.ofDelegations(db)),
  delegations: async (_, { filter, ...args }, { db }) => {
    const scope = { list: 'Query.delegations', filter };
    return toConnection(await delegationPage(db, filter, toPage(args, scope)), scope);
  },
  commitment: (_, { code }, { loaders, db }) =>
    find('Commitment', loaders.commitment, code, () => codes.ofCommitments(db)),
  commitments: async (_, { filter, asOf, orderBy, ...args }, { db, today }) => {
    const scope = { list: 'Query.commitments', filter: { ...filter, asOf }, orderBy };
    const listing = { today, asOf, filter, order: orderBy };
    return toConnection(await commitmentPage(db, listing, toPage(args, scope)), scope);
  },
  measure: (_, { code }, { loaders, db }) =>
    find('Measure', loaders.measure, code, () => codes.ofMeasures(db)),
  measures: async (_, { filter, ...args }, { db }) => {
    const scope = { list: 'Query.measures', filter };
    return toConnection(await measurePage(db, filter, toPage(args, scope)), scope);
  },
  person: (_, { code }, { loaders, db }) =>
    find('Person', loaders.person, code, () => codes.ofPeople(db)),
  people: async (_, { filter, ...args }, { db }) => {
    const scope = { list: 'Query.people', filter };
    return toConnection(await personPage(db, filter, toPage(args, scope)), scope);
  },
  eventChanges: (_, args, { db }) => changePage(db, 'events', 'Query.eventChanges', args),
  calendarFeed: (_, { filter, language }, context) => ({
    url: calendarAddress(context.publicUrl, {
      filter: filter ?? {},
      language: language ?? context.language,
    }),
  }),
};
