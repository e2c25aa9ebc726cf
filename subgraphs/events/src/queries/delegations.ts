import { type Condition, columnsOf, type Page, type PageOfRows } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type Delegation, DelegationEntity } from '../entities/delegation.ts';
import { type DelegationChange, DelegationChangeEntity } from '../entities/delegation-change.ts';
import { type Alternatives, among, given } from './conditions.ts';
import {
  byColumn,
  type ListSource,
  pageAtRoot,
  pagesByParents,
  type Relation,
  wholeList,
} from './relation.ts';

/** Which delegations: fields narrow each other, the values of one field are alternatives. */
export interface DelegationFilter {
  readonly state?: Alternatives;
  readonly country?: Alternatives;
  readonly direction?: string | null | undefined;
  readonly status?: Alternatives;
  /** With a window that is not over before this day. */
  readonly from?: string | null | undefined;
  /** With a window that has not begun after this day. */
  readonly to?: string | null | undefined;
}

const relations = {
  State: byColumn('d.state_code'),
  Country: byColumn('d.country_code'),
  Event: byColumn('d.originating_event_code'),
} satisfies Record<string, Relation>;

/** The types whose records have delegations. */
export type DelegationOwner = keyof typeof relations;

function conditionsOf(filter: DelegationFilter): Condition[] {
  return [
    ...among(relations.State.belongs, filter.state),
    ...among(relations.Country.belongs, filter.country),
    ...given('d.direction = $1', filter.direction),
    ...among('d.status = ANY($1)', filter.status),
    ...given('coalesce(d.window_end, d.window_start) >= $1::date', filter.from),
    ...given('coalesce(d.window_start, d.window_end) <= $1::date', filter.to),
  ];
}

/** Latest window first: the one that begins last, of those the one that ends last. */
function listOf(db: DataSource, filter: DelegationFilter | null | undefined): ListSource {
  return {
    select: columnsOf(db, DelegationEntity, 'd'),
    from: { sql: 'events.delegations d', values: [] },
    where: conditionsOf(filter ?? {}),
    order: [
      { sql: 'd.window_start', type: 'date', descending: true },
      { sql: 'd.window_end', type: 'date', descending: true },
      { sql: 'd.code', type: 'text' },
    ],
  };
}

/** A page of all delegations. */
export function delegationPage(
  db: DataSource,
  filter: DelegationFilter | null | undefined,
  page: Page,
): Promise<PageOfRows<Delegation>> {
  return pageAtRoot(db, listOf(db, filter), page);
}

/** The delegations of each owner, in the order given, at most 100 each. */
export function delegationsByOwners(
  db: DataSource,
  owner: DelegationOwner,
  filter: DelegationFilter | null | undefined,
  owners: readonly string[],
): Promise<PageOfRows<Delegation>[]> {
  return pagesByParents(db, listOf(db, filter), relations[owner], wholeList, owners);
}

/** The changes of delegations, oldest first. */
export function changesByDelegations(
  db: DataSource,
  codes: readonly string[],
): Promise<DelegationChange[]> {
  return db.query(
    `SELECT ${columnsOf(db, DelegationChangeEntity, 'h')} FROM events.delegation_changes h
     WHERE h.delegation_code = ANY($1) ORDER BY h.revision`,
    [codes],
  );
}
