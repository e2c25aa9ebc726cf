import type { Complete } from '@niryat/kernel';
import type { CountryResolvers } from '../__generated__/resolvers.ts';
import type { CountryMapper } from '../mappers.ts';
import { commitmentsOf, delegationsOf, eventsOf } from './lists.ts';

export const Country: Complete<CountryResolvers, CountryMapper> = {
  events: ({ code }, args, context) => eventsOf('Country', code, args, context),
  delegations: ({ code }, { filter }, context) => delegationsOf('Country', code, filter, context),
  commitments: ({ code }, args, context) => commitmentsOf('Country', code, args, context),
};
