import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { CommitmentResolvers } from '../__generated__/resolvers.ts';
import type { CommitmentMapper } from '../mappers.ts';
import { participantOf } from './participants.ts';
import { find, optional, required, stateOf, stub } from './records.ts';
import { alwaysTold, told } from './text.ts';

const summary = ({ summaryEn, summaryHi }: CommitmentMapper) => ({ en: summaryEn, hi: summaryHi });

export const Commitment: Complete<CommitmentResolvers, CommitmentMapper> = {
  __resolveReference: ({ code }, { loaders }) => find('Commitment', loaders.commitment, code),
  id: ({ code }) => toNodeId('Commitment', code),
  summary: alwaysTold(summary),
  madeBy: (commitment, _, { loaders }) => participantOf(commitment, loaders),
  madeByText: alwaysTold(({ madeByEn, madeByHi }) => ({ en: madeByEn, hi: madeByHi })),
  counterpart: ({ counterpartCode }) => stub(counterpartCode),
  state: ({ origin }) => stateOf(origin),
  country: ({ countryCodes: [only, ...others] }) =>
    only !== undefined && others.length === 0 ? stub(only) : null,
  countries: ({ countryCodes }) => [...countryCodes].sort().map(stub),
  event: ({ eventCode }, _, { loaders }) => required(loaders.event, eventCode),
  measure: ({ measureCode }, _, { loaders }) => optional(loaders.measure, measureCode),
  delegation: ({ delegationCode }, _, { loaders }) => optional(loaders.delegation, delegationCode),
  dueText: told(({ dueTextEn, dueTextHi }) => ({ en: dueTextEn, hi: dueTextHi })),
  history: async ({ code, asOf }, _, { loaders }) => {
    const changes = await loaders.commitmentChanges.load(code);
    return asOf === null ? changes : changes.filter(({ at }) => at <= asOf);
  },
  fulfilledBy: ({ fulfilledByCode }, _, { loaders }) => optional(loaders.event, fulfilledByCode),
  sources: (commitment, _, context) => sourcesOf(commitment, context),
  languages: (commitment) => languagesOnRecord(summary(commitment)),
};
