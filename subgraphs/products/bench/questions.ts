import type { ExportDimension } from '../src/entities/trade-table.ts';
import { levelsOf, partColumns, productColumns } from '../src/rollups/levels.ts';
import { latestYear } from './generate.ts';

/** The code of the synthetic table in the register of tables. */
export const syntheticTable = 'synthetic-bench';

/** What its cells tell apart. */
const syntheticDimensions: readonly ExportDimension[] = [
  'ORIGIN',
  'FISCAL_YEAR',
  'SECTOR',
  'COMMODITY',
  'HS_CHAPTER',
  'COUNTRY',
  'REGION',
];

/** Rows as they are compared: texts and numbers in the order of the question, nulls as they are. */
export type Answer = readonly (readonly (string | number | null)[])[];

/** A connection of the cube as far as the questions ask. */
export interface Flows {
  readonly total?: { readonly in: string };
  readonly concentration?: { readonly value: number | null };
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly pageInfo?: { readonly endCursor: string | null };
}

/** A question of an analyst, and the best SQL by hand for the same answer. */
export interface Question {
  readonly name: string;
  /** What is asked, for the table of the README. */
  readonly title: string;
  /** The question to the graph. `$after` is the cursor that a deep page begins behind. */
  readonly graph: string;
  /** What of the graph's answer the SQL must give too. */
  readonly read: (flows: Flows) => Answer;
  /** The SQL by hand: of the rows as a rollup has them, or of the cells. */
  readonly sql: (rows: Rows) => string;
  /** Whether a rollup adds up what is asked for: then it must be much faster than the rows. */
  readonly rolledUp: boolean;
}

/** Where SQL by hand reads: the rollups, or the cells where all rows are to be looked at. */
export interface Rows {
  /** `FROM … WHERE …` for rows `f` that tell years apart and what a rollup's level does. */
  readonly by: (level: string) => string;
  /**
   * A row for each key of a level as it stands, with its value: where the SQL names all that the level tells apart, nothing
   * needs to be added up.
   */
  readonly asStored: (level: string, keys: readonly string[], where: string) => string;
  /** What the rows `c` of a question without a filter of goods and destinations come to. */
  readonly total: (where: string) => string;
  /**
   * `SELECT` of keys, `value`, `first_value` and `last_value` for India, over all years and at their ends: a row for each
   * key of a level.
   */
  readonly ofAllYears: (level: string, keys: readonly string[]) => string;
}

/** The rollups, each by its level; what it leaves out is said to be null, for the index that has it in front. */
export const fromRollups: Rows = {
  by: (level) => `products.flow_rollups f WHERE ${isOfLevel(level)}`,
  asStored: (level, keys, where) =>
    `SELECT ${keys.map((key) => `f.${key}, `).join('')}f.value FROM products.flow_rollups f WHERE ${isOfLevel(level)} AND ${where}`,
  total: (where) => `(SELECT f.value FROM ${fromRollups.by('all-world')} AND ${where})`,
  ofAllYears: (level, keys) =>
    `SELECT ${keys.map((key) => `f.${key}, `).join('')}f.value, f.first_value, f.last_value
     FROM products.flow_spans f WHERE ${isOfLevel(level)} AND ${IN}`,
};

function isOfLevel(level: string): string {
  const found = levelsOf(syntheticDimensions).find(({ name }) => name === level);
  if (found === undefined) throw new Error(`There is no rollup ${level}.`);
  const left = productColumns.filter((column) => !partColumns[found.product].includes(column));
  const nulls = left.map((column) => ` AND f.${column} IS NULL`).join('');
  return `f.table_code = '${syntheticTable}' AND f.level = '${level}'${nulls}`;
}

/** The cells; with the region of each country where the level has regions. */
export const fromCells: Rows = {
  by: (level) =>
    level.endsWith('-region')
      ? `(SELECT c.table_code, c.origin, c.fiscal_year, c.hs_chapter, r.region, c.value
          FROM products.export_flows c LEFT JOIN products.country_regions r ON r.code = c.country_code
         ) AS f WHERE f.table_code = '${syntheticTable}'`
      : `products.export_flows f WHERE f.table_code = '${syntheticTable}'`,
  asStored: (level, keys, where) => {
    const columns = keys.map((key) => `f.${key}`).join(', ');
    return `SELECT ${columns}, sum(f.value) AS value FROM ${fromCells.by(level)} AND ${where} GROUP BY ${columns}`;
  },
  total: () => 'sum(c.value) OVER ()',
  ofAllYears: (_, keys) => {
    const columns = keys.map((key) => `f.${key}`);
    return `
      SELECT ${columns.map((column) => `${column}, `).join('')}sum(f.value) AS value,
             sum(f.value) FILTER (WHERE f.fiscal_year = (SELECT min(fiscal_year) FROM products.trade_table_years WHERE table_code = '${syntheticTable}')) AS first_value,
             sum(f.value) FILTER (WHERE f.fiscal_year = '${now}') AS last_value
      FROM products.export_flows f WHERE f.table_code = '${syntheticTable}' AND ${IN} GROUP BY ${columns.join(', ')}`;
  },
};

const year = (back: number): string =>
  `${latestYear - back}-${String((latestYear - back + 1) % 100).padStart(2, '0')}`;

const [now, before] = [year(0), year(1)];

const flows = (args: string, filter: string, fields: string): string =>
  `{ exportFlows(filter: { table: "${syntheticTable}", ${filter} }, ${args}) { ${fields} } }`;

type Reader = (row: Readonly<Record<string, unknown>>) => string | number | null;

const code =
  (field: string): Reader =>
  (row) =>
    (row[field] as { code: string } | null)?.code ?? null;
const money =
  (field: string): Reader =>
  (row) => {
    const found = row[field] as { in: string } | null;
    return found === null ? null : Number(found.in);
  };
const plain =
  (field: string): Reader =>
  (row) =>
    (row[field] as string | number | null) ?? null;

const nodes =
  (...readers: readonly Reader[]) =>
  ({ nodes: rows }: Flows): Answer =>
    rows.map((row) => readers.map((read) => read(row)));

const value = 'value { in(scale: MILLION) }';
const previous = 'previous { in(scale: MILLION) }';
const IN = "f.origin = 'IN'";
const ofIndiaNow = `${IN} AND f.fiscal_year = '${now}'`;

/** The ten questions. Every one names the synthetic table. */
export const questions: readonly Question[] = [
  {
    name: 'top-partners',
    title: 'top ten partners of a sector in a year: value, share, growth, rank',
    graph: flows(
      'groupBy: [COUNTRY], first: 10',
      `fiscalYear: ["${now}"], sector: ["agriculture"]`,
      `nodes { country { code } ${value} share growth rank }`,
    ),
    read: nodes(code('country'), money('value'), plain('share'), plain('growth'), plain('rank')),
    rolledUp: true,
    sql: (rows) => `
      SELECT country_code, value, value / sum(value) OVER (), (value / NULLIF(previous, 0) - 1) * 100, rank() OVER (ORDER BY value DESC)
      FROM (
        SELECT f.country_code, sum(f.value) FILTER (WHERE f.fiscal_year = '${now}') AS value,
               coalesce(sum(f.value) FILTER (WHERE f.fiscal_year = '${before}'), 0) AS previous
        FROM ${rows.by('sector-country')} AND ${IN}
          AND f.fiscal_year IN ('${now}', '${before}') AND f.sector_code = 'agriculture'
        GROUP BY 1
      ) AS c WHERE value IS NOT NULL ORDER BY value DESC, '/' || coalesce(country_code, '') COLLATE "C" LIMIT 10`,
  },
  {
    name: 'trend',
    title: 'the trend of a partner, year by year: value, growth',
    graph: flows(
      'groupBy: [FISCAL_YEAR], orderBy: { field: FISCAL_YEAR, direction: ASC }, first: 100',
      'country: ["JP"]',
      `nodes { fiscalYear ${value} growth }`,
    ),
    read: nodes(plain('fiscalYear'), money('value'), plain('growth')),
    rolledUp: true,
    sql: (rows) => `
      SELECT fiscal_year, value, (value / NULLIF(lag(value) OVER (ORDER BY fiscal_year), 0) - 1) * 100
      FROM (${rows.asStored('all-country', ['fiscal_year'], `${IN} AND f.country_code = 'JP'`)}) AS c
      ORDER BY fiscal_year`,
  },
  {
    name: 'sector-growth',
    title: 'growth of all sectors to a country, the fastest first',
    graph: flows(
      'groupBy: [SECTOR], orderBy: { field: GROWTH, direction: DESC }, first: 100',
      `fiscalYear: ["${now}"], country: ["US"]`,
      `nodes { sector { code } ${value} ${previous} growth }`,
    ),
    read: nodes(code('sector'), money('value'), money('previous'), plain('growth')),
    rolledUp: true,
    sql: (rows) => `
      SELECT *, (value / NULLIF(previous, 0) - 1) * 100 AS growth FROM (
        SELECT f.sector_code, sum(f.value) FILTER (WHERE f.fiscal_year = '${now}') AS value,
               coalesce(sum(f.value) FILTER (WHERE f.fiscal_year = '${before}'), 0) AS previous
        FROM ${rows.by('sector-country')} AND ${IN} AND f.fiscal_year IN ('${now}', '${before}') AND f.country_code = 'US'
        GROUP BY 1
      ) AS c WHERE value IS NOT NULL ORDER BY growth DESC NULLS LAST, '/' || coalesce(sector_code, '') COLLATE "C"`,
  },
  {
    name: 'origin-share',
    title: 'the share of each state in each year',
    graph: flows(
      'groupBy: [ORIGIN, FISCAL_YEAR], orderBy: { field: FISCAL_YEAR, direction: ASC }, first: 100',
      'origin: ["IN", "IN-UP", "IN-JK"]',
      `nodes { origin fiscalYear ${value} share }`,
    ),
    read: nodes(plain('origin'), plain('fiscalYear'), money('value'), plain('share')),
    rolledUp: true,
    sql: (rows) => `
      SELECT origin, fiscal_year, value, value / sum(value) OVER (PARTITION BY fiscal_year)
      FROM (${rows.asStored('all-world', ['origin', 'fiscal_year'], "f.origin IN ('IN', 'IN-UP', 'IN-JK')")}) AS c
      ORDER BY fiscal_year COLLATE "C", '/' || origin || '/' || fiscal_year COLLATE "C"`,
  },
  {
    name: 'concentration',
    title: "concentration (HHI) of a commodity's markets, and the five largest",
    graph: flows(
      'groupBy: [COUNTRY], first: 5',
      `fiscalYear: ["${now}"], commodity: ["tea"]`,
      `total { in(scale: MILLION) } concentration { value } nodes { country { code } ${value} share }`,
    ),
    read: (found) =>
      nodes(
        code('country'),
        money('value'),
        plain('share'),
        () => Number(found.total?.in),
        () => found.concentration?.value ?? null,
      )(found),
    rolledUp: true,
    sql: (rows) => `
      SELECT country_code, value, value / sum(value) OVER (), sum(value) OVER (),
             sum(value * value) OVER () / (sum(value) OVER () * sum(value) OVER ())
      FROM (${rows.asStored('commodity-country', ['country_code'], `${ofIndiaNow} AND f.commodity_code = 'tea'`)}) AS c
      ORDER BY value DESC, '/' || coalesce(country_code, '') COLLATE "C" LIMIT 5`,
  },
  {
    name: 'advantage',
    title: 'revealed comparative advantage of a sector, by partner',
    graph: flows(
      'groupBy: [SECTOR, COUNTRY], first: 20',
      `fiscalYear: ["${now}"], sector: ["textiles"]`,
      `nodes { country { code } ${value} rca }`,
    ),
    read: nodes(code('country'), money('value'), plain('rca')),
    rolledUp: true,
    sql: (rows) => `
      WITH sold AS (
        ${rows.asStored('sector-country', ['sector_code', 'country_code'], `${ofIndiaNow} AND f.sector_code = 'textiles'`)}
      ), partner AS (
        ${rows.asStored('all-country', ['country_code'], ofIndiaNow)}
      )
      SELECT s.country_code, s.value,
             s.value * (SELECT sum(value) FROM partner) / ((SELECT sum(value) FROM sold) * p.value)
      FROM sold s LEFT JOIN partner p ON p.country_code = s.country_code
      ORDER BY s.value DESC, '/' || s.sector_code || '/' || coalesce(s.country_code, '') COLLATE "C" LIMIT 20`,
  },
  {
    name: 'chapter-region',
    title: 'chapters × regions in a year: the hundred largest, with their shares',
    graph: flows(
      'groupBy: [HS_CHAPTER, REGION], first: 100',
      `fiscalYear: ["${now}"]`,
      `nodes { hsChapter { code } region ${value} share }`,
    ),
    read: nodes(code('hsChapter'), plain('region'), money('value'), plain('share')),
    rolledUp: true,
    sql: (rows) => `
      SELECT hs_chapter, region, c.value, c.value / ${rows.total(ofIndiaNow)}
      FROM (${rows.asStored('chapter-region', ['hs_chapter', 'region'], ofIndiaNow)}) AS c
      ORDER BY c.value DESC, '/' || coalesce(hs_chapter, '') || '/' || coalesce(region, '') COLLATE "C" LIMIT 100`,
  },
  {
    name: 'cagr',
    title: 'commodities by growth a year, compounded over all years',
    graph: flows(
      'groupBy: [COMMODITY], orderBy: { field: CAGR, direction: DESC }, first: 20',
      'origin: ["IN"]',
      `nodes { commodity { code } ${value} cagr }`,
    ),
    read: nodes(code('commodity'), money('value'), plain('cagr')),
    rolledUp: true,
    sql: (rows) => `
      WITH ends AS (
        SELECT min(left(fiscal_year, 4)::integer) AS first, max(left(fiscal_year, 4)::integer) AS last
        FROM products.trade_table_years WHERE table_code = '${syntheticTable}' AND origin = 'IN'
      )
      SELECT commodity_code, value, (power((coalesce(last_value, 0) / NULLIF(first_value, 0))::float8, 1.0 / (last - first)) - 1) * 100 AS cagr
      FROM (${rows.ofAllYears('commodity-world', ['commodity_code'])}) AS c, ends ORDER BY cagr DESC NULLS LAST, '/' || coalesce(commodity_code, '') COLLATE "C" LIMIT 20`,
  },
  {
    name: 'opportunities',
    title: 'sectors × countries by growth a year over all years, with value, share and rank',
    graph: flows(
      'groupBy: [SECTOR, COUNTRY], orderBy: { field: CAGR, direction: DESC }, first: 20',
      'origin: ["IN"]',
      `nodes { sector { code } country { code } ${value} cagr share rank }`,
    ),
    read: nodes(
      code('sector'),
      code('country'),
      money('value'),
      plain('cagr'),
      plain('share'),
      plain('rank'),
    ),
    rolledUp: true,
    sql: (rows) => `
      WITH ends AS (
        SELECT min(left(fiscal_year, 4)::integer) AS first, max(left(fiscal_year, 4)::integer) AS last
        FROM products.trade_table_years WHERE table_code = '${syntheticTable}' AND origin = 'IN'
      )
      SELECT sector_code, country_code, value,
             (power((coalesce(last_value, 0) / NULLIF(first_value, 0))::float8, 1.0 / (last - first)) - 1) * 100 AS cagr,
             value / sum(value) OVER (), rank() OVER (ORDER BY value DESC)
      FROM (${rows.ofAllYears('sector-country', ['sector_code', 'country_code'])}) AS c, ends
      ORDER BY cagr DESC NULLS LAST, '/' || coalesce(sector_code, '') || '/' || coalesce(country_code, '') COLLATE "C" LIMIT 20`,
  },
  {
    name: 'deep-page',
    title: 'a page of countries × commodities × years by value: value, share',
    graph: `query ($after: String) ${flows(
      'groupBy: [COUNTRY, COMMODITY, FISCAL_YEAR], first: 20, after: $after',
      'origin: ["IN"]',
      `nodes { country { code } commodity { code } fiscalYear ${value} share } pageInfo { endCursor hasNextPage }`,
    )}`,
    read: nodes(
      code('country'),
      code('commodity'),
      plain('fiscalYear'),
      money('value'),
      plain('share'),
    ),
    rolledUp: false,
    // $1 and $2 are value and code of the row that the page begins behind.
    sql: (rows) => `
      SELECT c.country_code, c.commodity_code, c.fiscal_year, c.value, c.value / t.value
      FROM (
        SELECT * FROM (
          SELECT f.country_code, f.commodity_code, f.fiscal_year, f.value,
                 ('/' || coalesce(f.country_code, '') || '/' || coalesce(f.commodity_code, '') || '/' || f.fiscal_year) COLLATE "C" AS code
          FROM ${rows.by('commodity-country')} AND ${IN}
        ) AS s
        WHERE value <= $1::numeric AND (value < $1::numeric OR (value = $1::numeric AND code > $2::text))
        ORDER BY value DESC, code LIMIT 20
      ) AS c JOIN (SELECT f.fiscal_year, f.value FROM ${rows.by('all-world')} AND ${IN}) AS t ON t.fiscal_year = c.fiscal_year
      ORDER BY c.value DESC, c.code`,
  },
];
