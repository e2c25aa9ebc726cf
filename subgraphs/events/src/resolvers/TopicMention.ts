import { type Complete, sourcesOf } from '@niryat/kernel';
import type { TopicMentionResolvers } from '../__generated__/resolvers.ts';
import type { TopicMentionMapper } from '../mappers.ts';
import { topicOf } from './topics.ts';

export const TopicMention: Complete<TopicMentionResolvers, TopicMentionMapper> = {
  topic: (mention, _, { loaders }) => topicOf(mention, loaders),
  sources: (mention, _, context) => sourcesOf(mention, context),
};
