import { type Complete, sourcesOf } from '@niryat/kernel';
import type { ExportFlowConnectionResolvers } from '../__generated__/resolvers.ts';
import type { ExportFlowConnectionMapper } from '../mappers.ts';
import { concentrationOf } from '../metrics/concentration.ts';
import { yearName } from '../metrics/fiscal-year.ts';
import { flowNote, unknownCodeNote } from '../metrics/flow-notes.ts';
import { tellsNotedSectors } from '../queries/flow-source.ts';
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
    const { table, years, dimensions } = await loaders.flowPlan(list.args);
    const names = years.selected.map((year) => yearName(table.period, year));
    return concentrationOf(await totals(), table, names, dimensions);
  },
  table: async ({ list }, args, context) => {
    const { table } = await context.loaders.flowPlan(list.args);
    return told(table.titleEn, table.titleHi, args, context) ?? table.code;
  },
  tableCode: async ({ list }, _args, { loaders }) => (await loaders.flowPlan(list.args)).table.code,
  note: async ({ list, edges }, args, context) => {
    const plan = await context.loaders.flowPlan(list.args);
    const { table, years, origins } = plan;
    const ofSectors = tellsNotedSectors(plan)
      ? told(table.sectorsNoteEn, table.sectorsNoteHi, args, context)
      : null;
    const language = args.language ?? context.language;
    const unknown = edges.length === 0 ? await context.loaders.unknownCodes(plan.filter) : [];
    const notes = [
      ...unknown.map((code) => unknownCodeNote(code, language)),
      ofSectors,
      flowNote(table.period, years, origins, language),
    ];
    return notes.filter((note) => note !== null).join(' ') || null;
  },
  sources: async ({ list }, _args, context) => {
    const { table } = await context.loaders.flowPlan(list.args);
    return sourcesOf(table, context);
  },
  imports: async ({ list }, _args, { loaders }) => {
    const { table } = await loaders.flowPlan(list.args);
    const args = { of: 'table', filter: { inForce: true } } as const;
    return loaders.tradeImportLists.load({ parent: table.code, args });
  },
};
