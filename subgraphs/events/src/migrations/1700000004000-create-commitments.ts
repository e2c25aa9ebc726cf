import type { QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE events.commitments (
     code text CONSTRAINT commitments_pkey PRIMARY KEY,
     event_code text NOT NULL CONSTRAINT commitments_event_code_fkey REFERENCES events.events,
     kind text NOT NULL,
     nature text NOT NULL,
     status text NOT NULL,
     summary_en text,
     summary_hi text,
     made_by_en text,
     made_by_hi text,
     person_code text CONSTRAINT commitments_person_code_fkey REFERENCES events.people,
     organisation_code text,
     counterpart_code text,
     country_codes text[] NOT NULL,
     measure_code text CONSTRAINT commitments_measure_code_fkey REFERENCES events.measures,
     delegation_code text CONSTRAINT commitments_delegation_code_fkey REFERENCES events.delegations,
     due_text_en text,
     due_text_hi text,
     due_by date,
     fulfilled_by_code text CONSTRAINT commitments_fulfilled_by_code_fkey REFERENCES events.events,
     position integer NOT NULL,
     revision integer NOT NULL DEFAULT 1,
     recorded_at timestamptz NOT NULL DEFAULT now(),
     source_codes text[] NOT NULL,
     CONSTRAINT commitments_summary_check CHECK (num_nonnulls(summary_en, summary_hi) > 0),
     CONSTRAINT commitments_made_by_check CHECK (num_nonnulls(made_by_en, made_by_hi) > 0),
     CONSTRAINT commitments_kind_check CHECK (kind IN (
       'COOPERATION', 'EVENT_SUPPORT', 'DELEGATION', 'CERTIFICATION_ADVICE', 'INVESTMENT', 'INFRASTRUCTURE',
       'FINANCE', 'BRANDING', 'CAPACITY_BUILDING', 'INSTITUTION')),
     CONSTRAINT commitments_nature_check CHECK (nature IN (
       'AGREEMENT', 'DECISION', 'INSTRUCTION', 'ASSURANCE', 'INTENTION', 'OFFER', 'UNDERWAY', 'ADVICE',
       'DISCUSSION', 'WELCOME')),
     CONSTRAINT commitments_status_check CHECK (status IN ('OPEN', 'FULFILLED', 'WITHDRAWN')),
     CONSTRAINT commitments_maker_check CHECK (num_nonnulls(person_code, organisation_code) <= 1),
     CONSTRAINT commitments_fulfilled_check CHECK (fulfilled_by_code IS NULL OR status = 'FULFILLED'),
     CONSTRAINT commitments_revision_check CHECK (revision >= 1),
     CONSTRAINT commitments_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX commitments_event_code_idx ON events.commitments (event_code)`,
  `CREATE INDEX commitments_person_code_idx ON events.commitments (person_code)`,
  `CREATE INDEX commitments_organisation_code_idx ON events.commitments (organisation_code)`,
  `CREATE INDEX commitments_counterpart_code_idx ON events.commitments (counterpart_code)`,
  `CREATE INDEX commitments_country_codes_idx ON events.commitments USING gin (country_codes)`,
  `CREATE INDEX commitments_measure_code_idx ON events.commitments (measure_code)`,
  `CREATE INDEX commitments_delegation_code_idx ON events.commitments (delegation_code)`,
  `CREATE INDEX commitments_due_by_idx ON events.commitments (due_by)`,
  `CREATE INDEX commitments_fulfilled_by_code_idx ON events.commitments (fulfilled_by_code)`,
  `CREATE TABLE events.commitment_changes (
     commitment_code text CONSTRAINT commitment_changes_commitment_code_fkey REFERENCES events.commitments,
     revision integer,
     at timestamptz NOT NULL,
     from_status text,
     to_status text NOT NULL,
     due_by_before date,
     due_by_after date,
     reason text NOT NULL,
     actor text NOT NULL,
     evidence_code text,
     CONSTRAINT commitment_changes_pkey PRIMARY KEY (commitment_code, revision),
     CONSTRAINT commitment_changes_from_status_check CHECK (from_status IN ('OPEN', 'FULFILLED', 'WITHDRAWN')),
     CONSTRAINT commitment_changes_to_status_check CHECK (to_status IN ('OPEN', 'FULFILLED', 'WITHDRAWN')),
     CONSTRAINT commitment_changes_revision_check CHECK (revision >= 1)
   )`,
];

/** Commitments, and how their status and due date changed. */
export class CreateCommitments1700000004000 {
  readonly name = 'CreateCommitments1700000004000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE events.commitment_changes, events.commitments');
  }
}
