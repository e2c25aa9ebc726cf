import { cells, type SeedTable } from '@niryat/kernel';
import { datePrecisions, eventKinds, eventModes, eventStatuses } from '../entities/event.ts';
import { outcomeKinds } from '../entities/outcome.ts';
import { participantKinds, participantRoles } from '../entities/participation.ts';
import {
  inOrder,
  oneFilled,
  origin,
  position,
  sourceCodes,
  told,
  toldOnce,
  topicCells,
} from './cells.ts';

const { code, date, decimal, oneOf, reference, required, text, truth } = cells;

/** People in public office. */
export const people: SeedTable = {
  file: 'people.csv',
  table: 'people',
  key: ['code'],
  record: {
    type: 'Person',
    fields: { organisation_code: ['affiliation'], mission_code: ['affiliation'] },
  },
  columns: {
    code: required(code()),
    ...told('name'),
    ...told('role'),
    ...told('organisation'),
    organisation_code: reference('Organisation'),
    mission_code: reference('Mission'),
    source_codes: sourceCodes(),
  },
  check: (row) =>
    toldOnce(row, 'name') ??
    (row.organisation_code !== null && row.mission_code !== null
      ? 'an office belongs to an organisation or to a mission, not to both'
      : undefined),
};

/** Events; loaded in one statement, so that a later one may stand ahead of the one that it continues. */
export const events: SeedTable = {
  file: 'events.csv',
  table: 'events',
  key: ['code'],
  record: {
    type: 'Event',
    fields: { origin: ['state'], country_code: ['countryCode', 'country'] },
    revision: 'revision',
  },
  columns: {
    code: required(code()),
    origin: required(origin()),
    kind: required(oneOf(...eventKinds)),
    ...told('title'),
    starts_on: date(),
    ends_on: date(),
    date_precision: oneOf(...datePrecisions),
    mode: oneOf(...eventModes),
    status: required(oneOf(...eventStatuses)),
    country_code: reference('Country', 'IN'),
    district_code: reference('District'),
    ...told('city'),
    ...told('summary'),
    continues_code: reference('Event'),
    source_codes: sourceCodes(),
  },
  check: (row) => toldOnce(row, 'title') ?? inOrder(row, 'starts_on', 'ends_on') ?? wrongDate(row),
};

/** What is wrong with an event's date, its precision or its place, or undefined. */
function wrongDate(row: Parameters<NonNullable<SeedTable['check']>>[0]): string | undefined {
  const { starts_on, date_precision, status } = row;
  if ((starts_on === null) !== (date_precision === null)) {
    return 'starts_on and date_precision are filled together or not at all';
  }
  const tail = { MONTH: '-01', YEAR: '-01-01' }[String(date_precision)] ?? '';
  if (!String(starts_on).endsWith(tail) && starts_on !== null) {
    return `starts_on ${starts_on} is not the first day of its ${String(date_precision).toLowerCase()}`;
  }
  if (starts_on === null && status !== 'PROPOSED') {
    return `an event without a date is PROPOSED, not ${status}`;
  }
  return row.district_code !== null && row.country_code !== 'IN'
    ? 'an event in a district takes place in IN'
    : undefined;
}

/** The column that holds the code of a participant of each kind. */
const codeOfKind: Readonly<Record<(typeof participantKinds)[number], string>> = {
  PERSON: 'person_code',
  ORGANISATION: 'organisation_code',
  MISSION: 'mission_code',
  COUNTRY: 'country_code',
};

/** Participants of events, in the order of the source. */
export const participations: SeedTable = {
  file: 'participations.csv',
  table: 'participations',
  key: ['event_code', 'stated_name_en', 'stated_name_hi'],
  parts: [{ of: 'Event', by: 'event_code', field: 'participants' }],
  unseen: ['position'],
  columns: {
    event_code: required(reference('Event')),
    kind: required(oneOf(...participantKinds)),
    person_code: reference('Person'),
    organisation_code: reference('Organisation'),
    mission_code: reference('Mission'),
    country_code: reference('Country'),
    ...told('stated_name'),
    role: required(oneOf(...participantRoles)),
    ...told('stated_title'),
    source_codes: sourceCodes(),
  },
  derived: { position },
  check: (row) => {
    const strange = Object.entries(codeOfKind).find(
      ([kind, column]) => kind !== row.kind && row[column] !== null,
    );
    return strange
      ? `${strange[1]} is filled, but kind is ${row.kind}`
      : toldOnce(row, 'stated_name');
  },
};

/** Topics of events, in the order of the source. */
export const eventTopics: SeedTable = {
  file: 'event_topics.csv',
  table: 'event_topics',
  key: ['event_code', ...Object.keys(topicCells)],
  parts: [
    { of: 'Event', by: 'event_code', field: 'topics' },
    { of: 'Event', by: 'event_code', field: 'topicMentions' },
  ],
  unseen: ['position'],
  columns: {
    event_code: required(reference('Event')),
    ...topicCells,
    source_codes: sourceCodes(),
  },
  derived: { position },
  check: (row) => oneFilled(row, Object.keys(topicCells)),
};

/** What events brought about, in the order of the source. */
export const outcomes: SeedTable = {
  file: 'outcomes.csv',
  table: 'outcomes',
  key: ['code'],
  parts: [{ of: 'Event', by: 'event_code', field: 'outcomes' }],
  unseen: ['position'],
  columns: {
    code: required(code()),
    event_code: required(reference('Event')),
    kind: required(oneOf(...outcomeKinds)),
    ...told('summary'),
    amount: decimal(),
    currency_code: text(),
    sector_code: reference('Sector'),
    confirmed_by_exporter: truth(),
    source_codes: sourceCodes(),
  },
  derived: { position },
  check: (row) =>
    toldOnce(row, 'summary') ??
    ((row.amount === null) === (row.currency_code === null)
      ? undefined
      : 'amount and currency_code are filled together or not at all'),
};

/** The events at which targets were announced. */
export const targetAnnouncements: SeedTable = {
  file: 'target_announcements.csv',
  table: 'target_announcements',
  key: ['target_code'],
  parts: [
    { of: 'Event', by: 'event_code', field: 'targets' },
    { of: 'Target', by: 'target_code', field: 'announcedAt' },
  ],
  unseen: ['position'],
  columns: {
    target_code: required(reference('Target')),
    event_code: required(reference('Event')),
  },
  derived: { position },
};
