import type { Page } from '@niryat/kernel';
import type { CommitmentListing, CommitmentOwner } from '../queries/commitments.ts';
import type { DelegationFilter, DelegationOwner } from '../queries/delegations.ts';
import type { EventListing, EventOwner } from '../queries/events.ts';
import type { MeasureFilter, MeasureOwner } from '../queries/measures.ts';
import type { PersonOwner } from '../queries/people.ts';

/** A page of the events of a record of the owner's type. */
export interface EventsAsked extends EventListing {
  readonly owner: EventOwner;
  readonly page: Page;
}

/** A page of the commitments of a record of the owner's type. */
export interface CommitmentsAsked extends Omit<CommitmentListing, 'today' | 'asOf'> {
  readonly owner: CommitmentOwner;
  readonly page: Page;
}

/** The delegations of a record of the owner's type. */
export interface DelegationsAsked {
  readonly owner: DelegationOwner;
  readonly filter?: DelegationFilter | null | undefined;
}

/** The measures of a record of the owner's type. */
export interface MeasuresAsked {
  readonly owner: MeasureOwner;
  readonly filter?: MeasureFilter | null | undefined;
}

/** The people in an office of a record of the owner's type. */
export interface PeopleAsked {
  readonly owner: PersonOwner;
}
