import {
  ChangeEntity,
  SeedLoadEntity,
  SeedRowEntity,
  SourceEntity,
  searchEntities,
} from '@niryat/kernel';
import type { EntitySchema } from 'typeorm';
import { CountryEntity } from './country.ts';
import { MarketRequirementEntity } from './market-requirement.ts';
import { MissionAccreditationEntity, MissionEntity } from './mission.ts';
import { OrganisationEntity, StateContactEntity } from './organisation.ts';
import { PartnershipEntity } from './partnership.ts';
import { TradeAgreementEntity, TradeAgreementPartnerEntity } from './trade-agreement.ts';

/** Every table of the subgraph. */
export const entities: readonly EntitySchema[] = [
  SourceEntity,
  ...searchEntities,
  SeedRowEntity,
  SeedLoadEntity,
  ChangeEntity,
  CountryEntity,
  MissionEntity,
  MissionAccreditationEntity,
  OrganisationEntity,
  StateContactEntity,
  TradeAgreementEntity,
  TradeAgreementPartnerEntity,
  MarketRequirementEntity,
  PartnershipEntity,
] as readonly EntitySchema[];
