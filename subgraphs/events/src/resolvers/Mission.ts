import type { Complete } from '@niryat/kernel';
import type { MissionResolvers } from '../__generated__/resolvers.ts';
import type { MissionMapper } from '../mappers.ts';
import { eventsOf, peopleOf } from './lists.ts';

export const Mission: Complete<MissionResolvers, MissionMapper> = {
  events: ({ code }, args, context) => eventsOf('Mission', code, args, context),
  lastActivityOn: async ({ code }, _, { loaders }) =>
    (await loaders.lastActivity.load(code))?.day ?? null,
  people: ({ code }, _, context) => peopleOf('Mission', code, context),
};
