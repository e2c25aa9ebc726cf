import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  index,
  numberColumn,
  optionalReference,
  optionalText,
  positionColumn,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
} from './columns.ts';

/** What an event or a delegation is about: exactly one of the codes is set. */
export interface TopicCodes {
  readonly sectorCode: string | null;
  readonly productCode: string | null;
  readonly countryCode: string | null;
  readonly districtCode: string | null;
  readonly agreementCode: string | null;
  readonly measureCode: string | null;
}

/** A row of `event_topics`: a topic of an event, with the sources that name it. */
export interface EventTopic extends TopicCodes {
  readonly id: string;
  readonly eventCode: string;
  readonly position: number;
  readonly sourceCodes: readonly string[];
}

/** A row of `delegation_topics`. */
export interface DelegationTopic extends TopicCodes {
  readonly id: string;
  readonly delegationCode: string;
  readonly position: number;
}

const topicColumns = (table: string) =>
  ({
    sectorCode: optionalText('sector_code'),
    productCode: optionalText('product_code'),
    countryCode: optionalText('country_code'),
    districtCode: optionalText('district_code'),
    agreementCode: optionalText('agreement_code'),
    measureCode: optionalReference(table, 'measure_code', 'Measure'),
  }) satisfies Columns<TopicCodes>;

const oneTopic = (table: string) =>
  check(
    table,
    'topic',
    'num_nonnulls(sector_code, product_code, country_code, district_code, agreement_code, measure_code) = 1',
  );

const topicProperties: readonly (keyof TopicCodes)[] = [
  'sectorCode',
  'productCode',
  'countryCode',
  'districtCode',
  'agreementCode',
  'measureCode',
];

/** The table `event_topics`. */
export const EventTopicEntity = new EntitySchema<EventTopic>({
  name: 'EventTopic',
  tableName: 'event_topics',
  columns: {
    id: numberColumn('event_topics'),
    eventCode: referenceColumn('event_topics', 'event_code', 'Event'),
    ...topicColumns('event_topics'),
    position: positionColumn,
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<EventTopic>,
  checks: [oneTopic('event_topics'), sourcesCheck('event_topics')],
  indices: [
    { name: 'event_topics_topic_key', columns: ['eventCode', ...topicProperties], unique: true },
    index('event_topics', 'sectorCode', 'sector_code'),
    index('event_topics', 'productCode', 'product_code'),
    index('event_topics', 'countryCode', 'country_code'),
    index('event_topics', 'districtCode', 'district_code'),
    index('event_topics', 'agreementCode', 'agreement_code'),
    index('event_topics', 'measureCode', 'measure_code'),
  ],
});

/** The table `delegation_topics`. */
export const DelegationTopicEntity = new EntitySchema<DelegationTopic>({
  name: 'DelegationTopic',
  tableName: 'delegation_topics',
  columns: {
    id: numberColumn('delegation_topics'),
    delegationCode: referenceColumn('delegation_topics', 'delegation_code', 'Delegation'),
    ...topicColumns('delegation_topics'),
    position: positionColumn,
  } satisfies Columns<DelegationTopic>,
  checks: [oneTopic('delegation_topics')],
  indices: [
    {
      name: 'delegation_topics_topic_key',
      columns: ['delegationCode', ...topicProperties],
      unique: true,
    },
    index('delegation_topics', 'measureCode', 'measure_code'),
  ],
});
