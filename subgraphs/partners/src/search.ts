import { rebuildSearch, type SearchSource, searchSource } from '@niryat/kernel';
import type { EntityManager } from 'typeorm';

/** The everyday names of a record, as a list. */
const aliases = (type: string, code: string): string =>
  `ARRAY(SELECT alias FROM partners.search_aliases WHERE type_name = '${type}' AND code = ${code})`;

/** The names of the countries whose codes a SELECT gives, everyday ones included. */
const namesOfCountries = (codes: string): string => `ARRAY(
  SELECT unnest(ARRAY[n.name_en, n.name_hi, n.other_name_en, n.other_name_hi] || ${aliases('Country', 'n.code')})
  FROM partners.countries n WHERE n.code IN (${codes}))`;

/** A list of names that the seed knows by a code alone, as rows of SQL. */
const rowsOf = (names: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(names)
    .flatMap(([code, all]) => all.map((name) => `('${code}', '${name}')`))
    .join(', ');

const blocs = rowsOf({
  ASEAN: ['Association of Southeast Asian Nations', 'आसियान'],
  EAC: ['East African Community'],
  EAEU: ['Eurasian Economic Union', 'यूरेशियाई आर्थिक संघ'],
  ECOWAS: ['Economic Community of West African States'],
  EFTA: ['European Free Trade Association', 'यूरोपीय मुक्त व्यापार संघ'],
  EU: ['European Union', 'यूरोपीय संघ'],
  GCC: ['Gulf Cooperation Council', 'खाड़ी सहयोग परिषद'],
  MERCOSUR: ['मर्कोसुर'],
  SAARC: ['South Asian Association for Regional Cooperation', 'सार्क'],
  SACU: ['Southern African Customs Union'],
});

/** The names of the trade blocs of an array of SQL. */
const namesOfBlocs = (codes: string): string =>
  `ARRAY(SELECT b.name FROM (VALUES ${blocs}) AS b(code, name) WHERE b.code = ANY(${codes}))`;

/** Kinds of agreements that are free trade agreements by another name. */
const freeTrade = rowsOf(
  Object.fromEntries(
    ['FTA', 'CECA', 'CECPA', 'CEPA', 'CETA', 'ECTA', 'ETCA', 'TEPA'].map((kind) => [
      kind,
      ['Free Trade Agreement', 'FTA', 'मुक्त व्यापार समझौता'],
    ]),
  ),
);

const country = `
  SELECT c.code, c.name_en AS title,
         ARRAY[c.name_en, c.name_hi, c.other_name_en, c.other_name_hi, c.code, c.alpha3]
           || ${aliases('Country', 'c.code')} AS names,
         c.trade_blocs || ${namesOfBlocs('c.trade_blocs')} || c.region AS related,
         ARRAY[c.currency_code] AS body
  FROM partners.countries c`;

const mission = `
  SELECT m.code, coalesce(m.name_en, m.name_hi) AS title,
         ARRAY[m.name_en, m.name_hi, m.city_en, m.city_hi] || ${aliases('Mission', 'm.code')} AS names,
         ARRAY[replace(m.kind, '_', ' ')] || ${namesOfCountries('m.country_code')} AS related,
         ${namesOfCountries('SELECT country_code FROM partners.mission_accreditations WHERE mission_code = m.code')} AS body
  FROM partners.missions m`;

// The names of sectors lie in another subgraph; their codes are words of the English ones. The code of an
// organisation is what it is called for short: `cii`, `exim-bank`.
const organisation = `
  SELECT o.code, coalesce(o.name_en, o.name_hi) AS title,
         ARRAY[o.name_en, o.name_hi, o.code] || ${aliases('Organisation', 'o.code')} AS names,
         ARRAY[replace(o.kind, '_', ' '), o.city] || o.sector_codes || ${namesOfCountries('o.country_code')} AS related,
         ARRAY[o.role_en, o.role_hi] AS body
  FROM partners.organisations o`;

const tradeAgreement = `
  SELECT a.code, coalesce(a.name_en, a.name_hi) AS title,
         ARRAY[a.name_en, a.name_hi, a.short_name, a.kind] || ${aliases('TradeAgreement', 'a.code')} AS names,
         ARRAY(SELECT k.name FROM (VALUES ${freeTrade}) AS k(kind, name) WHERE k.kind = a.kind)
           || ${namesOfCountries('SELECT country_code FROM partners.trade_agreement_partners WHERE agreement_code = a.code')} AS related,
         ARRAY[a.note_en, a.note_hi] AS body
  FROM partners.trade_agreements a`;

const marketRequirement = `
  SELECT r.code, coalesce(r.name_en, r.name_hi) AS title,
         ARRAY[r.name_en, r.name_hi] || ${aliases('MarketRequirement', 'r.code')} AS names,
         ARRAY[r.trade_bloc, r.sector_code, r.kind, r.authority] || ${namesOfBlocs('ARRAY[r.trade_bloc]')} || ${namesOfCountries('r.country_code')} AS related,
         ARRAY[r.summary_en, r.summary_hi] AS body
  FROM partners.market_requirements r`;

/** What can be found in this subgraph, and by what, by type. */
export const searchSources = {
  Country: searchSource('Country', country),
  Mission: searchSource('Mission', mission),
  Organisation: searchSource('Organisation', organisation),
  TradeAgreement: searchSource('TradeAgreement', tradeAgreement),
  MarketRequirement: searchSource('MarketRequirement', marketRequirement),
} as const satisfies Readonly<Record<string, SearchSource>>;

/** A type of this subgraph whose records can be found. */
export type FoundType = keyof typeof searchSources;

/** Makes the search index anew from all records. */
export const rebuildPartnersSearch = (manager: EntityManager): Promise<void> =>
  rebuildSearch(manager, 'partners', Object.values(searchSources));
