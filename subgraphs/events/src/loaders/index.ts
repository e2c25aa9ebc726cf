import {
  argumentsLoader,
  lastChanges,
  type PageOfRows,
  rowLoader,
  rowsByKeys,
  rowsLoader,
  searchLoader,
  sourceLoader,
} from '@niryat/kernel';
import type { DataSource, EntitySchema } from 'typeorm';
import { type Delegation, DelegationEntity } from '../entities/delegation.ts';
import { type Event, EventEntity } from '../entities/event.ts';
import { type Measure, MeasureEntity } from '../entities/measure.ts';
import { type Person, PersonEntity } from '../entities/person.ts';
import {
  type TargetAnnouncement,
  TargetAnnouncementEntity,
} from '../entities/target-announcement.ts';
import {
  type CommitmentOnRecord,
  changesByCommitments,
  commitmentPagesByOwners,
  commitmentsByCodes,
} from '../queries/commitments.ts';
import { changesByDelegations, delegationsByOwners } from '../queries/delegations.ts';
import {
  announcementsByEvents,
  outcomesByEvents,
  participationsByEvents,
  topicsByDelegations,
  topicsByEvents,
} from '../queries/event-parts.ts';
import {
  eventPagesByOwners,
  eventsByContinued,
  lastActivityByMissions,
} from '../queries/events.ts';
import { measuresByOwners } from '../queries/measures.ts';
import { peopleByOwners } from '../queries/people.ts';
import type {
  CommitmentsAsked,
  DelegationsAsked,
  EventsAsked,
  MeasuresAsked,
  PeopleAsked,
} from './asked.ts';

const byCode = <Row extends { readonly code: string }>(db: DataSource, entity: EntitySchema<Row>) =>
  rowLoader<Row>(
    (codes) => rowsByKeys(db, entity, 'code', codes),
    (row) => row.code,
  );

/**
 * The loaders of one request: what is asked for in one breath goes to the database in one statement.
 *
 * @param today the day of asking, `YYYY-MM-DD`: the status of commitments is judged on it.
 */
export const createLoaders = (db: DataSource, today: string) => ({
  source: sourceLoader(db),
  search: searchLoader(db, 'events'),
  event: byCode<Event>(db, EventEntity),
  delegation: byCode<Delegation>(db, DelegationEntity),
  measure: byCode<Measure>(db, MeasureEntity),
  person: byCode<Person>(db, PersonEntity),
  commitment: rowLoader<CommitmentOnRecord>(
    (codes) => commitmentsByCodes(db, today, codes),
    ({ code }) => code,
  ),
  /** The announcement of a target. */
  announcement: rowLoader<TargetAnnouncement>(
    (codes) => rowsByKeys(db, TargetAnnouncementEntity, 'targetCode', codes),
    ({ targetCode }) => targetCode,
  ),
  /** The last change of an event in the feed. */
  lastChangeOfEvent: rowLoader(
    (codes) => lastChanges(db, 'events', 'Event', codes),
    ({ code }) => code,
  ),
  /** The last activity of a mission. */
  lastActivity: rowLoader(
    (codes) => lastActivityByMissions(db, today, codes),
    ({ missionCode }) => missionCode,
  ),

  // What belongs to an event.
  participations: rowsLoader(
    (codes) => participationsByEvents(db, codes),
    ({ eventCode }) => eventCode,
  ),
  topics: rowsLoader(
    (codes) => topicsByEvents(db, codes),
    ({ eventCode }) => eventCode,
  ),
  outcomes: rowsLoader(
    (codes) => outcomesByEvents(db, codes),
    ({ eventCode }) => eventCode,
  ),
  announcements: rowsLoader(
    (codes) => announcementsByEvents(db, codes),
    ({ eventCode }) => eventCode,
  ),
  followers: rowsLoader(
    (codes) => eventsByContinued(db, codes),
    ({ continuesCode }) => continuesCode ?? '',
  ),

  // What belongs to a delegation or a commitment.
  delegationTopics: rowsLoader(
    (codes) => topicsByDelegations(db, codes),
    ({ delegationCode }) => delegationCode,
  ),
  delegationChanges: rowsLoader(
    (codes) => changesByDelegations(db, codes),
    ({ delegationCode }) => delegationCode,
  ),
  commitmentChanges: rowsLoader(
    (codes) => changesByCommitments(db, codes),
    ({ commitmentCode }) => commitmentCode,
  ),

  // Lists with arguments, of records of any subgraph.
  events: argumentsLoader<EventsAsked, PageOfRows<Event>>(({ owner, page, ...listing }, parents) =>
    eventPagesByOwners(db, owner, listing, page, parents),
  ),
  commitments: argumentsLoader<CommitmentsAsked, PageOfRows<CommitmentOnRecord>>(
    ({ owner, page, ...listing }, parents) =>
      commitmentPagesByOwners(db, owner, { ...listing, today }, page, parents),
  ),
  delegations: argumentsLoader<DelegationsAsked, PageOfRows<Delegation>>(
    ({ owner, filter }, parents) => delegationsByOwners(db, owner, filter, parents),
  ),
  measures: argumentsLoader<MeasuresAsked, PageOfRows<Measure>>(({ owner, filter }, parents) =>
    measuresByOwners(db, owner, filter, parents),
  ),
  people: argumentsLoader<PeopleAsked, PageOfRows<Person>>(({ owner }, parents) =>
    peopleByOwners(db, owner, parents),
  ),
});

/** The loaders of one request. */
export type Loaders = ReturnType<typeof createLoaders>;
