import { type Complete, sourcesOf } from '@niryat/kernel';
import type { ParticipationResolvers } from '../__generated__/resolvers.ts';
import type { ParticipationMapper } from '../mappers.ts';
import { participantOf } from './participants.ts';
import { alwaysTold, told } from './text.ts';

export const Participation: Complete<ParticipationResolvers, ParticipationMapper> = {
  participant: (participation, _, { loaders }) => participantOf(participation, loaders),
  statedName: alwaysTold(({ statedNameEn, statedNameHi }) => ({
    en: statedNameEn,
    hi: statedNameHi,
  })),
  statedTitle: told(({ statedTitleEn, statedTitleHi }) => ({
    en: statedTitleEn,
    hi: statedTitleHi,
  })),
  sources: (participation, _, context) => sourcesOf(participation, context),
};
