import type { QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE events.people (
     code text CONSTRAINT people_pkey PRIMARY KEY,
     name_en text,
     name_hi text,
     role_en text,
     role_hi text,
     organisation_en text,
     organisation_hi text,
     organisation_code text,
     mission_code text,
     source_codes text[] NOT NULL,
     CONSTRAINT people_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT people_affiliation_check CHECK (num_nonnulls(organisation_code, mission_code) <= 1),
     CONSTRAINT people_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX people_organisation_code_idx ON events.people (organisation_code)`,
  `CREATE INDEX people_mission_code_idx ON events.people (mission_code)`,
  `CREATE TABLE events.events (
     code text CONSTRAINT events_pkey PRIMARY KEY,
     origin text NOT NULL,
     kind text NOT NULL,
     title_en text,
     title_hi text,
     starts_on date,
     ends_on date,
     date_precision text,
     mode text,
     status text NOT NULL,
     country_code text,
     district_code text,
     city_en text,
     city_hi text,
     summary_en text,
     summary_hi text,
     continues_code text CONSTRAINT events_continues_code_fkey REFERENCES events.events,
     revision integer NOT NULL DEFAULT 1,
     source_codes text[] NOT NULL,
     CONSTRAINT events_title_check CHECK (num_nonnulls(title_en, title_hi) > 0),
     CONSTRAINT events_kind_check CHECK (kind IN (
       'CONFERENCE', 'MEETING', 'WEBINAR', 'BUYER_SELLER_MEET', 'TRADE_SHOW', 'ROADSHOW',
       'GROUND_BREAKING_CEREMONY', 'SUMMIT', 'TRAINING_DRIVE', 'DELEGATION_VISIT', 'ANNOUNCEMENT',
       'REVIEW_MEETING')),
     CONSTRAINT events_date_precision_check CHECK (date_precision IN ('DAY', 'MONTH', 'YEAR')),
     CONSTRAINT events_mode_check CHECK (mode IN ('IN_PERSON', 'VIRTUAL', 'HYBRID')),
     CONSTRAINT events_status_check CHECK (status IN ('HELD', 'PLANNED', 'PROPOSED', 'CANCELLED')),
     CONSTRAINT events_dates_check CHECK (
       (starts_on IS NULL) = (date_precision IS NULL) AND starts_on <= ends_on),
     CONSTRAINT events_revision_check CHECK (revision >= 1),
     CONSTRAINT events_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX events_origin_idx ON events.events (origin)`,
  `CREATE INDEX events_starts_on_idx ON events.events (starts_on)`,
  `CREATE INDEX events_country_code_idx ON events.events (country_code)`,
  `CREATE INDEX events_district_code_idx ON events.events (district_code)`,
  `CREATE INDEX events_continues_code_idx ON events.events (continues_code)`,
  `CREATE TABLE events.participations (
     id bigserial CONSTRAINT participations_pkey PRIMARY KEY,
     event_code text NOT NULL CONSTRAINT participations_event_code_fkey REFERENCES events.events,
     kind text NOT NULL,
     person_code text CONSTRAINT participations_person_code_fkey REFERENCES events.people,
     organisation_code text,
     mission_code text,
     country_code text,
     stated_name_en text,
     stated_name_hi text,
     role text NOT NULL,
     stated_title_en text,
     stated_title_hi text,
     position integer NOT NULL,
     source_codes text[] NOT NULL,
     CONSTRAINT participations_stated_name_check CHECK (num_nonnulls(stated_name_en, stated_name_hi) > 0),
     CONSTRAINT participations_kind_check CHECK (kind IN ('PERSON', 'ORGANISATION', 'MISSION', 'COUNTRY')),
     CONSTRAINT participations_role_check CHECK (role IN (
       'CHAIR', 'HOST', 'ORGANISER', 'KEYNOTE_SPEAKER', 'SPEAKER', 'ATTENDEE')),
     CONSTRAINT participations_participant_check CHECK (
       num_nonnulls(person_code, organisation_code, mission_code, country_code) <= 1),
     CONSTRAINT participations_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE UNIQUE INDEX participations_name_key
     ON events.participations (event_code, stated_name_en, stated_name_hi) NULLS NOT DISTINCT`,
  `CREATE INDEX participations_person_code_idx ON events.participations (person_code)`,
  `CREATE INDEX participations_organisation_code_idx ON events.participations (organisation_code)`,
  `CREATE INDEX participations_mission_code_idx ON events.participations (mission_code)`,
  `CREATE INDEX participations_country_code_idx ON events.participations (country_code)`,
];

/** People, events, and who took part in them. */
export class CreateEvents1700000001000 {
  readonly name = 'CreateEvents1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE events.participations, events.events, events.people');
  }
}
