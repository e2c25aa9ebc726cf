import { type Complete, sourcesOf } from '@niryat/kernel';
import type { OriginMarkResolvers } from '../__generated__/resolvers.ts';
import type { OriginMarkMapper } from '../mappers.ts';
import { referenced } from './records.ts';
import { nameOf, told } from './text.ts';

/** The resolvers of `OriginMark`. */
export const OriginMark: Complete<OriginMarkResolvers, OriginMarkMapper> = {
  name: nameOf,
  state: ({ stateCode }, _args, { loaders }) => referenced('State', stateCode, loaders.state),
  purpose: ({ purposeEn, purposeHi }, args, context) => told(purposeEn, purposeHi, args, context),
  eligibility: ({ eligibilityEn, eligibilityHi }, args, context) =>
    told(eligibilityEn, eligibilityHi, args, context),
  products: ({ code }, _args, { loaders }) =>
    loaders.productLists.load({ parent: code, args: { of: 'mark' } }),
  sources: (mark, _args, context) => sourcesOf(mark, context),
};
