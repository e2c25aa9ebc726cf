import type { Complete } from '@niryat/kernel';
import type { CommitmentChangeResolvers } from '../__generated__/resolvers.ts';
import type { CommitmentChangeMapper } from '../mappers.ts';
import { optional } from './records.ts';

export const CommitmentChange: Complete<CommitmentChangeResolvers, CommitmentChangeMapper> = {
  from: ({ fromStatus }) => fromStatus,
  to: ({ toStatus }) => toStatus,
  evidence: ({ evidenceCode }, _, { loaders }) => optional(loaders.source, evidenceCode),
};
