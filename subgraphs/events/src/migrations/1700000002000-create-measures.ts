import type { QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE events.measures (
     code text CONSTRAINT measures_pkey PRIMARY KEY,
     origin text NOT NULL,
     kind text NOT NULL,
     name_en text,
     name_hi text,
     launched_on text,
     launched_at_code text CONSTRAINT measures_launched_at_code_fkey REFERENCES events.events,
     status text,
     summary_en text,
     summary_hi text,
     beneficiaries_en text,
     beneficiaries_hi text,
     topics text[] NOT NULL,
     provider_code text,
     district_codes text[] NOT NULL,
     facility_codes text[] NOT NULL,
     source_codes text[] NOT NULL,
     CONSTRAINT measures_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT measures_kind_check CHECK (kind IN (
       'SCHEME', 'POLICY', 'INFRASTRUCTURE', 'FINANCE', 'BRANDING', 'CAPACITY_BUILDING', 'DIGITAL',
       'INSTITUTION')),
     CONSTRAINT measures_status_check CHECK (status IN ('DRAFT', 'PROPOSED', 'ACTIVE', 'CLOSED')),
     CONSTRAINT measures_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX measures_origin_idx ON events.measures (origin)`,
  `CREATE INDEX measures_launched_at_code_idx ON events.measures (launched_at_code)`,
  `CREATE INDEX measures_provider_code_idx ON events.measures (provider_code)`,
  `CREATE INDEX measures_topics_idx ON events.measures USING gin (topics)`,
  `CREATE INDEX measures_district_codes_idx ON events.measures USING gin (district_codes)`,
  `CREATE INDEX measures_facility_codes_idx ON events.measures USING gin (facility_codes)`,
  `CREATE TABLE events.event_topics (
     id bigserial CONSTRAINT event_topics_pkey PRIMARY KEY,
     event_code text NOT NULL CONSTRAINT event_topics_event_code_fkey REFERENCES events.events,
     sector_code text,
     product_code text,
     country_code text,
     district_code text,
     agreement_code text,
     measure_code text CONSTRAINT event_topics_measure_code_fkey REFERENCES events.measures,
     position integer NOT NULL,
     source_codes text[] NOT NULL,
     CONSTRAINT event_topics_topic_check CHECK (
       num_nonnulls(sector_code, product_code, country_code, district_code, agreement_code, measure_code) = 1),
     CONSTRAINT event_topics_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE UNIQUE INDEX event_topics_topic_key
     ON events.event_topics (
       event_code, sector_code, product_code, country_code, district_code, agreement_code, measure_code)
     NULLS NOT DISTINCT`,
  `CREATE INDEX event_topics_sector_code_idx ON events.event_topics (sector_code)`,
  `CREATE INDEX event_topics_product_code_idx ON events.event_topics (product_code)`,
  `CREATE INDEX event_topics_country_code_idx ON events.event_topics (country_code)`,
  `CREATE INDEX event_topics_district_code_idx ON events.event_topics (district_code)`,
  `CREATE INDEX event_topics_agreement_code_idx ON events.event_topics (agreement_code)`,
  `CREATE INDEX event_topics_measure_code_idx ON events.event_topics (measure_code)`,
  `CREATE TABLE events.outcomes (
     code text CONSTRAINT outcomes_pkey PRIMARY KEY,
     event_code text NOT NULL CONSTRAINT outcomes_event_code_fkey REFERENCES events.events,
     kind text NOT NULL,
     summary_en text,
     summary_hi text,
     amount numeric,
     currency_code text,
     sector_code text,
     confirmed_by_exporter boolean,
     position integer NOT NULL,
     source_codes text[] NOT NULL,
     CONSTRAINT outcomes_summary_check CHECK (num_nonnulls(summary_en, summary_hi) > 0),
     CONSTRAINT outcomes_kind_check CHECK (kind IN ('LEAD', 'ORDER', 'MEMORANDUM', 'INVESTMENT_INTENT')),
     CONSTRAINT outcomes_amount_check CHECK ((amount IS NULL) = (currency_code IS NULL)),
     CONSTRAINT outcomes_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX outcomes_event_code_idx ON events.outcomes (event_code)`,
  `CREATE TABLE events.target_announcements (
     target_code text CONSTRAINT target_announcements_pkey PRIMARY KEY,
     event_code text NOT NULL CONSTRAINT target_announcements_event_code_fkey REFERENCES events.events,
     position integer NOT NULL
   )`,
  `CREATE INDEX target_announcements_event_code_idx ON events.target_announcements (event_code)`,
];

/** Measures, and what events were about, brought about and announced. */
export class CreateMeasures1700000002000 {
  readonly name = 'CreateMeasures1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE events.target_announcements, events.outcomes, events.event_topics, events.measures',
    );
  }
}
