import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  index,
  numberColumn,
  oneOfCheck,
  optionalReference,
  optionalText,
  positionColumn,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** The part that somebody has in an event, as the schema's enum has it. */
export const participantRoles = [
  'CHAIR',
  'HOST',
  'ORGANISER',
  'KEYNOTE_SPEAKER',
  'SPEAKER',
  'ATTENDEE',
] as const;

/** What a participant is; the graph need not have a record of it. */
export const participantKinds = ['PERSON', 'ORGANISATION', 'MISSION', 'COUNTRY'] as const;

/** A row of `participations`: a participant of an event as sources name it. At most one of the codes is set. */
export interface Participation {
  readonly id: string;
  readonly eventCode: string;
  readonly kind: (typeof participantKinds)[number];
  readonly personCode: string | null;
  readonly organisationCode: string | null;
  readonly missionCode: string | null;
  readonly countryCode: string | null;
  readonly statedNameEn: string | null;
  readonly statedNameHi: string | null;
  readonly role: (typeof participantRoles)[number];
  readonly statedTitleEn: string | null;
  readonly statedTitleHi: string | null;
  readonly position: number;
  readonly sourceCodes: readonly string[];
}

/** The table `participations`. */
export const ParticipationEntity = new EntitySchema<Participation>({
  name: 'Participation',
  tableName: 'participations',
  columns: {
    id: numberColumn('participations'),
    eventCode: referenceColumn('participations', 'event_code', 'Event'),
    kind: textColumn('kind'),
    personCode: optionalReference('participations', 'person_code', 'Person'),
    organisationCode: optionalText('organisation_code'),
    missionCode: optionalText('mission_code'),
    countryCode: optionalText('country_code'),
    statedNameEn: optionalText('stated_name_en'),
    statedNameHi: optionalText('stated_name_hi'),
    role: textColumn('role'),
    statedTitleEn: optionalText('stated_title_en'),
    statedTitleHi: optionalText('stated_title_hi'),
    position: positionColumn,
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Participation>,
  checks: [
    textCheck('participations', 'stated_name'),
    oneOfCheck('participations', 'kind', participantKinds),
    oneOfCheck('participations', 'role', participantRoles),
    check(
      'participations',
      'participant',
      'num_nonnulls(person_code, organisation_code, mission_code, country_code) <= 1',
    ),
    sourcesCheck('participations'),
  ],
  indices: [
    {
      name: 'participations_name_key',
      columns: ['eventCode', 'statedNameEn', 'statedNameHi'],
      unique: true,
    },
    index('participations', 'personCode', 'person_code'),
    index('participations', 'organisationCode', 'organisation_code'),
    index('participations', 'missionCode', 'mission_code'),
    index('participations', 'countryCode', 'country_code'),
  ],
});
