import type { QueryRunner } from 'typeorm';

/** The tables whose records count their changes, by the type under which the feed tells of them. */
const counted = [
  ['Event', 'events'],
  ['Delegation', 'delegations'],
  ['Commitment', 'commitments'],
] as const;

/**
 * A revision is the number of changes on record. A record that had gone and was put back began at 1 again: it goes on
 * where it left off, so that calendars which have it from before take the new one for newer.
 */
export class CountRevisions1700000006000 {
  readonly name = 'CountRevisions1700000006000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [type, table] of counted) {
      await runner.query(
        `UPDATE events.${table} t SET revision = told.count
         FROM (SELECT code, count(*) FROM events.changes WHERE type_name = $1 GROUP BY code) AS told
         WHERE t.code = told.code AND t.revision < told.count`,
        [type],
      );
    }
  }

  /** A lower count would be a wrong one: there is nothing to take back. */
  async down(): Promise<void> {}
}
