import type { EntityManager } from 'typeorm';
import { cellColumns, staging } from './staging.ts';

/** Lines that were staged and cannot be taken after all, each with its reason. They go with the transaction. */
export const refusals = 'pg_temp.trade_refusals';

/** How many refusals are held at a time. */
const pageSize = 5_000;

/** A line that cannot be taken, and why. */
export interface Refusal {
  readonly line: number;
  readonly reason: string;
}

/** Makes the empty list of refusals. */
export async function createRefusals(manager: EntityManager): Promise<void> {
  await manager.query(
    'CREATE TEMPORARY TABLE trade_refusals (line integer PRIMARY KEY, reason text NOT NULL) ON COMMIT DROP',
  );
}

/** Refuses the lines that state the cell of an earlier line once more, and says so where they state another value. */
export async function refuseRepetitions(manager: EntityManager): Promise<void> {
  // Rows below level 0 are never loaded: whether one stands there twice is no matter.
  const key = `${cellColumns}, detail, level, of_world`;
  const [any]: unknown[] = await manager.query(
    `SELECT 1 FROM ${staging} WHERE level >= 0 GROUP BY ${key} HAVING count(*) > 1 LIMIT 1`,
  );
  if (any === undefined) return;
  await manager.query(
    `INSERT INTO ${refusals} (line, reason)
     SELECT line, 'it repeats line ' || min(first) || CASE WHEN bool_or(value <> stated) THEN ', with another value' ELSE '' END
     FROM (
       SELECT line, value, first_value(line) OVER w AS first, first_value(value) OVER w AS stated
       FROM ${staging} WHERE level >= 0 WINDOW w AS (PARTITION BY ${key} ORDER BY line)
     ) AS s WHERE line <> first GROUP BY line`,
  );
  await manager.query(`DELETE FROM ${staging} s USING ${refusals} r WHERE s.line = r.line`);
}

/** How many lines were refused. */
export async function countRefusals(manager: EntityManager): Promise<number> {
  const [counted]: { count: string }[] = await manager.query(`SELECT count(*) FROM ${refusals}`);
  return Number(counted?.count ?? 0);
}

/** The refusals in the order of their lines. A page of them is held at a time. */
export async function* listRefusals(manager: EntityManager): AsyncGenerator<Refusal> {
  let behind = 0;
  for (;;) {
    const page: Refusal[] = await manager.query(
      `SELECT line, reason FROM ${refusals} WHERE line > $1 ORDER BY line LIMIT ${pageSize}`,
      [behind],
    );
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    behind = last.line;
  }
}
