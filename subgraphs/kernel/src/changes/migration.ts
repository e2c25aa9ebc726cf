import type { QueryRunner } from 'typeorm';
import type { MigrationClass } from '../database/migrate.ts';

/** Any number that no other advisory lock of the database begins with; the table's own is the second half. */
const lockSpace = 0x6e697263;

/**
 * The migration that gives a subgraph its outbox.
 *
 * A number is given out when a row is written, not when it is committed: a reader that remembers the last one
 * would never see the rows of a transaction that began earlier and ended later. So writers queue: a trigger takes
 * a lock, kept until the end of the transaction, before the first number is given out, and PostgreSQL lets go of
 * it only once the transaction can be seen. Whoever reads row n has then seen all below n that there will ever be.
 * The price is that two writers cannot both have written to the outbox and not be through: write to it last.
 *
 * @param records the tables of types with ids, in the order of the feed: what they hold already is told as created.
 */
export function changesMigration(
  schema: string,
  records: readonly (readonly [type: string, table: string])[],
): MigrationClass {
  return class CreateChanges1700000005000 {
    readonly name = 'CreateChanges1700000005000';

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(`
        CREATE TABLE ${schema}.changes (
          id bigserial CONSTRAINT changes_pkey PRIMARY KEY,
          at timestamptz NOT NULL DEFAULT clock_timestamp(),
          action text NOT NULL,
          type_name text NOT NULL,
          code text NOT NULL,
          fields text[] NOT NULL,
          reason text,
          CONSTRAINT changes_action_check CHECK (action IN ('CREATED', 'UPDATED', 'RETRACTED'))
        )`);
      await runner.query(
        `CREATE INDEX changes_type_name_code_idx ON ${schema}.changes (type_name, code)`,
      );
      await runner.query(`
        CREATE FUNCTION ${schema}.queue_for_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_advisory_xact_lock(${lockSpace}, TG_RELID::integer);
          RETURN NULL;
        END $$`);
      await runner.query(`
        CREATE TRIGGER queue_for_changes BEFORE INSERT ON ${schema}.changes
        FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.queue_for_changes()`);
      for (const [type, table] of records) {
        await runner.query(
          `INSERT INTO ${schema}.changes (action, type_name, code, fields)
           SELECT 'CREATED', $1, code, '{}' FROM ${schema}.${table} ORDER BY code`,
          [type],
        );
      }
    }

    async down(runner: QueryRunner): Promise<void> {
      await runner.query(`DROP TABLE ${schema}.changes`);
      await runner.query(`DROP FUNCTION ${schema}.queue_for_changes`);
    }
  };
}
