import { type Complete, sourcesOf } from '@niryat/kernel';
import type { OutcomeResolvers } from '../__generated__/resolvers.ts';
import type { OutcomeMapper } from '../mappers.ts';
import { stub } from './records.ts';
import { alwaysTold } from './text.ts';

export const Outcome: Complete<OutcomeResolvers, OutcomeMapper> = {
  summary: alwaysTold(({ summaryEn, summaryHi }) => ({ en: summaryEn, hi: summaryHi })),
  sector: ({ sectorCode }) => stub(sectorCode),
  sources: (outcome, _, context) => sourcesOf(outcome, context),
};
