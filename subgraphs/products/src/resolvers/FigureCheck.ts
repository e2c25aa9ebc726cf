import type { Complete } from '@niryat/kernel';
import type { FigureCheckResolvers } from '../__generated__/resolvers.ts';
import type { FigureCheckMapper } from '../mappers.ts';

/** The resolvers of `FigureCheck`. */
export const FigureCheck: Complete<FigureCheckResolvers, Omit<FigureCheckMapper, 'explanation'>> = {
  explanation: ({ explanation }, { language }, context) =>
    explanation[language ?? context.language],
};
