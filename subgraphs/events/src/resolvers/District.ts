import type { Complete } from '@niryat/kernel';
import type { DistrictResolvers } from '../__generated__/resolvers.ts';
import type { DistrictMapper } from '../mappers.ts';
import { eventsOf, measuresOf } from './lists.ts';

export const District: Complete<DistrictResolvers, DistrictMapper> = {
  events: ({ code }, args, context) => eventsOf('District', code, args, context),
  measures: ({ code }, _, context) => measuresOf('District', code, null, context),
};
