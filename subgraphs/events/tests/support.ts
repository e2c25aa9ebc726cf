import { SourceEntity, type SubgraphOperation } from '@niryat/kernel';
import type { TestService } from '@niryat/kernel/testing';
import type { DataSource, EntitySchema, ObjectLiteral } from 'typeorm';
import { type Commitment, CommitmentEntity } from '../src/entities/commitment.ts';
import { type Delegation, DelegationEntity } from '../src/entities/delegation.ts';
import { type Event, EventEntity } from '../src/entities/event.ts';
import { type Measure, MeasureEntity } from '../src/entities/measure.ts';
import { type Participation, ParticipationEntity } from '../src/entities/participation.ts';
import { type Person, PersonEntity } from '../src/entities/person.ts';
import { type EventTopic, EventTopicEntity } from '../src/entities/topic.ts';

type Given<Row> = Partial<Row> & { readonly code: string };

/** Puts rows into a table. */
export async function put<Row extends ObjectLiteral>(
  db: DataSource,
  entity: EntitySchema<Row>,
  ...rows: readonly Partial<Row>[]
): Promise<void> {
  for (const row of rows) await db.createQueryBuilder().insert().into(entity).values(row).execute();
}

/** Two sources, `s1` and `s2`, that rows may cite. */
export const putSources = (db: DataSource): Promise<void> =>
  put(
    db,
    SourceEntity,
    { code: 's1', title: 'First report', verified: true },
    { code: 's2', title: 'Second report', verified: false },
  );

const sourceCodes = ['s1'];

/** An event held in Uttar Pradesh, without a date. */
export const event = (row: Given<Event>): Partial<Event> => ({
  origin: 'IN-UP',
  kind: 'MEETING',
  status: 'HELD',
  titleEn: row.code,
  sourceCodes,
  ...row,
});

/** The dates of an event whose day is known. */
export const on = (day: string): Partial<Event> => ({ startsOn: day, datePrecision: 'DAY' });

let position = 0;

/** A participation, behind those made before it. */
export const participation = (row: Partial<Participation>): Partial<Participation> => ({
  kind: 'ORGANISATION',
  role: 'ATTENDEE',
  statedNameEn: `Participant ${position}`,
  position: position++,
  sourceCodes,
  ...row,
});

/** A topic of an event, behind those made before it. */
export const topic = (row: Partial<EventTopic>): Partial<EventTopic> => ({
  position: position++,
  sourceCodes,
  ...row,
});

export const person = (row: Given<Person>): Partial<Person> => ({
  nameEn: row.code,
  sourceCodes,
  ...row,
});

export const delegation = (row: Given<Delegation>): Partial<Delegation> => ({
  direction: 'OUTBOUND',
  status: 'PLANNED',
  stateCode: 'IN-UP',
  countryCode: 'JP',
  nameEn: row.code,
  sourceCodes,
  ...row,
});

/** An open promise, on record since 1 June 2022. */
export const commitment = (row: Given<Commitment>): Partial<Commitment> => ({
  kind: 'COOPERATION',
  nature: 'ASSURANCE',
  status: 'OPEN',
  summaryEn: row.code,
  madeByEn: 'Somebody',
  countryCodes: [],
  recordedAt: '2022-06-01T00:00:00Z',
  position: position++,
  sourceCodes,
  ...row,
});

export const measure = (row: Given<Measure>): Partial<Measure> => ({
  origin: 'IN-UP',
  kind: 'SCHEME',
  nameEn: row.code,
  topics: [],
  districtCodes: [],
  facilityCodes: [],
  sourceCodes,
  ...row,
});

export const putEvents = (db: DataSource, ...rows: readonly Given<Event>[]): Promise<void> =>
  put(db, EventEntity, ...rows.map(event));

export const putParticipations = (
  db: DataSource,
  ...rows: readonly Partial<Participation>[]
): Promise<void> => put(db, ParticipationEntity, ...rows.map(participation));

export const putTopics = (db: DataSource, ...rows: readonly Partial<EventTopic>[]): Promise<void> =>
  put(db, EventTopicEntity, ...rows.map(topic));

export const putPeople = (db: DataSource, ...rows: readonly Given<Person>[]): Promise<void> =>
  put(db, PersonEntity, ...rows.map(person));

export const putDelegations = (
  db: DataSource,
  ...rows: readonly Given<Delegation>[]
): Promise<void> => put(db, DelegationEntity, ...rows.map(delegation));

export const putCommitments = (
  db: DataSource,
  ...rows: readonly Given<Commitment>[]
): Promise<void> => put(db, CommitmentEntity, ...rows.map(commitment));

export const putMeasures = (db: DataSource, ...rows: readonly Given<Measure>[]): Promise<void> =>
  put(db, MeasureEntity, ...rows.map(measure));

/** What an answer holds; the fields asked for decide its shape, so it is checked by the assertions alone. */
// biome-ignore lint/suspicious/noExplicitAny: a type for the answer of each query would only repeat the query
export type Data = any;

/** The data of an operation that must have no errors. */
export async function ask(
  service: TestService,
  query: string,
  variables: Record<string, unknown> = {},
  headers: NonNullable<SubgraphOperation['headers']> = {},
): Promise<Data> {
  const { data, errors } = await service.execute({ query, variables, headers });
  expect(errors ?? []).toEqual([]);
  return data;
}

/** The entity of a representation, with the fields asked for; it must have no errors. */
export async function entity(
  service: TestService,
  representation: { readonly __typename: string } & Record<string, unknown>,
  fields: string,
): Promise<Data> {
  const { _entities } = await ask(
    service,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${representation.__typename} { ${fields} } } }`,
    { of: [representation] },
  );
  return _entities[0];
}

/** The codes of a connection or a list. */
export const codes = (list: Data): string[] =>
  (list.nodes ?? list).map(({ code }: { code: string }) => code);
