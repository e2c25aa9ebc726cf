import type { Complete } from '@niryat/kernel';
import type { ProductResolvers } from '../__generated__/resolvers.ts';
import type { ProductMapper } from '../mappers.ts';
import { eventsOf } from './lists.ts';

export const Product: Complete<ProductResolvers, ProductMapper> = {
  events: ({ code }, args, context) => eventsOf('Product', code, args, context),
};
