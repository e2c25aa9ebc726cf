import { type Complete, sourcesOf } from '@niryat/kernel';
import type { ExportFlowConnectionResolvers } from '../__generated__/resolvers.ts';
import type { ExportFlowConnectionMapper } from '../mappers.ts';
import { concentrationOf } from '../metrics/concentration.ts';
import { fiscalYearFrom } from '../metrics/fiscal-year.ts';
import { summed } from './ExportFlow.ts';

/** The resolvers of `ExportFlowConnection`. */
export const ExportFlowConnection: Complete<
  ExportFlowConnectionResolvers,
  ExportFlowConnectionMapper
> = {
  total: async ({ list }, _args, { loaders }) => {
    const { total, unit } = await loaders.flowTotals.load(list);
    return summed(total, unit);
  },
  concentration: async ({ list }, _args, { loaders }) => {
    const { table, years } = await loaders.flowPlan(list.args.query);
    const totals = await loaders.flowTotals.load(list);
    return concentrationOf(totals, table, years.selected.map(fiscalYearFrom));
  },
  sources: async ({ list }, _args, context) => {
    const { table } = await context.loaders.flowPlan(list.args.query);
    return sourcesOf(table, context);
  },
};
