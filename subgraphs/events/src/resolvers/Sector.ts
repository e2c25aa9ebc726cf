import type { Complete } from '@niryat/kernel';
import type { SectorResolvers } from '../__generated__/resolvers.ts';
import type { SectorMapper } from '../mappers.ts';
import { eventsOf } from './lists.ts';

export const Sector: Complete<SectorResolvers, SectorMapper> = {
  events: ({ code }, args, context) => eventsOf('Sector', code, args, context),
};
