import { type Complete, sourcesOf } from '@niryat/kernel';
import type { ProcessStepResolvers } from '../__generated__/resolvers.ts';
import type { ProcessStepMapper } from '../mappers.ts';
import { referencedIfAny } from './records.ts';
import { nameOf, told } from './text.ts';

/** The resolvers of `ProcessStep`. */
export const ProcessStep: Complete<ProcessStepResolvers, ProcessStepMapper> = {
  name: nameOf,
  doneInCountry: ({ doneIn }) => (doneIn === null ? null : { code: doneIn }),
  remedy: ({ remedyEn, remedyHi }, args, context) => told(remedyEn, remedyHi, args, context),
  remedyFacility: ({ remedyFacilityCode }, _args, { loaders }) =>
    referencedIfAny('Facility', remedyFacilityCode, loaders.facility),
  sources: (step, _args, context) => sourcesOf(step, context),
};
