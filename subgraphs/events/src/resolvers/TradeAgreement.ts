import type { Complete } from '@niryat/kernel';
import type { TradeAgreementResolvers } from '../__generated__/resolvers.ts';
import type { TradeAgreementMapper } from '../mappers.ts';
import { eventsOf } from './lists.ts';

export const TradeAgreement: Complete<TradeAgreementResolvers, TradeAgreementMapper> = {
  events: ({ code }, args, context) => eventsOf('TradeAgreement', code, args, context),
};
