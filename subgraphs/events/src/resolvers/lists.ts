import { type Connection, type PageArgs, toConnection, toPage } from '@niryat/kernel';
import type { Context } from '../context.ts';
import type { Delegation } from '../entities/delegation.ts';
import type { Event } from '../entities/event.ts';
import type { Measure } from '../entities/measure.ts';
import type { Person } from '../entities/person.ts';
import type { DelegationsAsked, EventsAsked, MeasuresAsked } from '../loaders/asked.ts';
import type {
  CommitmentFilter,
  CommitmentListing,
  CommitmentOnRecord,
  CommitmentOwner,
} from '../queries/commitments.ts';
import type { EventFilter, EventOrder } from '../queries/events.ts';
import type { PersonOwner } from '../queries/people.ts';
import { rowsOf, wholeList } from '../queries/relation.ts';

/** The arguments of a connection of events. */
export interface EventListArgs extends PageArgs {
  readonly filter?: EventFilter | null | undefined;
  readonly orderBy?: EventOrder | null | undefined;
}

/** The arguments of a connection of commitments. */
export interface CommitmentListArgs extends PageArgs {
  readonly filter?: CommitmentFilter | null | undefined;
  readonly orderBy?:
    | { readonly field: 'DUE_BY' | 'RECORDED_AT'; readonly direction: 'ASC' | 'DESC' }
    | null
    | undefined;
}

/** A page of the events of a record. */
export async function eventsOf(
  owner: EventsAsked['owner'],
  code: string,
  { filter, orderBy, ...page }: EventListArgs,
  { loaders }: Context,
): Promise<Connection<Event>> {
  const scope = { list: `${owner}.events`, filter, orderBy };
  const args = { owner, filter, order: orderBy, page: toPage(page, scope) };
  return toConnection(await loaders.events.load({ parent: code, args }), scope);
}

/** The latest events of a record, at most 100. */
export async function latestEventsOf(
  owner: EventsAsked['owner'],
  code: string,
  { loaders }: Context,
  filter?: EventFilter,
): Promise<Event[]> {
  const args = { owner, filter, page: wholeList };
  return rowsOf(await loaders.events.load({ parent: code, args }));
}

/** A page of the commitments of a record. */
export async function commitmentsOf(
  owner: CommitmentOwner,
  code: string,
  { filter, orderBy, ...page }: CommitmentListArgs,
  { loaders }: Context,
): Promise<Connection<CommitmentOnRecord>> {
  const scope = { list: `${owner}.commitments`, filter, orderBy };
  const args = { owner, filter, order: orderBy, page: toPage(page, scope) };
  return toConnection(await loaders.commitments.load({ parent: code, args }), scope);
}

/** The commitments of a record, at most 100: those of the latest event first unless ordered otherwise. */
export async function allCommitmentsOf(
  owner: CommitmentOwner,
  code: string,
  { loaders }: Context,
  listing: Pick<CommitmentListing, 'filter' | 'order'> = {},
): Promise<CommitmentOnRecord[]> {
  const args = { owner, ...listing, page: wholeList };
  return rowsOf(await loaders.commitments.load({ parent: code, args }));
}

/** The delegations of a record, latest window first, at most 100. */
export async function delegationsOf(
  owner: DelegationsAsked['owner'],
  code: string,
  filter: DelegationsAsked['filter'],
  { loaders }: Context,
): Promise<Delegation[]> {
  return rowsOf(await loaders.delegations.load({ parent: code, args: { owner, filter } }));
}

/** The measures of a record, at most 100: of a state by kind and name, of others by name. */
export async function measuresOf(
  owner: MeasuresAsked['owner'],
  code: string,
  filter: MeasuresAsked['filter'],
  { loaders }: Context,
): Promise<Measure[]> {
  return rowsOf(await loaders.measures.load({ parent: code, args: { owner, filter } }));
}

/** The people in an office of a record, latest first, at most 100. */
export async function peopleOf(
  owner: PersonOwner,
  code: string,
  { loaders }: Context,
): Promise<Person[]> {
  return rowsOf(await loaders.people.load({ parent: code, args: { owner } }));
}
