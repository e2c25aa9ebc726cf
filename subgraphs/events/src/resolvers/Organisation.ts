import type { Complete } from '@niryat/kernel';
import type { OrganisationResolvers } from '../__generated__/resolvers.ts';
import type { OrganisationMapper } from '../mappers.ts';
import { allCommitmentsOf, eventsOf, measuresOf, peopleOf } from './lists.ts';

export const Organisation: Complete<OrganisationResolvers, OrganisationMapper> = {
  events: ({ code }, args, context) => eventsOf('Organisation', code, args, context),
  people: ({ code }, _, context) => peopleOf('Organisation', code, context),
  measures: ({ code }, _, context) => measuresOf('Organisation', code, null, context),
  commitments: ({ code }, _, context) => allCommitmentsOf('Organisation', code, context),
};
