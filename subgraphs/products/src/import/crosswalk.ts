import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { unspecified } from '../seed/crosswalks.ts';

/** What the names and codes in files mean, as the seed keeps it. Names are in capitals. */
export interface Crosswalk {
  /** ISO 3166-1 alpha-2 by DGCI&S's name; null where it is of no country of today. */
  readonly countries: ReadonlyMap<string, string | null>;
  /** The code of a principal commodity by any of its printed names. */
  readonly commodities: ReadonlyMap<string, string>;
  /** What the cube calls a region of DGCI&S. */
  readonly regions: ReadonlyMap<string, string>;
  /** ISO 3166-1 alpha-2 by alpha-3. */
  readonly alpha3: ReadonlyMap<string, string>;
  /** The sector of a commodity by its code. */
  readonly sectorOf: ReadonlyMap<string, string | null>;
  readonly countryCodes: ReadonlySet<string>;
  readonly sectorCodes: ReadonlySet<string>;
  readonly chapters: ReadonlySet<string>;
  /** The states on record, and `IN`. */
  readonly origins: ReadonlySet<string>;
  /** SHA-256 of all of it: a file that is imported again under another crosswalk may come out otherwise. */
  readonly hash: string;
}

/** Reads the crosswalks. They are small: a few hundred names. */
export async function readCrosswalk(manager: EntityManager): Promise<Crosswalk> {
  const pairs = (sql: string): Promise<{ key: string; value: string | null }[]> =>
    manager.query(`${sql} ORDER BY 1`);
  const tables = {
    countries: await pairs(
      `SELECT upper(name) AS key, NULLIF(country_code, '${unspecified}') AS value FROM products.country_names_dgcis`,
    ),
    commodities: await pairs(
      'SELECT upper(name) AS key, commodity_code AS value FROM products.commodity_names_dgcis',
    ),
    regions: await pairs('SELECT upper(name) AS key, region AS value FROM products.regions_dgcis'),
    alpha3: await pairs(
      'SELECT alpha3 AS key, code AS value FROM products.country_regions WHERE alpha3 IS NOT NULL',
    ),
    sectorOf: await pairs('SELECT code AS key, sector_code AS value FROM products.commodities'),
    countryCodes: await pairs('SELECT code AS key, NULL AS value FROM products.country_regions'),
    sectorCodes: await pairs('SELECT code AS key, NULL AS value FROM products.sectors'),
    chapters: await pairs('SELECT code AS key, NULL AS value FROM products.hs_chapters'),
    origins: await pairs('SELECT code AS key, NULL AS value FROM products.states'),
  };
  const all = (
    rows: readonly { key: string; value: string | null }[],
  ): Map<string, string | null> => new Map(rows.map(({ key, value }) => [key, value]));
  const some = (rows: readonly { key: string; value: string | null }[]): Map<string, string> =>
    new Map(rows.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const])));
  return {
    countries: all(tables.countries),
    commodities: some(tables.commodities),
    regions: some(tables.regions),
    alpha3: some(tables.alpha3),
    sectorOf: all(tables.sectorOf),
    countryCodes: new Set(tables.countryCodes.map(({ key }) => key)),
    sectorCodes: new Set(tables.sectorCodes.map(({ key }) => key)),
    chapters: new Set(tables.chapters.map(({ key }) => key)),
    origins: new Set(['IN', ...tables.origins.map(({ key }) => key)]),
    hash: createHash('sha256').update(JSON.stringify(tables)).digest('hex'),
  };
}
