import type { Country } from './entities/country.ts';
import type { MarketRequirement } from './entities/market-requirement.ts';
import type { Mission } from './entities/mission.ts';
import type { Organisation } from './entities/organisation.ts';

export type { Country as CountryMapper } from './entities/country.ts';
export type { MarketRequirement as MarketRequirementMapper } from './entities/market-requirement.ts';
export type { Mission as MissionMapper } from './entities/mission.ts';
export type { Organisation as OrganisationMapper } from './entities/organisation.ts';
export type { Partnership as PartnershipMapper } from './entities/partnership.ts';
export type { TradeAgreement as TradeAgreementMapper } from './entities/trade-agreement.ts';
export type { ExportBriefArguments as ExportBriefMapper } from './resolvers/export-brief-key.ts';

export type QueryMapper = Record<string, never>;

export type { SearchAsked as SearchResultMapper } from '@niryat/kernel';

/** The partner of a partnership, with the type that tells which of the three it is. */
export type PartnerMapper =
  | (Country & { readonly __typename: 'Country' })
  | (Mission & { readonly __typename: 'Mission' })
  | (Organisation & { readonly __typename: 'Organisation' });

/** A requirement without a certificate, and the sector whose councils can help with it. */
export interface CertificationGapMapper {
  readonly requirement: MarketRequirement;
  readonly sectorCode: string;
}

/** A record of another subgraph, of which only the key is known here. */
export interface Stub {
  readonly code: string;
}

export type StateMapper = Stub;
export type SectorMapper = Stub;

/** A product as the gateway hands it over: with its sector where `@requires` asks for it. */
export interface ProductMapper extends Stub {
  readonly sector?: Stub | null;
}

/** A certificate that a cluster holds. Its requirement is null where no record has it. */
export interface CertificationMapper {
  readonly requirement?: Stub | null;
}

/** A cluster as the gateway hands it over: with its product and certificates where `@requires` asks for them. */
export interface ClusterMapper extends Stub {
  readonly product?: Partial<ProductMapper> | null;
  readonly certifications?: readonly CertificationMapper[] | null;
}
