import type { Condition, ListQuery } from '@niryat/kernel';
import type { TradeTable } from '../entities/trade-table.ts';
import { fiscalYearFrom } from '../metrics/fiscal-year.ts';
import { fullGrowth, recentEvents } from '../metrics/opportunity.ts';
import { type OpportunityWeights, opportunityParts } from '../metrics/opportunity-weights.ts';
import { Decimal } from '../money/decimal.ts';
import { powerOfTen } from '../money/scale.ts';
import { type Alternatives, isOneOf } from './conditions.ts';
import { sourceOf } from './flow-source.ts';
import { byCode } from './order.ts';

/** Which opportunities of the state. */
export interface OpportunityFilter {
  readonly country?: Alternatives;
  readonly sector?: Alternatives;
  /** In dollars, of the latest year. */
  readonly minimumValue?: string | null | undefined;
}

/** How opportunities are asked for. */
export interface OpportunityQuery {
  /** The state whose opportunities are asked for. */
  readonly state: string;
  readonly filter: OpportunityFilter;
  /** The table of trade statistics: India's sales by sector and country, in millions of dollars. */
  readonly table: Pick<TradeTable, 'code' | 'dimensions'>;
  /** The years that the table has on record, by the calendar year in which they begin, ascending. */
  readonly years: readonly number[];
  readonly weights: OpportunityWeights;
  /** The day of asking, `YYYY-MM-DD`: events are recent on it. */
  readonly today: string;
}

/** What each product of the state is known for: a row for each designation, cluster and indication. */
const supplyFacts = (state: string): string => `
  SELECT 'designation' AS kind, g.product_code, g.source_codes[1] AS source
  FROM products.designations g JOIN products.districts d ON d.code = g.district_code
  WHERE d.state_code = ${state}
  UNION ALL
  SELECT 'cluster', c.product_code, c.source_codes[1]
  FROM products.clusters c JOIN products.districts d ON d.code = c.district_code
  WHERE d.state_code = ${state}
  UNION ALL
  SELECT 'indication', i.product_code, i.source_codes[1]
  FROM products.geographical_indications i
  WHERE EXISTS (
    SELECT FROM products.geographical_indication_districts a
    JOIN products.districts d ON d.code = a.district_code
    WHERE a.indication_code = i.code AND d.state_code = ${state}
  )`;

/**
 * The opportunities of a state as a list, the best first; equal scores by the codes of sector and country.
 *
 * A pair is a sector that the state makes something of and a country that India sold goods of the sector to in any
 * year on record. What a part is measured against (the most supply, the largest sales) is of all pairs of the state,
 * so that a filter changes ranks and no score.
 */
export function opportunityList(query: OpportunityQuery): ListQuery {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const { state, filter, table, years, weights, today } = query;
  const [$state, $today] = [`${bind(state)}::text`, `${bind(today)}::date`];
  const latest = `${bind(years.at(-1) ?? null)}::integer`;
  const sales = sourceOf(table, ['SECTOR', 'COUNTRY'], bind);
  const inFilter = filterConditions(filter, bind);
  const score = opportunityParts
    .map((part) => `${bind(weights[part])}::numeric * coalesce(${part}, 0)`)
    .join(' + ');
  const counted = (kind: string): string =>
    `count(*) FILTER (WHERE kind = '${kind}')::integer AS ${kind}s,
     min(source COLLATE "C") FILTER (WHERE kind = '${kind}') AS "${kind}Source"`;
  const opening = (kind: string, name: string): string => `
    count(*) FILTER (WHERE m.kind = '${kind}')::integer AS ${name}s,
    (array_agg(m.source_code ORDER BY m.code COLLATE "C") FILTER (WHERE m.kind = '${kind}'))[1] AS "${name}Source"`;
  const sql = `(
    WITH made AS (
      SELECT p.sector_code, count(*)::integer AS supplied,
             ${['designation', 'cluster', 'indication'].map(counted).join(', ')}
      FROM (${supplyFacts($state)}) AS fact JOIN products.products p ON p.code = fact.product_code
      GROUP BY p.sector_code
    ), sold AS (
      SELECT f.sector_code, f.country_code, left(f.fiscal_year, 4)::integer AS start, sum(f.value) AS value
      FROM ${sales.from}
      WHERE ${sales.where.join(' AND ')} AND f.origin = 'IN' AND f.fiscal_year = ANY(${bind(years.map(fiscalYearFrom))}::text[])
        AND f.sector_code IN (SELECT sector_code FROM made)
      GROUP BY 1, 2, 3 HAVING sum(f.value) > 0
    ), spread AS (
      SELECT sector_code, sum(value * value) / (sum(value) * sum(value)) AS concentration
      FROM sold WHERE start = ${latest} GROUP BY sector_code
    ), pairs AS (
      SELECT sector_code, country_code, coalesce(sum(value) FILTER (WHERE start = ${latest}), 0) AS sales,
             min(start) AS since, (array_agg(value ORDER BY start))[1] AS first_sales
      FROM sold WHERE country_code IS NOT NULL GROUP BY sector_code, country_code
    ), opened AS (
      SELECT o.sector_code, o.country_code,
             ${opening('MISSION', 'mission')}, ${opening('AGREEMENT', 'agreement')}, ${opening('EVENT', 'event')}
      FROM pairs o JOIN products.market_access m ON m.country_code = o.country_code
      WHERE m.kind = 'MISSION'
         OR m.kind = 'AGREEMENT' AND (m.since IS NULL OR m.since <= ${$today})
         OR m.kind = 'EVENT' AND m.origin IN ('IN', ${$state})
            AND (m.sector_codes = '{}' OR o.sector_code = ANY(m.sector_codes))
            AND m.since <= ${$today} AND m.since > ${$today} - interval '${recentEvents.years} years'
      GROUP BY o.sector_code, o.country_code
    ), measured AS (
      SELECT pairs.*, made.supplied, designations, "designationSource", clusters, "clusterSource", indications, "indicationSource",
             max(made.supplied) OVER () AS "mostSupply", max(pairs.sales) OVER () AS "mostSales",
             CASE WHEN pairs.since < ${latest} THEN
               (power((pairs.sales / pairs.first_sales)::float8, 1.0 / (${latest} - pairs.since)) - 1) * 100
             END AS cagr,
             spread.concentration,
             coalesce(missions, 0) AS missions, "missionSource",
             coalesce(agreements, 0) AS agreements, "agreementSource",
             coalesce(events, 0) AS events, "eventSource"
      FROM pairs JOIN made USING (sector_code) LEFT JOIN spread USING (sector_code)
      LEFT JOIN opened USING (sector_code, country_code)
    ), parts AS (
      SELECT *,
             round((ln(1 + supplied::float8) / ln(1 + "mostSupply"::float8))::numeric, 6) AS supply,
             coalesce(round((ln(1 + sales::float8) / NULLIF(ln(1 + "mostSales"::float8), 0))::numeric, 6), 0) AS size,
             CASE WHEN cagr IS NOT NULL THEN
               round(least(1, greatest(0, (cagr + ${fullGrowth}) / ${2 * fullGrowth}))::numeric, 6)
             END AS growth,
             round(1 - concentration, 6) AS diversification,
             round((least(missions, 1) + least(agreements, 1) + least(events, ${recentEvents.enough}) / ${recentEvents.enough}.0) / 3, 6) AS access
      FROM measured
    ), scored AS (
      SELECT *, round(100 * (${score}), 4) AS score FROM parts
    )
    SELECT *, ${$state} AS state_code, rank() OVER (ORDER BY score DESC)::integer AS rank FROM scored ${inFilter}
  ) AS o`;
  return {
    select: `o.state_code AS "stateCode", o.sector_code AS "sectorCode", o.country_code AS "countryCode", o.rank, o.score,
      o.supply, o.designations, o."designationSource", o.clusters, o."clusterSource", o.indications, o."indicationSource", o."mostSupply",
      o.size, trim_scale(o.sales) AS sales, trim_scale(o."mostSales") AS "mostSales",
      o.growth, o.cagr::numeric AS cagr, o.since, trim_scale(o.first_sales) AS "firstSales",
      o.diversification, o.concentration, o.access, o.missions, o."missionSource",
      o.agreements, o."agreementSource", o.events, o."eventSource"`,
    from: { sql, values },
    where: [],
    order: [
      { sql: 'o.score', type: 'numeric', descending: true },
      byCode("o.sector_code || ' ' || o.country_code"),
    ],
  };
}

function filterConditions(filter: OpportunityFilter, bind: (value: unknown) => string): string {
  const conditions: Condition[] = [
    ...isOneOf('sector_code', filter.sector),
    ...isOneOf('country_code', filter.country),
  ];
  if (filter.minimumValue) {
    const least = new Decimal(filter.minimumValue).div(new Decimal(10).pow(powerOfTen.MILLION));
    conditions.push({ sql: 'sales >= $1::numeric', values: [least.toFixed()] });
  }
  const bound = conditions.map(({ sql, values: [value] }) => sql.replace('$1', bind(value)));
  return bound.length > 0 ? `WHERE ${bound.join(' AND ')}` : '';
}
