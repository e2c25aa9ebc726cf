import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { DelegationResolvers } from '../__generated__/resolvers.ts';
import type { Delegation as DelegationRow } from '../entities/delegation.ts';
import { find, optional, stub } from './records.ts';
import { alwaysTold, told } from './text.ts';
import { topicOf } from './topics.ts';

const name = ({ nameEn, nameHi }: DelegationRow) => ({ en: nameEn, hi: nameHi });

export const Delegation: Complete<DelegationResolvers, DelegationRow> = {
  __resolveReference: ({ code }, { loaders }) => find('Delegation', loaders.delegation, code),
  id: ({ code }) => toNodeId('Delegation', code),
  name: alwaysTold(name),
  state: ({ stateCode }) => stub(stateCode),
  country: ({ countryCode }) => stub(countryCode),
  lead: told(({ leadEn, leadHi }) => ({ en: leadEn, hi: leadHi })),
  purpose: told(({ purposeEn, purposeHi }) => ({ en: purposeEn, hi: purposeHi })),
  originatingEvent: ({ originatingEventCode }, _, { loaders }) =>
    optional(loaders.event, originatingEventCode),
  topics: async ({ code }, _, { loaders }) => {
    const topics = await loaders.delegationTopics.load(code);
    return Promise.all(topics.map((topic) => topicOf(topic, loaders)));
  },
  history: ({ code }, _, { loaders }) => loaders.delegationChanges.load(code),
  sources: (delegation, _, context) => sourcesOf(delegation, context),
  languages: (delegation) => languagesOnRecord(name(delegation)),
};
