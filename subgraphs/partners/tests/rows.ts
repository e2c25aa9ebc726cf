import { SourceEntity } from '@niryat/kernel';
import type { DataSource, EntitySchema, ObjectLiteral } from 'typeorm';
import { type Country, CountryEntity } from '../src/entities/country.ts';
import {
  type MarketRequirement,
  MarketRequirementEntity,
} from '../src/entities/market-requirement.ts';
import {
  type Mission,
  MissionAccreditationEntity,
  MissionEntity,
} from '../src/entities/mission.ts';
import {
  type Organisation,
  OrganisationEntity,
  StateContactEntity,
} from '../src/entities/organisation.ts';
import { type Partnership, PartnershipEntity } from '../src/entities/partnership.ts';
import {
  type TradeAgreement,
  TradeAgreementEntity,
  TradeAgreementPartnerEntity,
} from '../src/entities/trade-agreement.ts';

/** The source that built rows cite. */
const sourceCodes = ['report'];

/** Builders of rows: what a test says nothing about is the least that the database takes. */
export function rowsIn(db: DataSource) {
  const add = async <Row extends ObjectLiteral>(entity: EntitySchema<Row>, row: Row) => {
    await db.createQueryBuilder().insert().into(entity).values(row).execute();
  };
  return {
    source: (code = 'report') =>
      add(SourceEntity, {
        code,
        title: `The ${code}`,
        publisher: null,
        publishedOn: null,
        language: null,
        locator: null,
        verified: true,
      }),
    country: (code: string, row: Partial<Country> = {}) => {
      const nameEn = row.nameEn ?? `Land ${code}`;
      const nameHi = row.nameHi ?? `देश ${code}`;
      return add(CountryEntity, {
        code,
        alpha3: `${code}X`,
        nameEn,
        nameHi,
        otherNameEn: nameEn,
        otherNameHi: nameHi,
        region: 'Eastern Asia',
        currencyCode: 'JPY',
        tradeBlocs: [],
        sourceCodes,
        ...row,
      });
    },
    mission: async (code: string, countryCode: string, row: Partial<Mission> = {}) =>
      add(MissionEntity, {
        code,
        countryCode,
        kind: 'EMBASSY',
        nameEn: `Mission ${code}`,
        nameHi: null,
        cityEn: `City of ${code}`,
        cityHi: null,
        latitude: null,
        longitude: null,
        website: null,
        hasCommercialWing: null,
        sourceCodes,
        ...row,
      }),
    accreditation: (missionCode: string, countryCode: string) =>
      add(MissionAccreditationEntity, { missionCode, countryCode, position: 1 }),
    organisation: (code: string, row: Partial<Organisation> = {}) =>
      add(OrganisationEntity, {
        code,
        kind: 'CHAMBER',
        nameEn: `Body ${code}`,
        nameHi: null,
        stateCode: null,
        countryCode: null,
        city: null,
        website: null,
        roleEn: null,
        roleHi: null,
        sectorCodes: [],
        sourceCodes,
        ...row,
      }),
    stateContact: (stateCode: string, organisationCode: string) =>
      add(StateContactEntity, { stateCode, organisationCode, sourceCodes }),
    agreement: async (
      code: string,
      partners: readonly string[],
      row: Partial<TradeAgreement> = {},
    ) => {
      await add(TradeAgreementEntity, {
        code,
        kind: 'FTA',
        nameEn: `Agreement ${code}`,
        nameHi: null,
        shortName: null,
        status: 'IN_FORCE',
        statusAsOf: null,
        signedOn: null,
        inForceOn: null,
        noteEn: null,
        noteHi: null,
        sourceCodes,
        ...row,
      });
      for (const [i, countryCode] of partners.entries()) {
        await add(TradeAgreementPartnerEntity, { agreementCode: code, countryCode, position: i });
      }
    },
    /** Holds everywhere unless the row names a country or a bloc. */
    requirement: (code: string, row: Partial<MarketRequirement> = {}) =>
      add(MarketRequirementEntity, {
        code,
        countryCode: null,
        tradeBloc: null,
        worldwide: !row.countryCode && !row.tradeBloc,
        sectorCode: null,
        kind: 'REGULATION',
        mandatory: true,
        nameEn: `Rule ${code}`,
        nameHi: null,
        authority: null,
        summaryEn: `What ${code} asks.`,
        summaryHi: null,
        sourceCodes,
        ...row,
      }),
    /** Of Uttar Pradesh with whatever partner the row names. */
    partnership: (code: string, row: Partial<Partnership>) =>
      add(PartnershipEntity, {
        code,
        stateCode: 'IN-UP',
        kind: 'MARKETING',
        status: 'ACTIVE',
        since: null,
        countryCode: null,
        missionCode: null,
        organisationCode: null,
        goodsEn: null,
        goodsHi: null,
        sectorCodes: [],
        noteEn: null,
        noteHi: null,
        sourceCodes,
        ...row,
      }),
  };
}
