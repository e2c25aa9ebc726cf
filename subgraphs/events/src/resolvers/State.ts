import type { Complete } from '@niryat/kernel';
import type { StateResolvers } from '../__generated__/resolvers.ts';
import type { StateMapper } from '../mappers.ts';
import { commitmentsOf, delegationsOf, eventsOf, measuresOf } from './lists.ts';

export const State: Complete<StateResolvers, StateMapper> = {
  events: ({ code }, args, context) => eventsOf('State', code, args, context),
  delegations: ({ code }, { filter }, context) => delegationsOf('State', code, filter, context),
  commitments: ({ code }, args, context) => commitmentsOf('State', code, args, context),
  measures: ({ code }, { filter }, context) => measuresOf('State', code, filter, context),
};
