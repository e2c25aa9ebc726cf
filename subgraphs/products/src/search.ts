import { rebuildSearch, type SearchSource, searchSource } from '@niryat/kernel';
import type { EntityManager } from 'typeorm';

/** The everyday names of a record, as a list. */
const aliases = (type: string, code: string): string =>
  `ARRAY(SELECT alias FROM products.search_aliases WHERE type_name = '${type}' AND code = ${code})`;

/** The names of the districts whose codes a SELECT gives, everyday ones included. */
const namesOfDistricts = (codes: string): string => `ARRAY(
  SELECT unnest(ARRAY[d.name_en, d.name_hi] || ${aliases('District', 'd.code')})
  FROM products.districts d WHERE d.code IN (${codes}))`;

/** The names of the products whose codes a SELECT gives, everyday ones included. */
const namesOfProducts = (codes: string): string => `ARRAY(
  SELECT unnest(ARRAY[g.name_en, g.name_hi] || ${aliases('Product', 'g.code')})
  FROM products.products g WHERE g.code IN (${codes}))`;

const product = `
  SELECT p.code, coalesce(p.name_en, p.name_hi) AS title,
         ARRAY[p.name_en, p.name_hi] || ${aliases('Product', 'p.code')}
           || ARRAY(SELECT name FROM products.geographical_indications WHERE product_code = p.code) AS names,
         ARRAY[s.name_en, s.name_hi] || p.hs_codes
           || ${namesOfDistricts(`
                SELECT district_code FROM products.designations WHERE product_code = p.code
                UNION SELECT district_code FROM products.clusters WHERE product_code = p.code`)} AS related,
         ARRAY[p.description_en, p.description_hi] AS body
  FROM products.products p JOIN products.sectors s ON s.code = p.sector_code`;

const district = `
  SELECT d.code, coalesce(d.name_en, d.name_hi) AS title,
         ARRAY[d.name_en, d.name_hi] || ${aliases('District', 'd.code')} AS names,
         ARRAY[d.division_en, d.division_hi, s.name_en, s.name_hi] AS related,
         ${namesOfProducts(`
           SELECT product_code FROM products.designations WHERE district_code = d.code
           UNION SELECT product_code FROM products.clusters WHERE district_code = d.code`)} AS body
  FROM products.districts d JOIN products.states s ON s.code = d.state_code`;

const cluster = `
  SELECT c.code, coalesce(c.name_en, c.name_hi) AS title,
         ARRAY[c.name_en, c.name_hi] || ${aliases('Cluster', 'c.code')} AS names,
         ${namesOfDistricts('c.district_code')} || ${namesOfProducts('c.product_code')} AS related,
         ARRAY[c.note_en, c.note_hi] AS body
  FROM products.clusters c`;

const sector = `
  SELECT s.code, coalesce(s.name_en, s.name_hi) AS title,
         ARRAY[s.name_en, s.name_hi] || ${aliases('Sector', 's.code')} AS names,
         ARRAY(SELECT h.title FROM products.sector_hs_chapters l
               JOIN products.hs_chapters h ON h.code = l.chapter_code WHERE l.sector_code = s.code) AS related,
         ${namesOfProducts('SELECT code FROM products.products WHERE sector_code = s.code')} AS body
  FROM products.sectors s`;

const facility = `
  SELECT f.code, coalesce(f.name_en, f.name_hi) AS title,
         ARRAY[f.name_en, f.name_hi] || ${aliases('Facility', 'f.code')} AS names,
         ARRAY[replace(f.kind, '_', ' '), s.name_en, s.name_hi] || ${namesOfDistricts('f.district_code')} AS related,
         ARRAY[f.purpose_en, f.purpose_hi, f.note_en, f.note_hi] AS body
  FROM products.facilities f JOIN products.states s ON s.code = f.state_code`;

/** What can be found in this subgraph, and by what, by type. */
export const searchSources = {
  Product: searchSource('Product', product),
  District: searchSource('District', district),
  Cluster: searchSource('Cluster', cluster),
  Sector: searchSource('Sector', sector),
  Facility: searchSource('Facility', facility),
} as const satisfies Readonly<Record<string, SearchSource>>;

/** A type of this subgraph whose records can be found. */
export type FoundType = keyof typeof searchSources;

/** Makes the search index anew from all records. */
export const rebuildProductsSearch = (manager: EntityManager): Promise<void> =>
  rebuildSearch(manager, 'products', Object.values(searchSources));
