import type { Complete } from '@niryat/kernel';
import type { DelegationChangeResolvers } from '../__generated__/resolvers.ts';
import type { DelegationChangeMapper } from '../mappers.ts';
import { optional } from './records.ts';

export const DelegationChange: Complete<DelegationChangeResolvers, DelegationChangeMapper> = {
  from: ({ fromStatus }) => fromStatus,
  to: ({ toStatus }) => toStatus,
  evidence: ({ evidenceCode }, _, { loaders }) => optional(loaders.source, evidenceCode),
};
