import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  codeColumn,
  index,
  oneOfCheck,
  optionalDate,
  optionalReference,
  optionalText,
  revisionColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** What sort of event it is, as the schema's enum has it. */
export const eventKinds = [
  'CONFERENCE',
  'MEETING',
  'WEBINAR',
  'BUYER_SELLER_MEET',
  'TRADE_SHOW',
  'ROADSHOW',
  'GROUND_BREAKING_CEREMONY',
  'SUMMIT',
  'TRAINING_DRIVE',
  'DELEGATION_VISIT',
  'ANNOUNCEMENT',
  'REVIEW_MEETING',
] as const;

/** Whether people met in one place, as the schema's enum has it. */
export const eventModes = ['IN_PERSON', 'VIRTUAL', 'HYBRID'] as const;

/** Whether it took place, as the schema's enum has it. */
export const eventStatuses = ['HELD', 'PLANNED', 'PROPOSED', 'CANCELLED'] as const;

/** How much of a date is known, as the schema's enum has it. */
export const datePrecisions = ['DAY', 'MONTH', 'YEAR'] as const;

/** A row of `events`. */
export interface Event {
  readonly code: string;
  /** The state whose exports it serves, `IN` for one of all of India. */
  readonly origin: string;
  readonly kind: (typeof eventKinds)[number];
  readonly titleEn: string | null;
  readonly titleHi: string | null;
  /** `YYYY-MM-DD`; of a month or a year its first day, as `datePrecision` tells. */
  readonly startsOn: string | null;
  /** `YYYY-MM-DD`, itself included. */
  readonly endsOn: string | null;
  readonly datePrecision: (typeof datePrecisions)[number] | null;
  readonly mode: (typeof eventModes)[number] | null;
  readonly status: (typeof eventStatuses)[number];
  /** Where it takes place, `IN` for India. */
  readonly countryCode: string | null;
  readonly districtCode: string | null;
  readonly cityEn: string | null;
  readonly cityHi: string | null;
  readonly summaryEn: string | null;
  readonly summaryHi: string | null;
  /** The event that it continues. */
  readonly continuesCode: string | null;
  readonly revision: number;
  readonly sourceCodes: readonly string[];
}

/** The table `events`. */
export const EventEntity = new EntitySchema<Event>({
  name: 'Event',
  tableName: 'events',
  columns: {
    code: codeColumn('events'),
    origin: textColumn('origin'),
    kind: textColumn('kind'),
    titleEn: optionalText('title_en'),
    titleHi: optionalText('title_hi'),
    startsOn: optionalDate('starts_on'),
    endsOn: optionalDate('ends_on'),
    datePrecision: optionalText('date_precision'),
    mode: optionalText('mode'),
    status: textColumn('status'),
    countryCode: optionalText('country_code'),
    districtCode: optionalText('district_code'),
    cityEn: optionalText('city_en'),
    cityHi: optionalText('city_hi'),
    summaryEn: optionalText('summary_en'),
    summaryHi: optionalText('summary_hi'),
    continuesCode: optionalReference('events', 'continues_code', 'Event'),
    revision: revisionColumn,
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Event>,
  checks: [
    textCheck('events', 'title'),
    oneOfCheck('events', 'kind', eventKinds),
    oneOfCheck('events', 'date_precision', datePrecisions),
    oneOfCheck('events', 'mode', eventModes),
    oneOfCheck('events', 'status', eventStatuses),
    check(
      'events',
      'dates',
      '(starts_on IS NULL) = (date_precision IS NULL) AND starts_on <= ends_on',
    ),
    check('events', 'revision', 'revision >= 1'),
    sourcesCheck('events'),
  ],
  indices: [
    index('events', 'origin', 'origin'),
    index('events', 'startsOn', 'starts_on'),
    index('events', 'countryCode', 'country_code'),
    index('events', 'districtCode', 'district_code'),
    index('events', 'continuesCode', 'continues_code'),
  ],
});
