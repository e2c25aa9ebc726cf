import type { Complete } from '@niryat/kernel';
import type { TargetResolvers } from '../__generated__/resolvers.ts';
import type { TargetMapper } from '../mappers.ts';
import { optional } from './records.ts';

export const Target: Complete<TargetResolvers, TargetMapper> = {
  announcedAt: async ({ code }, _, { loaders }) => {
    const announcement = await loaders.announcement.load(code);
    return optional(loaders.event, announcement?.eventCode ?? null);
  },
};
