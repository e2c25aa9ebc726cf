import { type Complete, sourcesOf } from '@niryat/kernel';
import type { ExportFlowConnectionResolvers } from '../__generated__/resolvers.ts';
import type { ExportFlowConnectionMapper } from '../mappers.ts';
import { concentrationOf } from '../metrics/concentration.ts';
import { yearName } from '../metrics/fiscal-year.ts';
import { flowNote } from '../metrics/flow-notes.ts';
import { summed } from './ExportFlow.ts';
import { told } from './text.ts';

/** The resolvers of `ExportFlowConnection`. */
export const ExportFlowConnection: Complete<
  ExportFlowConnectionResolvers,
  ExportFlowConnectionMapper
> = {
  total: async ({ totals }) => {
    const { total, unit } = await totals();
    return summed(total, unit);
  },
  concentration: async ({ list, totals }, _args, { loaders }) => {
    const { table, years } = await loaders.flowPlan(list.args.query);
    const names = years.selected.map((year) => yearName(table.period, year));
    return concentrationOf(await totals(), table, names);
  },
  table: async ({ list }, args, context) => {
    const { table } = await context.loaders.flowPlan(list.args.query);
    return told(table.titleEn, table.titleHi, args, context) ?? table.code;
  },
  tableCode: async ({ list }, _args, { loaders }) =>
    (await loaders.flowPlan(list.args.query)).table.code,
  note: async ({ list }, { language }, context) => {
    const { table, years } = await context.loaders.flowPlan(list.args.query);
    return flowNote(table.period, years, language ?? context.language);
  },
  sources: async ({ list }, _args, context) => {
    const { table } = await context.loaders.flowPlan(list.args.query);
    return sourcesOf(table, context);
  },
  imports: async ({ list }, _args, { loaders }) => {
    const { table } = await loaders.flowPlan(list.args.query);
    const args = { of: 'table', filter: { inForce: true } } as const;
    return loaders.tradeImportLists.load({ parent: table.code, args });
  },
};
