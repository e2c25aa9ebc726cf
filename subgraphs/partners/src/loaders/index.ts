import {
  argumentsLoader,
  type Page,
  rowLoader,
  rowsByKeys,
  searchLoader,
  sourceLoader,
} from '@niryat/kernel';
import type { DataSource, EntitySchema } from 'typeorm';
import { CountryEntity } from '../entities/country.ts';
import { MarketRequirementEntity } from '../entities/market-requirement.ts';
import { MissionEntity } from '../entities/mission.ts';
import { OrganisationEntity, StateContactEntity } from '../entities/organisation.ts';
import { PartnershipEntity } from '../entities/partnership.ts';
import { type AgreementStatus, TradeAgreementEntity } from '../entities/trade-agreement.ts';
import { codesOf, type RecordType } from '../queries/codes.ts';
import type { Maybe, OneOf } from '../queries/conditions.ts';
import {
  countriesOfAccreditations,
  countriesOfAgreements,
  countriesOfBlocs,
} from '../queries/countries.ts';
import {
  type MarketRequirementFilter,
  marketRequirementsOfCountries,
  marketRequirementsOfSectors,
} from '../queries/market-requirements.ts';
import { type MissionFilter, missionsOfCountries } from '../queries/missions.ts';
import {
  certifiersOfSectors,
  type OrganisationFilter,
  organisationPagesOfStates,
  organisationsForStates,
  organisationsOfSectors,
} from '../queries/organisations.ts';
import {
  type PartnershipFilter,
  type PartnershipSide,
  partnershipsOf,
} from '../queries/partnerships.ts';
import { tradeAgreementsOfCountries } from '../queries/trade-agreements.ts';

/** Loads records by their public code. */
function byCode<Row extends { readonly code: string }>(db: DataSource, entity: EntitySchema<Row>) {
  return rowLoader<Row>(
    (codes) => rowsByKeys(db, entity, 'code', codes),
    (row) => row.code,
  );
}

/** Loads a list of a parent that takes no arguments. */
function listOf<Value>(fetch: (parents: readonly string[]) => Promise<readonly Value[]>) {
  const lists = argumentsLoader((_: null, parents) => fetch(parents));
  return { load: (parent: string): Promise<Value> => lists.load({ parent, args: null }) };
}

/** Loads the codes of a type, once for all that suggest some of them. */
function codeLists(db: DataSource) {
  const lists = argumentsLoader(async (type: RecordType, parents) => {
    const codes = await codesOf(db, type);
    return parents.map(() => codes);
  });
  return { load: (type: RecordType) => lists.load({ parent: '', args: type }) };
}

/** The loaders of one request: whatever a list asks for each of its items is fetched once for all of them. */
export const createLoaders = (db: DataSource) => ({
  source: sourceLoader(db),
  search: searchLoader(db, 'partners'),
  country: byCode(db, CountryEntity),
  mission: byCode(db, MissionEntity),
  organisation: byCode(db, OrganisationEntity),
  tradeAgreement: byCode(db, TradeAgreementEntity),
  marketRequirement: byCode(db, MarketRequirementEntity),
  partnership: byCode(db, PartnershipEntity),
  /** The single point of contact by state; null where none is on record. */
  stateContact: rowLoader(
    (states) => rowsByKeys(db, StateContactEntity, 'stateCode', states),
    (contact) => contact.stateCode,
  ),
  /** All codes of a type, to suggest some from. */
  codes: codeLists(db),
  accreditationsOfMission: listOf((missions) => countriesOfAccreditations(db, missions)),
  partnersOfAgreement: listOf((agreements) => countriesOfAgreements(db, agreements)),
  membersOfBloc: listOf((blocs) => countriesOfBlocs(db, blocs)),
  missionsOfCountry: argumentsLoader((filter: Maybe<MissionFilter>, countries) =>
    missionsOfCountries(db, filter, countries),
  ),
  agreementsOfCountry: argumentsLoader((status: OneOf<AgreementStatus>, countries) =>
    tradeAgreementsOfCountries(db, status, countries),
  ),
  requirementsOfCountry: argumentsLoader(
    (filter: Pick<MarketRequirementFilter, 'sector' | 'mandatory'>, countries) =>
      marketRequirementsOfCountries(db, filter, countries),
  ),
  requirementsOfSector: argumentsLoader(
    (filter: Pick<MarketRequirementFilter, 'country' | 'mandatory'>, sectors) =>
      marketRequirementsOfSectors(db, filter, sectors),
  ),
  organisationsOfSector: listOf((sectors) => organisationsOfSectors(db, sectors)),
  certifiersOfSector: listOf((sectors) => certifiersOfSectors(db, sectors)),
  /** Those of a state and of India; with a sector, those that serve it. */
  organisationsForState: argumentsLoader((sector: string | null, states) =>
    organisationsForStates(db, sector, states),
  ),
  organisationPageOfState: argumentsLoader(
    ({ filter, page }: { filter: Maybe<OrganisationFilter>; page: Page }, states) =>
      organisationPagesOfStates(db, filter, page, states),
  ),
  partnershipsOf: argumentsLoader(
    ({ side, filter }: { side: PartnershipSide; filter: Maybe<PartnershipFilter> }, parents) =>
      partnershipsOf(db, side, filter, parents),
  ),
});

/** The loaders of one request. */
export type Loaders = ReturnType<typeof createLoaders>;
