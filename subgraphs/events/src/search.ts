import { readRecords, rebuildSearch, type SearchRecord, type SearchSource } from '@niryat/kernel';
import type { EntityManager } from 'typeorm';

/** A record with the countries that it has to do with: their names are not in this subgraph. */
interface RecordOfCountries extends SearchRecord {
  readonly countries: readonly (string | null)[];
}

const displayNames = ['en', 'hi'].map(
  (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
);

/** The names of a country in both languages, as the Unicode CLDR has them. */
const namesOfCountry = (code: string | null): (string | null)[] =>
  code === null ? [] : displayNames.map((names) => names.of(code) ?? null);

/** Records that a SELECT gives, found by the names of their countries too. */
const source = (typeName: string, select: string): SearchSource => ({
  typeName,
  read: async (manager, codes) => {
    const records = await readRecords<RecordOfCountries>(manager, select, codes);
    return records.map(({ countries, related, ...record }) => ({
      ...record,
      related: [...related, ...countries.flatMap(namesOfCountry)],
    }));
  },
});

/** The everyday names of a record, as a list. */
const aliases = (type: string, code: string): string =>
  `ARRAY(SELECT alias FROM events.search_aliases WHERE type_name = '${type}' AND code = ${code})`;

// Names of sectors, products and districts lie in another subgraph; their codes are words of the English ones.
const event = `
  SELECT e.code, coalesce(e.title_en, e.title_hi) AS title,
         ARRAY[e.title_en, e.title_hi] || ${aliases('Event', 'e.code')} AS names,
         ARRAY[replace(e.kind, '_', ' '), e.city_en, e.city_hi, e.district_code]
           || ARRAY(SELECT unnest(ARRAY[p.name_en, p.name_hi, t.stated_name_en, t.stated_name_hi,
                                        t.organisation_code, t.mission_code])
                    FROM events.participations t LEFT JOIN events.people p ON p.code = t.person_code
                    WHERE t.event_code = e.code)
           || ARRAY(SELECT unnest(ARRAY[sector_code, product_code, district_code])
                    FROM events.event_topics WHERE event_code = e.code) AS related,
         ARRAY[e.summary_en, e.summary_hi] AS body,
         e.country_code || ARRAY(SELECT country_code FROM events.event_topics WHERE event_code = e.code) AS countries
  FROM events.events e`;

const measure = `
  SELECT m.code, coalesce(m.name_en, m.name_hi) AS title,
         ARRAY[m.name_en, m.name_hi] || ${aliases('Measure', 'm.code')} AS names,
         ARRAY[replace(m.kind, '_', ' '), m.provider_code] || m.topics || m.district_codes AS related,
         ARRAY[m.beneficiaries_en, m.beneficiaries_hi, m.summary_en, m.summary_hi] AS body,
         '{}'::text[] AS countries
  FROM events.measures m`;

const person = `
  SELECT p.code, coalesce(p.name_en, p.name_hi) AS title,
         ARRAY[p.name_en, p.name_hi] || ${aliases('Person', 'p.code')} AS names,
         ARRAY[p.role_en, p.role_hi, p.organisation_en, p.organisation_hi] AS related,
         '{}'::text[] AS body,
         '{}'::text[] AS countries
  FROM events.people p`;

const delegation = `
  SELECT d.code, coalesce(d.name_en, d.name_hi) AS title,
         ARRAY[d.name_en, d.name_hi] || ${aliases('Delegation', 'd.code')} AS names,
         ARRAY[d.lead_en, d.lead_hi] AS related,
         ARRAY[d.purpose_en, d.purpose_hi] AS body,
         ARRAY[d.country_code] AS countries
  FROM events.delegations d`;

const commitment = `
  SELECT c.code, coalesce(c.summary_en, c.summary_hi) AS title,
         ARRAY[c.summary_en, c.summary_hi] || ${aliases('Commitment', 'c.code')} AS names,
         ARRAY[c.made_by_en, c.made_by_hi, p.name_en, p.name_hi, c.organisation_code] AS related,
         ARRAY[e.title_en, e.title_hi] AS body,
         c.country_codes AS countries
  FROM events.commitments c
  JOIN events.events e ON e.code = c.event_code
  LEFT JOIN events.people p ON p.code = c.person_code`;

/** What can be found in this subgraph, and by what, by type. */
export const searchSources = {
  Event: source('Event', event),
  Measure: source('Measure', measure),
  Person: source('Person', person),
  Delegation: source('Delegation', delegation),
  Commitment: source('Commitment', commitment),
} as const satisfies Readonly<Record<string, SearchSource>>;

/** A type of this subgraph whose records can be found. */
export type FoundType = keyof typeof searchSources;

/** Makes the search index anew from all records. */
export const rebuildEventsSearch = (manager: EntityManager): Promise<void> =>
  rebuildSearch(manager, 'events', Object.values(searchSources));
