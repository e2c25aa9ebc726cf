import type { EntityManager } from 'typeorm';
import { Decimal } from '../money/decimal.ts';
import { refusals } from './refusals.ts';
import { staging } from './staging.ts';

/** What of a file that states values at several levels is loaded. */
export interface ChosenLevels {
  /** The digits of the HS codes that are loaded, ascending; empty for a file without levels. */
  readonly levels: readonly number[];
  readonly ofWorld: boolean;
  /** How many lines repeat what is loaded: they are taken out. */
  readonly covered: number;
  /** The sums of the world beside partners, by year. */
  readonly worldSums: ReadonlyMap<string, string>;
}

/** What is chosen of a file whose rows are cells as they stand. */
export const asTheyStand: ChosenLevels = {
  levels: [],
  ofWorld: false,
  covered: 0,
  worldSums: new Map(),
};

/** Why a line is not loaded although nothing that is loaded holds it. */
const reasons = {
  world:
    'it is of the world, and the file has partners, but none with this chapter in this year: keep the world and partners in files of their own',
  part: 'it is a part by transport, customs procedure or second partner, and the file does not have the whole',
  total: 'it is a total of a partner of which the file has no chapter: totals are never loaded',
} as const;

/** What the partner is, of those who are no country too; of the world nothing, as it has one name in every layout. */
const partner = `CASE WHEN of_world THEN '' ELSE coalesce(country_code, substr(detail, strpos(detail, '|'))) END`;

/**
 * Says of every staged line what becomes of it. A code is loaded where the file has no coarser one of the same year and
 * partner: the coarsest is the publisher's own sum of the finer ones, and codes none of which begins another are
 * disjoint. Partners go before the world, whose rows are their sum.
 */
const verdicts = `
  CREATE TEMPORARY TABLE trade_verdicts ON COMMIT DROP AS
  WITH staged AS (
    SELECT line, year, of_world, ${partner} AS partner, detail, hs_chapter, level, value FROM ${staging}
  ), wholes AS (
    SELECT line, year, of_world, partner, hs_chapter, level,
           min(level) OVER (PARTITION BY year, of_world, partner, hs_chapter) AS in_chapter,
           min(level) OVER (PARTITION BY year, of_world, partner, left(detail, 4)) AS in_heading
    FROM staged WHERE level > 0
  ), coarsest AS (
    SELECT line, year, of_world, partner, hs_chapter FROM wholes
    WHERE level = 2 OR (in_chapter > 2 AND level = in_heading)
  ), taken AS (
    SELECT * FROM coarsest WHERE of_world = $1::boolean
  )
  SELECT s.line, s.year, s.of_world, s.level, s.value, coarsest.line IS NOT NULL AS is_coarsest, CASE
    WHEN taken.line IS NOT NULL THEN 'loaded'
    WHEN of_chapter.year IS NOT NULL OR (s.hs_chapter IS NULL AND of_partner.year IS NOT NULL)
      OR (s.of_world AND in_year.year IS NOT NULL) THEN 'covered'
    WHEN s.level > 0 THEN 'world'
    WHEN s.hs_chapter IS NULL THEN 'total'
    ELSE 'part' END AS verdict
  FROM staged s
  LEFT JOIN coarsest ON coarsest.line = s.line
  LEFT JOIN taken ON taken.line = s.line
  LEFT JOIN (SELECT DISTINCT year, partner, hs_chapter FROM taken) AS of_chapter
    ON (of_chapter.year, of_chapter.partner, of_chapter.hs_chapter) = (s.year, s.partner, s.hs_chapter)
  LEFT JOIN (SELECT DISTINCT year, partner FROM taken) AS of_partner
    ON (of_partner.year, of_partner.partner) = (s.year, s.partner)
  LEFT JOIN (SELECT DISTINCT year, hs_chapter FROM taken) AS in_year
    ON (in_year.year, in_year.hs_chapter) = (s.year, s.hs_chapter)`;

/** A level of a year, with what became of it. */
interface Outcome {
  readonly year: string;
  readonly of_world: boolean;
  readonly level: number;
  readonly is_coarsest: boolean;
  readonly verdict: 'loaded' | 'covered' | keyof typeof reasons;
  readonly lines: string;
  readonly value: string;
}

/**
 * Chooses what is loaded of a file that states the same values by chapter, heading and subheading, by partner and for
 * the world, as a whole and in parts. What repeats that is taken out; what does not, and cannot stand beside it, is
 * refused.
 */
export async function chooseLevels(manager: EntityManager): Promise<ChosenLevels> {
  const [byPartner]: unknown[] = await manager.query(
    `SELECT 1 FROM ${staging} WHERE level > 0 AND NOT of_world LIMIT 1`,
  );
  const ofWorld = byPartner === undefined;
  await manager.query(verdicts, [ofWorld]);
  const all: Outcome[] = await manager.query(
    `SELECT year, of_world, level, is_coarsest, verdict, count(*) AS lines, sum(value) AS value
     FROM pg_temp.trade_verdicts GROUP BY 1, 2, 3, 4, 5 ORDER BY 3`,
  );
  await manager.query(
    `INSERT INTO ${refusals} (line, reason)
     SELECT line, reason FROM pg_temp.trade_verdicts
     JOIN (VALUES ('world', $1), ('part', $2), ('total', $3)) AS r (verdict, reason) USING (verdict)`,
    [reasons.world, reasons.part, reasons.total],
  );
  await manager.query(
    `DELETE FROM ${staging} s USING pg_temp.trade_verdicts v WHERE s.line = v.line AND v.verdict <> 'loaded'`,
  );
  const worldSums = new Map<string, string>();
  for (const { year, of_world, is_coarsest, value } of all) {
    if (ofWorld || !of_world || !is_coarsest) continue;
    worldSums.set(year, new Decimal(worldSums.get(year) ?? 0).plus(value).toFixed());
  }
  return {
    levels: [
      ...new Set(all.filter(({ verdict }) => verdict === 'loaded').map(({ level }) => level)),
    ],
    ofWorld,
    covered: all
      .filter(({ verdict }) => verdict === 'covered')
      .reduce((sum, { lines }) => sum + Number(lines), 0),
    worldSums,
  };
}
