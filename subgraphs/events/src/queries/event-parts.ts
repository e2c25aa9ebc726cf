import { columnsOf } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type Outcome, OutcomeEntity } from '../entities/outcome.ts';
import { type Participation, ParticipationEntity } from '../entities/participation.ts';
import {
  type TargetAnnouncement,
  TargetAnnouncementEntity,
} from '../entities/target-announcement.ts';
import {
  type DelegationTopic,
  DelegationTopicEntity,
  type EventTopic,
  EventTopicEntity,
} from '../entities/topic.ts';

/** The participants of events: chair and hosts first, then speakers, then the rest, each in the order of the source. */
export function participationsByEvents(
  db: DataSource,
  codes: readonly string[],
): Promise<Participation[]> {
  return db.query(
    `SELECT ${columnsOf(db, ParticipationEntity, 'p')} FROM events.participations p
     WHERE p.event_code = ANY($1)
     ORDER BY p.role NOT IN ('CHAIR', 'HOST'), p.role NOT IN ('KEYNOTE_SPEAKER', 'SPEAKER'), p.position, p.id`,
    [codes],
  );
}

/** False sorts first: sectors, then products, countries, districts, agreements and measures. */
const topicOrder = [
  't.sector_code IS NULL',
  't.product_code IS NULL',
  't.country_code IS NULL',
  't.district_code IS NULL',
  't.agreement_code IS NULL',
  't.measure_code IS NULL',
  't.position',
  't.id',
].join(', ');

/** The topics of events: sectors first, then products, countries, districts, agreements and measures. */
export function topicsByEvents(db: DataSource, codes: readonly string[]): Promise<EventTopic[]> {
  return db.query(
    `SELECT ${columnsOf(db, EventTopicEntity, 't')} FROM events.event_topics t
     WHERE t.event_code = ANY($1) ORDER BY ${topicOrder}`,
    [codes],
  );
}

/** The topics of delegations, in the same order. */
export function topicsByDelegations(
  db: DataSource,
  codes: readonly string[],
): Promise<DelegationTopic[]> {
  return db.query(
    `SELECT ${columnsOf(db, DelegationTopicEntity, 't')} FROM events.delegation_topics t
     WHERE t.delegation_code = ANY($1) ORDER BY ${topicOrder}`,
    [codes],
  );
}

/** What events brought about, in the order of the source. */
export function outcomesByEvents(db: DataSource, codes: readonly string[]): Promise<Outcome[]> {
  return db.query(
    `SELECT ${columnsOf(db, OutcomeEntity, 'o')} FROM events.outcomes o
     WHERE o.event_code = ANY($1) ORDER BY o.position, o.code`,
    [codes],
  );
}

/** The targets that were announced at events, in the order of the source. */
export function announcementsByEvents(
  db: DataSource,
  codes: readonly string[],
): Promise<TargetAnnouncement[]> {
  return db.query(
    `SELECT ${columnsOf(db, TargetAnnouncementEntity, 'a')} FROM events.target_announcements a
     WHERE a.event_code = ANY($1) ORDER BY a.position, a.target_code`,
    [codes],
  );
}
