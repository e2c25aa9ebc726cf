import type { Complete } from '@niryat/kernel';
import type { MetricInputResolvers } from '../__generated__/resolvers.ts';
import type { MetricInputMapper } from '../mappers.ts';

/** The resolvers of `MetricInput`. */
export const MetricInput: Complete<MetricInputResolvers, MetricInputMapper> = {
  source: ({ sourceCode }, _args, { loaders }) =>
    sourceCode === null ? null : loaders.source.load(sourceCode),
};
