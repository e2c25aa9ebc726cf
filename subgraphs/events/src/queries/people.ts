import { columnsOf, type Page, type PageOfRows, type SortKey } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type Person, PersonEntity } from '../entities/person.ts';
import { type Alternatives, among, holdsText } from './conditions.ts';
import {
  byColumn,
  type ListSource,
  pageAtRoot,
  pagesByParents,
  type Relation,
  wholeList,
} from './relation.ts';

/** Which people: fields narrow each other, the values of one field are alternatives. */
export interface PersonFilter {
  readonly organisation?: Alternatives;
  readonly mission?: Alternatives;
  readonly text?: string | null | undefined;
}

const relations = {
  Organisation: byColumn('p.organisation_code'),
  Mission: byColumn('p.mission_code'),
} satisfies Record<string, Relation>;

/** The types whose records have people in office. */
export type PersonOwner = keyof typeof relations;

const code: SortKey = { sql: 'p.code', type: 'text' };

const byName: readonly SortKey[] = [
  { sql: 'coalesce(p.name_en, p.name_hi) COLLATE "en-x-icu"', type: 'text' },
  code,
];

/** Whoever was seen last comes first: no source dates the terms of office. */
const latestFirst: readonly SortKey[] = [
  {
    sql: `(SELECT max(e.starts_on) FROM events.participations x JOIN events.events e ON e.code = x.event_code
           WHERE x.person_code = p.code)`,
    type: 'date',
    descending: true,
  },
  code,
];

function listOf(
  db: DataSource,
  filter: PersonFilter | null | undefined,
  order: readonly SortKey[],
): ListSource {
  return {
    select: columnsOf(db, PersonEntity, 'p'),
    from: { sql: 'events.people p', values: [] },
    where: [
      ...among(relations.Organisation.belongs, filter?.organisation),
      ...among(relations.Mission.belongs, filter?.mission),
      ...holdsText(['p.name_en', 'p.name_hi', 'p.role_en', 'p.role_hi'], filter?.text),
    ],
    order,
  };
}

/** A page of all people, by English name. */
export function personPage(
  db: DataSource,
  filter: PersonFilter | null | undefined,
  page: Page,
): Promise<PageOfRows<Person>> {
  return pageAtRoot(db, listOf(db, filter, byName), page);
}

/** The people in an office of each owner, in the order given, latest first, at most 100 each. */
export function peopleByOwners(
  db: DataSource,
  owner: PersonOwner,
  owners: readonly string[],
): Promise<PageOfRows<Person>[]> {
  return pagesByParents(db, listOf(db, null, latestFirst), relations[owner], wholeList, owners);
}
