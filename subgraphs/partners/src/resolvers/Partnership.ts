import { type Complete, sourcesOf } from '@niryat/kernel';
import type { PartnershipResolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import type { PartnerMapper, PartnershipMapper } from '../mappers.ts';
import { referredTo } from './look-up.ts';
import { textOf } from './texts.ts';

/** The database's checks see to it that exactly one of the three codes is set. */
async function partnerOf(
  { countryCode, missionCode, organisationCode }: PartnershipMapper,
  { loaders }: Context,
): Promise<PartnerMapper> {
  if (countryCode !== null) {
    const country = await referredTo('Country', countryCode, loaders.country);
    return { ...country, __typename: 'Country' };
  }
  if (missionCode !== null) {
    const mission = await referredTo('Mission', missionCode, loaders.mission);
    return { ...mission, __typename: 'Mission' };
  }
  const code = organisationCode ?? '';
  const organisation = await referredTo('Organisation', code, loaders.organisation);
  return { ...organisation, __typename: 'Organisation' };
}

export const Partnership: Complete<PartnershipResolvers, PartnershipMapper> = {
  state: ({ stateCode }) => ({ code: stateCode }),
  partner: (partnership, _, context) => partnerOf(partnership, context),
  goods: ({ goodsEn: en, goodsHi: hi }, args, context) => textOf({ en, hi }, args, context),
  sectors: ({ sectorCodes }) => sectorCodes.map((code) => ({ code })),
  note: ({ noteEn: en, noteHi: hi }, args, context) => textOf({ en, hi }, args, context),
  sources: (partnership, _, context) => sourcesOf(partnership, context),
};
