import { type Complete, sourcesOf, toNodeId } from '@niryat/kernel';
import type { TradeAgreementResolvers } from '../__generated__/resolvers.ts';
import type { TradeAgreementMapper } from '../mappers.ts';
import { referredTo } from './look-up.ts';
import { requiredTextOf, textOf } from './texts.ts';

export const TradeAgreement: Complete<TradeAgreementResolvers, TradeAgreementMapper> = {
  __resolveReference: ({ code }, { loaders }) =>
    referredTo('TradeAgreement', code, loaders.tradeAgreement),
  id: ({ code }) => toNodeId('TradeAgreement', code),
  name: ({ nameEn: en, nameHi: hi }, args, context) => requiredTextOf({ en, hi }, args, context),
  partners: ({ code }, _, { loaders }) => loaders.partnersOfAgreement.load(code),
  note: ({ noteEn: en, noteHi: hi }, args, context) => textOf({ en, hi }, args, context),
  sources: (agreement, _, context) => sourcesOf(agreement, context),
};
