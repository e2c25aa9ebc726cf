import type { QueryResolvers } from '../__generated__/resolvers.ts';
import { atRoot } from '../loaders/lists.ts';
import { scaledWeights } from '../metrics/opportunity-weights.ts';
import { connectionOf } from './pages.ts';
import { asked } from './records.ts';

/** The root field that ranks opportunities. */
export const opportunityQueries = {
  opportunities: async (_, { filter, weights, ...pageArgs }, context) => {
    const { loaders, today } = context;
    const scaled = scaledWeights(weights);
    const { code: state } = await asked('State', filter.state, loaders.state, context);
    const { country, sector, minimumValue } = filter;
    // Scores are other scores under other weights, so that cursors hold for these alone.
    const args = { ...pageArgs, filter: { filter, weights: scaled } };
    return connectionOf('Query.opportunities', args, (page) =>
      loaders.opportunityPages.load({
        parent: atRoot,
        args: {
          state,
          weights: scaled,
          today,
          filter: { country, sector, minimumValue },
          page,
        },
      }),
    );
  },
} satisfies QueryResolvers;
