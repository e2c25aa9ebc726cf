import type { DataSource } from 'typeorm';

/** The most codes that are looked through for one that is near to an unknown one. */
const candidates = 10_000;

async function codesIn(db: DataSource, table: string): Promise<string[]> {
  const rows: { code: string }[] = await db.query(
    `SELECT code FROM events.${table} ORDER BY code LIMIT ${candidates}`,
  );
  return rows.map(({ code }) => code);
}

/** The public codes of records, to suggest the nearest ones from. */
export const codes = {
  ofCommitments: (db: DataSource) => codesIn(db, 'commitments'),
  ofDelegations: (db: DataSource) => codesIn(db, 'delegations'),
  ofEvents: (db: DataSource) => codesIn(db, 'events'),
  ofMeasures: (db: DataSource) => codesIn(db, 'measures'),
  ofPeople: (db: DataSource) => codesIn(db, 'people'),
} as const;
