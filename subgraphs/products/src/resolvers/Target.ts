import { type Complete, sourcesOf, toNodeId } from '@niryat/kernel';
import type { TargetResolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import type { TargetMapper } from '../mappers.ts';
import {
  gapMoneyOf,
  gapOf,
  progressOf,
  requiredGrowthOf,
  type TargetWithLatest,
} from '../metrics/target-progress.ts';
import { toMoney } from '../money/money.ts';
import { referenced, referencedIfAny } from './records.ts';
import { told } from './text.ts';

/** A target with the figure that tells how far it is. */
async function withLatest(target: TargetMapper, { loaders }: Context): Promise<TargetWithLatest> {
  return { target, latest: await loaders.latestFigureOfTarget.load(target.code) };
}

/** The resolvers of `Target`. */
export const Target: Complete<TargetResolvers, TargetMapper> = {
  __resolveReference: ({ code }, { loaders }) => referenced('Target', code, loaders.target),
  id: ({ code }) => toNodeId('Target', code),
  state: ({ stateCode }, _args, { loaders }) => referencedIfAny('State', stateCode, loaders.state),
  money: ({ value, unit }) => toMoney(value, unit),
  dueText: ({ dueTextEn, dueTextHi }, args, context) => told(dueTextEn, dueTextHi, args, context),
  announcedBy: ({ announcedByEn, announcedByHi }, args, context) =>
    told(announcedByEn, announcedByHi, args, context),
  note: ({ noteEn, noteHi }, args, context) => told(noteEn, noteHi, args, context),
  restatements: ({ code }, _args, { loaders }) => loaders.restatementsOfTarget.load(code),
  progress: async (target, _args, context) => progressOf(await withLatest(target, context)),
  gap: async (target, _args, context) => gapOf(await withLatest(target, context)),
  gapMoney: async (target, _args, context) => gapMoneyOf(await withLatest(target, context)),
  requiredGrowth: async (target, _args, context) =>
    requiredGrowthOf(await withLatest(target, context), context.today),
  sources: (target, _args, context) => sourcesOf(target, context),
};
