import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { EventResolvers } from '../__generated__/resolvers.ts';
import type { Event as EventRow } from '../entities/event.ts';
import { allCommitmentsOf, delegationsOf, measuresOf } from './lists.ts';
import { find, optional, stateOf, stub } from './records.ts';
import { alwaysTold, told } from './text.ts';
import { topicOf } from './topics.ts';

const title = ({ titleEn, titleHi }: EventRow) => ({ en: titleEn, hi: titleHi });
const summary = ({ summaryEn, summaryHi }: EventRow) => ({ en: summaryEn, hi: summaryHi });

export const Event: Complete<EventResolvers, EventRow> = {
  __resolveReference: ({ code }, { loaders }) => find('Event', loaders.event, code),
  id: ({ code }) => toNodeId('Event', code),
  title: alwaysTold(title),
  summary: told(summary),
  state: ({ origin }) => stateOf(origin),
  country: ({ countryCode }) => stub(countryCode === 'IN' ? null : countryCode),
  district: ({ districtCode }) => stub(districtCode),
  city: told(({ cityEn, cityHi }) => ({ en: cityEn, hi: cityHi })),
  participants: ({ code }, _, { loaders }) => loaders.participations.load(code),
  topics: async ({ code }, _, { loaders }) => {
    const topics = await loaders.topics.load(code);
    return Promise.all(topics.map((topic) => topicOf(topic, loaders)));
  },
  topicMentions: ({ code }, _, { loaders }) => loaders.topics.load(code),
  commitments: ({ code }, filter, context) =>
    allCommitmentsOf('Event', code, context, {
      filter,
      order: { field: 'SOURCE', direction: 'ASC' },
    }),
  delegations: ({ code }, _, context) => delegationsOf('Event', code, null, context),
  targets: async ({ code }, _, { loaders }) =>
    (await loaders.announcements.load(code)).map(({ targetCode }) => stub(targetCode)),
  launched: ({ code }, _, context) => measuresOf('Event', code, null, context),
  outcomes: ({ code }, _, { loaders }) => loaders.outcomes.load(code),
  continues: ({ continuesCode }, _, { loaders }) => optional(loaders.event, continuesCode),
  followedBy: ({ code }, _, { loaders }) => loaders.followers.load(code),
  lastChangedAt: async ({ code }, _, { loaders }) =>
    (await loaders.lastChangeOfEvent.load(code))?.at ?? null,
  sources: (event, _, context) => sourcesOf(event, context),
  languages: (event) => languagesOnRecord(title(event), summary(event)),
};
