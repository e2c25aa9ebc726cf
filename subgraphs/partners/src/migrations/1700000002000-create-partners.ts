import type { QueryRunner } from 'typeorm';

/** Statements in the order of the references between the tables. */
const statements = [
  `CREATE TABLE partners.countries (
     code text,
     alpha3 text NOT NULL,
     name_en text NOT NULL,
     name_hi text NOT NULL,
     other_name_en text NOT NULL,
     other_name_hi text NOT NULL,
     region text NOT NULL,
     currency_code text NOT NULL,
     trade_blocs text[] NOT NULL,
     source_codes text[] NOT NULL,
     CONSTRAINT countries_pkey PRIMARY KEY (code),
     CONSTRAINT countries_alpha3_key UNIQUE (alpha3),
     CONSTRAINT countries_code_check CHECK (code ~ '^[A-Z]{2}$'),
     CONSTRAINT countries_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX countries_region_idx ON partners.countries (region)`,
  `CREATE INDEX countries_trade_blocs_idx ON partners.countries USING gin (trade_blocs)`,
  `CREATE TABLE partners.missions (
     code text,
     country_code text NOT NULL CONSTRAINT missions_country_code_fkey REFERENCES partners.countries,
     kind text NOT NULL,
     name_en text,
     name_hi text,
     city_en text,
     city_hi text,
     latitude double precision,
     longitude double precision,
     website text,
     has_commercial_wing boolean,
     source_codes text[] NOT NULL,
     CONSTRAINT missions_pkey PRIMARY KEY (code),
     CONSTRAINT missions_kind_check CHECK (kind IN ('EMBASSY', 'HIGH_COMMISSION', 'CONSULATE_GENERAL', 'PERMANENT_MISSION', 'TRADE_OFFICE')),
     CONSTRAINT missions_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT missions_city_check CHECK (num_nonnulls(city_en, city_hi) > 0),
     CONSTRAINT missions_location_check CHECK ((latitude IS NULL) = (longitude IS NULL) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180),
     CONSTRAINT missions_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX missions_country_code_idx ON partners.missions (country_code)`,
  `CREATE TABLE partners.mission_accreditations (
     mission_code text CONSTRAINT mission_accreditations_mission_code_fkey REFERENCES partners.missions ON DELETE CASCADE,
     country_code text CONSTRAINT mission_accreditations_country_code_fkey REFERENCES partners.countries,
     position integer NOT NULL,
     CONSTRAINT mission_accreditations_pkey PRIMARY KEY (mission_code, country_code)
   )`,
  `CREATE INDEX mission_accreditations_country_code_idx ON partners.mission_accreditations (country_code)`,
  `CREATE TABLE partners.organisations (
     code text,
     kind text NOT NULL,
     name_en text,
     name_hi text,
     state_code text,
     country_code text CONSTRAINT organisations_country_code_fkey REFERENCES partners.countries,
     city text,
     website text,
     role_en text,
     role_hi text,
     sector_codes text[] NOT NULL,
     source_codes text[] NOT NULL,
     CONSTRAINT organisations_pkey PRIMARY KEY (code),
     CONSTRAINT organisations_kind_check CHECK (kind IN ('GOVERNMENT', 'GOVERNMENT_DEPARTMENT', 'EXPORT_PROMOTION_COUNCIL', 'TRADE_PROMOTION_BODY', 'CHAMBER', 'BANK', 'INSURER', 'E_COMMERCE_PLATFORM', 'DIGITAL_NETWORK', 'EXPORT_CELL', 'STOCK_EXCHANGE', 'STANDARDS_BODY', 'DISTRICT_COMMITTEE', 'EVENT_ORGANISER')),
     CONSTRAINT organisations_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT organisations_jurisdiction_check CHECK (num_nonnulls(state_code, country_code) <= 1),
     CONSTRAINT organisations_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX organisations_state_code_idx ON partners.organisations (state_code)`,
  `CREATE INDEX organisations_country_code_idx ON partners.organisations (country_code)`,
  `CREATE INDEX organisations_sector_codes_idx ON partners.organisations USING gin (sector_codes)`,
  `CREATE TABLE partners.state_contacts (
     state_code text,
     organisation_code text NOT NULL CONSTRAINT state_contacts_organisation_code_fkey REFERENCES partners.organisations,
     source_codes text[] NOT NULL,
     CONSTRAINT state_contacts_pkey PRIMARY KEY (state_code),
     CONSTRAINT state_contacts_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX state_contacts_organisation_code_idx ON partners.state_contacts (organisation_code)`,
  `CREATE TABLE partners.trade_agreements (
     code text,
     kind text NOT NULL,
     name_en text,
     name_hi text,
     short_name text,
     status text NOT NULL,
     status_as_of date,
     signed_on date,
     in_force_on date,
     note_en text,
     note_hi text,
     source_codes text[] NOT NULL,
     CONSTRAINT trade_agreements_pkey PRIMARY KEY (code),
     CONSTRAINT trade_agreements_status_check CHECK (status IN ('IN_FORCE', 'SIGNED', 'CONCLUDED', 'UNDER_NEGOTIATION')),
     CONSTRAINT trade_agreements_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT trade_agreements_dates_check CHECK (signed_on <= in_force_on),
     CONSTRAINT trade_agreements_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE TABLE partners.trade_agreement_partners (
     agreement_code text CONSTRAINT trade_agreement_partners_agreement_code_fkey REFERENCES partners.trade_agreements ON DELETE CASCADE,
     country_code text CONSTRAINT trade_agreement_partners_country_code_fkey REFERENCES partners.countries,
     position integer NOT NULL,
     CONSTRAINT trade_agreement_partners_pkey PRIMARY KEY (agreement_code, country_code)
   )`,
  `CREATE INDEX trade_agreement_partners_country_code_idx ON partners.trade_agreement_partners (country_code)`,
  `CREATE TABLE partners.market_requirements (
     code text,
     country_code text CONSTRAINT market_requirements_country_code_fkey REFERENCES partners.countries,
     trade_bloc text,
     worldwide boolean NOT NULL,
     sector_code text,
     kind text NOT NULL,
     mandatory boolean NOT NULL,
     name_en text,
     name_hi text,
     authority text,
     summary_en text,
     summary_hi text,
     source_codes text[] NOT NULL,
     CONSTRAINT market_requirements_pkey PRIMARY KEY (code),
     CONSTRAINT market_requirements_kind_check CHECK (kind IN ('REGULATION', 'STANDARD', 'CERTIFICATION', 'LABELLING')),
     CONSTRAINT market_requirements_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT market_requirements_summary_check CHECK (num_nonnulls(summary_en, summary_hi) > 0),
     CONSTRAINT market_requirements_market_check CHECK (num_nonnulls(country_code, trade_bloc) = CASE WHEN worldwide THEN 0 ELSE 1 END),
     CONSTRAINT market_requirements_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX market_requirements_country_code_idx ON partners.market_requirements (country_code)`,
  `CREATE INDEX market_requirements_trade_bloc_idx ON partners.market_requirements (trade_bloc)`,
  `CREATE INDEX market_requirements_sector_code_idx ON partners.market_requirements (sector_code)`,
  `CREATE TABLE partners.partnerships (
     code text,
     state_code text NOT NULL,
     kind text NOT NULL,
     status text NOT NULL,
     since text,
     country_code text CONSTRAINT partnerships_country_code_fkey REFERENCES partners.countries,
     mission_code text CONSTRAINT partnerships_mission_code_fkey REFERENCES partners.missions,
     organisation_code text CONSTRAINT partnerships_organisation_code_fkey REFERENCES partners.organisations,
     goods_en text,
     goods_hi text,
     sector_codes text[] NOT NULL,
     note_en text,
     note_hi text,
     source_codes text[] NOT NULL,
     CONSTRAINT partnerships_pkey PRIMARY KEY (code),
     CONSTRAINT partnerships_kind_check CHECK (kind IN ('MARKETING', 'FINANCE', 'DIPLOMATIC_PROMOTION', 'E_COMMERCE', 'DIGITAL_COMMERCE', 'ADVISORY')),
     CONSTRAINT partnerships_status_check CHECK (status IN ('ACTIVE', 'PLANNED', 'ENDED')),
     CONSTRAINT partnerships_since_check CHECK (since ~ '^[0-9]{4}(-[0-9]{2}){0,2}$'),
     CONSTRAINT partnerships_partner_check CHECK (num_nonnulls(country_code, mission_code, organisation_code) = 1),
     CONSTRAINT partnerships_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX partnerships_state_code_idx ON partners.partnerships (state_code)`,
  `CREATE INDEX partnerships_country_code_idx ON partners.partnerships (country_code)`,
  `CREATE INDEX partnerships_mission_code_idx ON partners.partnerships (mission_code)`,
  `CREATE INDEX partnerships_organisation_code_idx ON partners.partnerships (organisation_code)`,
  `CREATE INDEX partnerships_sector_codes_idx ON partners.partnerships USING gin (sector_codes)`,
];

/** The tables of the subgraph: countries and missions, organisations, agreements, requirements, partnerships. */
export class CreatePartners1700000002000 {
  readonly name = 'CreatePartners1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE partners.partnerships, partners.market_requirements,
         partners.trade_agreement_partners, partners.trade_agreements, partners.state_contacts,
         partners.organisations, partners.mission_accreditations, partners.missions, partners.countries`,
    );
  }
}
