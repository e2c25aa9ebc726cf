import type { QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE events.delegations (
     code text CONSTRAINT delegations_pkey PRIMARY KEY,
     direction text NOT NULL,
     state_code text,
     country_code text,
     status text NOT NULL,
     window_start date,
     window_end date,
     name_en text,
     name_hi text,
     lead_en text,
     lead_hi text,
     purpose_en text,
     purpose_hi text,
     originating_event_code text
       CONSTRAINT delegations_originating_event_code_fkey REFERENCES events.events,
     revision integer NOT NULL DEFAULT 1,
     source_codes text[] NOT NULL,
     CONSTRAINT delegations_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT delegations_direction_check CHECK (direction IN ('OUTBOUND', 'INBOUND')),
     CONSTRAINT delegations_status_check CHECK (status IN ('PROPOSED', 'PLANNED', 'COMPLETED', 'CANCELLED')),
     CONSTRAINT delegations_window_check CHECK (window_start <= window_end),
     CONSTRAINT delegations_revision_check CHECK (revision >= 1),
     CONSTRAINT delegations_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX delegations_state_code_idx ON events.delegations (state_code)`,
  `CREATE INDEX delegations_country_code_idx ON events.delegations (country_code)`,
  `CREATE INDEX delegations_originating_event_code_idx ON events.delegations (originating_event_code)`,
  `CREATE TABLE events.delegation_topics (
     id bigserial CONSTRAINT delegation_topics_pkey PRIMARY KEY,
     delegation_code text NOT NULL
       CONSTRAINT delegation_topics_delegation_code_fkey REFERENCES events.delegations,
     sector_code text,
     product_code text,
     country_code text,
     district_code text,
     agreement_code text,
     measure_code text CONSTRAINT delegation_topics_measure_code_fkey REFERENCES events.measures,
     position integer NOT NULL,
     CONSTRAINT delegation_topics_topic_check CHECK (
       num_nonnulls(sector_code, product_code, country_code, district_code, agreement_code, measure_code) = 1)
   )`,
  `CREATE UNIQUE INDEX delegation_topics_topic_key
     ON events.delegation_topics (
       delegation_code, sector_code, product_code, country_code, district_code, agreement_code, measure_code)
     NULLS NOT DISTINCT`,
  `CREATE INDEX delegation_topics_measure_code_idx ON events.delegation_topics (measure_code)`,
  `CREATE TABLE events.delegation_changes (
     delegation_code text CONSTRAINT delegation_changes_delegation_code_fkey REFERENCES events.delegations,
     revision integer,
     at timestamptz NOT NULL,
     from_status text,
     to_status text NOT NULL,
     window_start_before date,
     window_start_after date,
     window_end_before date,
     window_end_after date,
     reason text NOT NULL,
     actor text NOT NULL,
     evidence_code text,
     CONSTRAINT delegation_changes_pkey PRIMARY KEY (delegation_code, revision),
     CONSTRAINT delegation_changes_from_status_check CHECK (
       from_status IN ('PROPOSED', 'PLANNED', 'COMPLETED', 'CANCELLED')),
     CONSTRAINT delegation_changes_to_status_check CHECK (
       to_status IN ('PROPOSED', 'PLANNED', 'COMPLETED', 'CANCELLED')),
     CONSTRAINT delegation_changes_revision_check CHECK (revision >= 1)
   )`,
];

/** Delegations, what they are about, and how their status and window changed. */
export class CreateDelegations1700000003000 {
  readonly name = 'CreateDelegations1700000003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE events.delegation_changes, events.delegation_topics, events.delegations',
    );
  }
}
