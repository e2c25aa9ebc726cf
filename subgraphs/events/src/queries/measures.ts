import {
  type Condition,
  columnsOf,
  type Page,
  type PageOfRows,
  type SortKey,
} from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type Measure, MeasureEntity } from '../entities/measure.ts';
import { type Alternatives, among, holdsText } from './conditions.ts';
import {
  byColumn,
  byList,
  type ListSource,
  pageAtRoot,
  pagesByParents,
  type Relation,
  wholeList,
} from './relation.ts';

/** Which measures: fields narrow each other, the values of one field are alternatives. */
export interface MeasureFilter {
  readonly state?: Alternatives;
  readonly kind?: Alternatives;
  readonly topic?: Alternatives;
  readonly status?: Alternatives;
  readonly district?: Alternatives;
  readonly organisation?: Alternatives;
  readonly text?: string | null | undefined;
}

const relations = {
  State: byColumn('m.origin'),
  District: byList('m.district_codes'),
  Facility: byList('m.facility_codes'),
  Organisation: byColumn('m.provider_code'),
  Event: byColumn('m.launched_at_code'),
} satisfies Record<string, Relation>;

/** The types whose records have measures. */
export type MeasureOwner = keyof typeof relations;

function conditionsOf(filter: MeasureFilter): Condition[] {
  return [
    ...among(relations.State.belongs, filter.state),
    ...among('m.kind = ANY($1)', filter.kind),
    ...among('m.topics && $1', filter.topic),
    ...among('m.status = ANY($1)', filter.status),
    ...among(relations.District.belongs, filter.district),
    ...among(relations.Organisation.belongs, filter.organisation),
    ...holdsText(['m.name_en', 'm.name_hi', 'm.summary_en', 'm.summary_hi'], filter.text),
  ];
}

const byName: readonly SortKey[] = [
  { sql: 'coalesce(m.name_en, m.name_hi) COLLATE "en-x-icu"', type: 'text' },
  { sql: 'm.code', type: 'text' },
];

const byKindAndName: readonly SortKey[] = [{ sql: 'm.kind', type: 'text' }, ...byName];

/** National measures have no state; as everywhere in the graph, null comes last. */
const byStateKindAndName: readonly SortKey[] = [
  { sql: `nullif(m.origin, 'IN')`, type: 'text' },
  ...byKindAndName,
];

function listOf(
  db: DataSource,
  filter: MeasureFilter | null | undefined,
  order: readonly SortKey[],
): ListSource {
  return {
    select: columnsOf(db, MeasureEntity, 'm'),
    from: { sql: 'events.measures m', values: [] },
    where: conditionsOf(filter ?? {}),
    order,
  };
}

/** A page of all measures, by state, kind and English name. */
export function measurePage(
  db: DataSource,
  filter: MeasureFilter | null | undefined,
  page: Page,
): Promise<PageOfRows<Measure>> {
  return pageAtRoot(db, listOf(db, filter, byStateKindAndName), page);
}

/** The measures of each owner, in the order given, at most 100 each: of a state by kind and name, of others by name. */
export function measuresByOwners(
  db: DataSource,
  owner: MeasureOwner,
  filter: MeasureFilter | null | undefined,
  owners: readonly string[],
): Promise<PageOfRows<Measure>[]> {
  const order = owner === 'State' ? byKindAndName : byName;
  return pagesByParents(db, listOf(db, filter, order), relations[owner], wholeList, owners);
}
