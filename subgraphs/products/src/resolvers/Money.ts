import type { Complete } from '@niryat/kernel';
import type { MoneyResolvers } from '../__generated__/resolvers.ts';
import type { MoneyMapper } from '../mappers.ts';
import { amountOf, formatMoney, inScale } from '../money/money.ts';

/** The resolvers of `Money`. */
export const Money: Complete<MoneyResolvers, MoneyMapper> = {
  amount: amountOf,
  in: (money, { scale }) => inScale(money, scale),
  formatted: (money, { language, scale }, context) =>
    formatMoney(money, language ?? context.language, scale),
};
