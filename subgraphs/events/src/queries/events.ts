import {
  type Condition,
  columnsOf,
  type Page,
  type PageOfRows,
  type SortKey,
} from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type Event, EventEntity } from '../entities/event.ts';
import { type Alternatives, among, given, holdsText } from './conditions.ts';
import { type ListSource, pageAtRoot, pagesByParents, type Relation } from './relation.ts';

/** Which events: fields narrow each other, the values of one field are alternatives. */
export interface EventFilter {
  readonly state?: Alternatives;
  readonly country?: Alternatives;
  readonly district?: Alternatives;
  readonly kind?: Alternatives;
  readonly status?: Alternatives;
  readonly mode?: Alternatives;
  /** Not over before this day. */
  readonly from?: string | null | undefined;
  /** Not begun after this day. */
  readonly to?: string | null | undefined;
  readonly sector?: Alternatives;
  readonly product?: Alternatives;
  readonly measure?: Alternatives;
  readonly tradeAgreement?: Alternatives;
  readonly person?: Alternatives;
  readonly organisation?: Alternatives;
  readonly mission?: Alternatives;
  readonly text?: string | null | undefined;
}

/** How a list of events is ordered. */
export interface EventOrder {
  readonly field: 'STARTS_ON' | 'TITLE';
  readonly direction: 'ASC' | 'DESC';
}

/** What is asked for of a list of events; without an order, the latest come first. */
export interface EventListing {
  readonly filter?: EventFilter | null | undefined;
  readonly order?: EventOrder | null | undefined;
}

/** A relation through links: a SELECT of `event_code` and `owner`, each pair once. */
const linked = (links: string): Relation => ({
  join: `JOIN (${links}) AS link ON link.event_code = e.code`,
  owner: 'link.owner',
  belongs: `e.code IN (SELECT event_code FROM (${links}) AS link WHERE owner = ANY($1))`,
});

const topic = (column: string): string =>
  `SELECT event_code, ${column} AS owner FROM events.event_topics WHERE ${column} IS NOT NULL`;

const participant = (column: string): string =>
  `SELECT event_code, ${column} AS owner FROM events.participations WHERE ${column} IS NOT NULL`;

const place = (column: string): string =>
  `SELECT code AS event_code, ${column} AS owner FROM events.events WHERE ${column} IS NOT NULL`;

/** UNION gives each pair once: an event in a country may be about that country too. */
const anyOf = (...links: readonly string[]): Relation => linked(links.join(' UNION '));

const distinct = (links: string): Relation => linked(links.replace('SELECT', 'SELECT DISTINCT'));

const relations = {
  State: { owner: 'e.origin', belongs: 'e.origin = ANY($1)' },
  Country: anyOf(place('country_code'), topic('country_code'), participant('country_code')),
  District: anyOf(place('district_code'), topic('district_code')),
  Sector: linked(topic('sector_code')),
  Product: linked(topic('product_code')),
  Measure: linked(topic('measure_code')),
  TradeAgreement: linked(topic('agreement_code')),
  Person: distinct(participant('person_code')),
  Organisation: distinct(participant('organisation_code')),
  Mission: distinct(participant('mission_code')),
} satisfies Record<string, Relation>;

/** The types whose records have events. */
export type EventOwner = keyof typeof relations;

/** The last day on which an event may go on, as far as its dates are known. */
const lastDay = `coalesce(e.ends_on, CASE e.date_precision
  WHEN 'MONTH' THEN (e.starts_on + interval '1 month' - interval '1 day')::date
  WHEN 'YEAR' THEN (e.starts_on + interval '1 year' - interval '1 day')::date
  ELSE e.starts_on END)`;

function conditionsOf(filter: EventFilter): Condition[] {
  return [
    ...among(relations.State.belongs, filter.state),
    ...among(relations.Country.belongs, filter.country),
    ...among(relations.District.belongs, filter.district),
    ...among('e.kind = ANY($1)', filter.kind),
    ...among('e.status = ANY($1)', filter.status),
    ...among('e.mode = ANY($1)', filter.mode),
    ...given(`${lastDay} >= $1::date`, filter.from),
    ...given('e.starts_on <= $1::date', filter.to),
    ...among(relations.Sector.belongs, filter.sector),
    ...among(relations.Product.belongs, filter.product),
    ...among(relations.Measure.belongs, filter.measure),
    ...among(relations.TradeAgreement.belongs, filter.tradeAgreement),
    ...among(relations.Person.belongs, filter.person),
    ...among(relations.Organisation.belongs, filter.organisation),
    ...among(relations.Mission.belongs, filter.mission),
    ...holdsText(['e.title_en', 'e.title_hi', 'e.summary_en', 'e.summary_hi'], filter.text),
  ];
}

const orderFields: Record<EventOrder['field'], Omit<SortKey, 'descending'>> = {
  STARTS_ON: { sql: 'e.starts_on', type: 'date' },
  TITLE: { sql: 'coalesce(e.title_en, e.title_hi) COLLATE "en-x-icu"', type: 'text' },
};

function listOf(db: DataSource, { filter, order }: EventListing): ListSource {
  const { field, direction } = order ?? { field: 'STARTS_ON', direction: 'DESC' };
  return {
    select: columnsOf(db, EventEntity, 'e'),
    from: { sql: 'events.events e', values: [] },
    where: conditionsOf(filter ?? {}),
    order: [
      { ...orderFields[field], descending: direction === 'DESC' },
      { sql: 'e.code', type: 'text' },
    ],
  };
}

/** A page of all events. */
export function eventPage(
  db: DataSource,
  listing: EventListing,
  page: Page,
): Promise<PageOfRows<Event>> {
  return pageAtRoot(db, listOf(db, listing), page);
}

/** A page of the events of each owner, in the order given: those of a state, those that a mission took part in, … */
export function eventPagesByOwners(
  db: DataSource,
  owner: EventOwner,
  listing: EventListing,
  page: Page,
  owners: readonly string[],
): Promise<PageOfRows<Event>[]> {
  return pagesByParents(db, listOf(db, listing), relations[owner], page, owners);
}

/** The events that continue these ones, earliest first, undated ones last. */
export function eventsByContinued(db: DataSource, codes: readonly string[]): Promise<Event[]> {
  return db.query(
    `SELECT ${columnsOf(db, EventEntity, 'e')} FROM events.events e
     WHERE e.continues_code = ANY($1) ORDER BY e.starts_on, e.code`,
    [codes],
  );
}

/** The day of the latest event that each mission took part in and that was held by `today`. */
export function lastActivityByMissions(
  db: DataSource,
  today: string,
  codes: readonly string[],
): Promise<{ missionCode: string; day: string }[]> {
  return db.query(
    `SELECT p.mission_code AS "missionCode", max(e.starts_on) AS day
     FROM events.participations p JOIN events.events e ON e.code = p.event_code
     WHERE p.mission_code = ANY($1) AND e.status = 'HELD' AND e.starts_on <= $2::date
     GROUP BY p.mission_code`,
    [codes, today],
  );
}
