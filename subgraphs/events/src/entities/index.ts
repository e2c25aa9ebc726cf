import {
  ChangeEntity,
  SeedLoadEntity,
  SeedRowEntity,
  SourceEntity,
  searchEntities,
} from '@niryat/kernel';
import type { EntitySchema } from 'typeorm';
import { CommitmentEntity } from './commitment.ts';
import { CommitmentChangeEntity } from './commitment-change.ts';
import { DelegationEntity } from './delegation.ts';
import { DelegationChangeEntity } from './delegation-change.ts';
import { EventEntity } from './event.ts';
import { MeasureEntity } from './measure.ts';
import { OutcomeEntity } from './outcome.ts';
import { ParticipationEntity } from './participation.ts';
import { PersonEntity } from './person.ts';
import { TargetAnnouncementEntity } from './target-announcement.ts';
import { DelegationTopicEntity, EventTopicEntity } from './topic.ts';

/** Every table of the subgraph. */
export const entities: readonly EntitySchema[] = [
  SourceEntity,
  ...searchEntities,
  SeedRowEntity,
  SeedLoadEntity,
  ChangeEntity,
  PersonEntity,
  EventEntity,
  ParticipationEntity,
  MeasureEntity,
  EventTopicEntity,
  OutcomeEntity,
  TargetAnnouncementEntity,
  DelegationEntity,
  DelegationTopicEntity,
  DelegationChangeEntity,
  CommitmentEntity,
  CommitmentChangeEntity,
];
