import type { Complete } from '@niryat/kernel';
import type { FacilityResolvers } from '../__generated__/resolvers.ts';
import type { FacilityMapper } from '../mappers.ts';
import { measuresOf } from './lists.ts';

export const Facility: Complete<FacilityResolvers, FacilityMapper> = {
  measures: ({ code }, _, context) => measuresOf('Facility', code, null, context),
};
