import type { Complete } from '@niryat/kernel';
import type { ExportBriefResolvers } from '../__generated__/resolvers.ts';
import { readBriefKey } from '../brief.ts';
import { bindingNatures } from '../entities/commitment.ts';
import type { ExportBriefMapper } from '../mappers.ts';
import { allCommitmentsOf, delegationsOf, latestEventsOf, measuresOf } from './lists.ts';

export const ExportBrief: Complete<ExportBriefResolvers, ExportBriefMapper> = {
  __resolveReference: async ({ key }) => readBriefKey(key),
  events: ({ state, country }, _, context) =>
    latestEventsOf('Country', country, context, { state: [state] }),
  delegations: ({ state, country }, _, context) =>
    delegationsOf('Country', country, { state: [state] }, context),
  openCommitments: ({ state, country }, _, context) =>
    allCommitmentsOf('Country', country, context, {
      filter: {
        state: [state],
        status: ['OPEN', 'DUE_PASSED_NO_EVIDENCE'],
        nature: bindingNatures,
      },
      order: { field: 'DUE_BY', direction: 'ASC' },
    }),
  measures: ({ state }, _, context) =>
    measuresOf('State', state, { status: ['ACTIVE', 'PROPOSED'] }, context),
};
