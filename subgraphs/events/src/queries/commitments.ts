import {
  type Condition,
  columnsOf,
  type Page,
  type PageOfRows,
  type SortKey,
} from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type Commitment, CommitmentEntity } from '../entities/commitment.ts';
import { type CommitmentChange, CommitmentChangeEntity } from '../entities/commitment-change.ts';
import { type Alternatives, among, given, holdsText } from './conditions.ts';
import {
  byColumn,
  byList,
  type ListSource,
  pageAtRoot,
  pagesByParents,
  type Relation,
} from './relation.ts';

/** A commitment as it stands on a day, or stood at an instant: its status is derived, never kept. */
export interface CommitmentOnRecord extends Commitment {
  /** The state of its event, `IN` for all of India. */
  readonly origin: string;
  /** The instant that was asked for; null where it is told as of now. */
  readonly asOf: string | null;
}

/** Which commitments: fields narrow each other, the values of one field are alternatives. */
export interface CommitmentFilter {
  readonly state?: Alternatives;
  readonly country?: Alternatives;
  readonly status?: Alternatives;
  readonly kind?: Alternatives;
  readonly nature?: Alternatives;
  readonly event?: Alternatives;
  readonly measure?: Alternatives;
  readonly person?: Alternatives;
  readonly organisation?: Alternatives;
  readonly dueFrom?: string | null | undefined;
  readonly dueTo?: string | null | undefined;
  readonly text?: string | null | undefined;
}

/** How a list of commitments is ordered: as an argument says, or in the order of the source. */
export interface CommitmentOrder {
  readonly field: 'DUE_BY' | 'RECORDED_AT' | 'SOURCE';
  readonly direction: 'ASC' | 'DESC';
}

/** What is asked for of a list of commitments; without an order, those of the latest event come first. */
export interface CommitmentListing {
  /** The day of asking, `YYYY-MM-DD`: an open one due before it is past due. */
  readonly today: string;
  /** Tells what was on record at this instant instead: ISO 8601, in UTC. */
  readonly asOf?: string | null | undefined;
  readonly filter?: CommitmentFilter | null | undefined;
  readonly order?: CommitmentOrder | null | undefined;
}

const relations = {
  Event: byColumn('c.event_code'),
  State: byColumn('e.origin'),
  Country: byList('c.country_codes'),
  Measure: byColumn('c.measure_code'),
  Person: byColumn('c.person_code'),
  Organisation: {
    join: `CROSS JOIN LATERAL (
      SELECT c.organisation_code UNION SELECT c.counterpart_code) AS owner(code)`,
    owner: 'owner.code',
    belongs: 'c.organisation_code = ANY($1) OR c.counterpart_code = ANY($1)',
    indexed: true,
  },
} satisfies Record<string, Relation>;

/** The types whose records have commitments. */
export type CommitmentOwner = keyof typeof relations;

/** The columns that change with time: they come from the derived row `s`. */
const changing: ReadonlySet<string> = new Set(['status', 'dueBy', 'revision']);

/** The columns of a commitment as it stands, under the names of `CommitmentOnRecord`. */
function columns(db: DataSource): string {
  const own = db
    .getMetadata(CommitmentEntity)
    .columns.map(
      ({ databaseName, propertyName }) =>
        `${changing.has(propertyName) ? 's' : 'c'}.${databaseName} AS "${propertyName}"`,
    );
  return [...own, 'e.origin', 's.as_of AS "asOf"'].join(', ');
}

/** Commitments with their event and how they stand: `c`, `e` and `s`. `kept` and `day` may refer to `c`. */
const standing = (kept: string, day: string, asOf: string): string => `
  events.commitments c
  JOIN events.events e ON e.code = c.event_code
  CROSS JOIN LATERAL (
    SELECT CASE WHEN k.status = 'OPEN' AND k.due_by < ${day} THEN 'DUE_PASSED_NO_EVIDENCE' ELSE k.status END AS status,
           k.due_by, k.revision, ${asOf} AS as_of
    FROM (${kept}) k
  ) s`;

/** What a commitment was after the latest change by the instant, or else before the earliest one after it. */
const keptAt = `
  SELECT coalesce(was.to_status, next.from_status, c.status) AS status,
         CASE WHEN was.revision IS NOT NULL THEN was.due_by_after
              WHEN next.revision IS NOT NULL THEN next.due_by_before
              ELSE c.due_by END AS due_by,
         coalesce(was.revision, next.revision - 1, c.revision) AS revision
  FROM (VALUES (1)) one
  LEFT JOIN LATERAL (
    SELECT h.* FROM events.commitment_changes h
    WHERE h.commitment_code = c.code AND h.at <= $1::timestamptz ORDER BY h.revision DESC LIMIT 1
  ) was ON true
  LEFT JOIN LATERAL (
    SELECT h.* FROM events.commitment_changes h
    WHERE h.commitment_code = c.code AND h.at > $1::timestamptz ORDER BY h.revision LIMIT 1
  ) next ON true`;

/** The FROM clause of all that is asked about commitments, so that a status is derived in one place. */
function from({ today, asOf }: Pick<CommitmentListing, 'today' | 'asOf'>): Condition {
  if (asOf === null || asOf === undefined) {
    const kept = 'SELECT c.status, c.due_by, c.revision';
    return { sql: standing(kept, '$1::date', 'NULL::timestamptz'), values: [today] };
  }
  const dayInIndia = `($1::timestamptz AT TIME ZONE 'Asia/Kolkata')::date`;
  return { sql: standing(keptAt, dayInIndia, '$1::timestamptz'), values: [asOf] };
}

function conditionsOf(filter: CommitmentFilter): Condition[] {
  return [
    ...among(relations.State.belongs, filter.state),
    ...among(relations.Country.belongs, filter.country),
    ...among('s.status = ANY($1)', filter.status),
    ...among('c.kind = ANY($1)', filter.kind),
    ...among('c.nature = ANY($1)', filter.nature),
    ...among(relations.Event.belongs, filter.event),
    ...among(relations.Measure.belongs, filter.measure),
    ...among(relations.Person.belongs, filter.person),
    ...among(relations.Organisation.belongs, filter.organisation),
    ...given('s.due_by >= $1::date', filter.dueFrom),
    ...given('s.due_by <= $1::date', filter.dueTo),
    ...holdsText(['c.summary_en', 'c.summary_hi'], filter.text),
  ];
}

const orderFields: Record<CommitmentOrder['field'], Omit<SortKey, 'descending'>> = {
  DUE_BY: { sql: 's.due_by', type: 'date' },
  RECORDED_AT: { sql: 'c.recorded_at', type: 'timestamptz' },
  SOURCE: { sql: 'c.position', type: 'integer' },
};

function listOf(db: DataSource, listing: CommitmentListing): ListSource {
  const { asOf, filter, order } = listing;
  const key: SortKey = order
    ? { ...orderFields[order.field], descending: order.direction === 'DESC' }
    : { sql: 'e.starts_on', type: 'date', descending: true };
  return {
    select: columns(db),
    from: from(listing),
    where: [...given('c.recorded_at <= $1::timestamptz', asOf), ...conditionsOf(filter ?? {})],
    order: [key, { sql: 'c.code', type: 'text' }],
  };
}

/** A page of all commitments. */
export function commitmentPage(
  db: DataSource,
  listing: CommitmentListing,
  page: Page,
): Promise<PageOfRows<CommitmentOnRecord>> {
  return pageAtRoot(db, listOf(db, listing), page);
}

/** A page of the commitments of each owner, in the order given: made at an event, by a person, about a measure, … */
export function commitmentPagesByOwners(
  db: DataSource,
  owner: CommitmentOwner,
  listing: CommitmentListing,
  page: Page,
  owners: readonly string[],
): Promise<PageOfRows<CommitmentOnRecord>[]> {
  return pagesByParents(db, listOf(db, listing), relations[owner], page, owners);
}

/** The commitments of these codes as they stand on a day, in no particular order. */
export function commitmentsByCodes(
  db: DataSource,
  today: string,
  codes: readonly string[],
): Promise<CommitmentOnRecord[]> {
  const { sql, values } = from({ today });
  return db.query(`SELECT ${columns(db)} FROM ${sql} WHERE c.code = ANY($2)`, [...values, codes]);
}

/** The changes of commitments, oldest first. */
export function changesByCommitments(
  db: DataSource,
  codes: readonly string[],
): Promise<CommitmentChange[]> {
  return db.query(
    `SELECT ${columnsOf(db, CommitmentChangeEntity, 'h')} FROM events.commitment_changes h
     WHERE h.commitment_code = ANY($1) ORDER BY h.revision`,
    [codes],
  );
}
