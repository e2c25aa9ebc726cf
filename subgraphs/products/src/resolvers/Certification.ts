import { type Complete, sourcesOf } from '@niryat/kernel';
import type { CertificationResolvers } from '../__generated__/resolvers.ts';
import type { CertificationMapper } from '../mappers.ts';

/** The resolvers of `Certification`. */
export const Certification: Complete<CertificationResolvers, CertificationMapper> = {
  requirement: ({ requirementCode }) => ({ code: requirementCode }),
  sources: (certification, _args, context) => sourcesOf(certification, context),
};
