import type { EntityManager } from 'typeorm';

/**
 * Marks the figure to use among rivals (figures of one `claim`), exactly one of each claim:
 *
 * 1. a final figure before a provisional one;
 * 2. then the one that more publishers state, sources of general knowledge not counted;
 * 3. then one stated plainly before one hedged with a qualifier;
 * 4. then the one whose latest dated source is the more recent;
 * 5. then the one with more digits, zeros at its end not counted: it is the less rounded;
 * 6. then the first by code.
 *
 * It follows from what is on record alone, so that anybody can check it, and says nothing of who is right.
 */
export async function finishFigures(manager: EntityManager): Promise<void> {
  await manager.query(`
    WITH backing AS (
      SELECT f.code,
             count(DISTINCT coalesce(s.publisher, s.code)) FILTER (WHERE s.verified) AS publishers,
             max(s.published_on) AS latest
      FROM products.export_figures f
      JOIN products.sources s ON s.code = ANY(f.source_codes)
      GROUP BY f.code
    ), ranked AS (
      SELECT f.code, row_number() OVER (
        PARTITION BY f.claim
        ORDER BY f.provisional, b.publishers DESC, f.qualifier IS NOT NULL, b.latest DESC NULLS LAST,
                 length(trim(BOTH '0' FROM replace(abs(f.value)::text, '.', ''))) DESC,
                 f.code COLLATE "C"
      ) = 1 AS preferred
      FROM products.export_figures f LEFT JOIN backing b USING (code)
    )
    UPDATE products.export_figures f SET preferred = r.preferred
    FROM ranked r
    WHERE r.code = f.code AND f.preferred <> r.preferred`);
}
