import { startTestService, type TestService } from '@niryat/kernel/testing';
import { events } from '../src/index.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(events);
});
afterAll(() => service.stop());

it('leaves nothing to change between the migrated tables and the entities', async () => {
  const { upQueries } = await service.db.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('can be taken back step by step and made again', async () => {
  for (const _ of events.migrations) await service.db.undoLastMigration();
  const tables = await service.db.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'events' AND tablename <> 'migrations'`,
  );
  expect(tables).toEqual([]);
  expect(await service.db.runMigrations()).toHaveLength(events.migrations.length);
});

it.each([
  ['events_dates_check', `UPDATE events.events SET ends_on = '2020-01-01'`],
  ['events_source_codes_check', `UPDATE events.events SET source_codes = '{}'`],
  ['events_title_check', 'UPDATE events.events SET title_en = NULL'],
  ['events_kind_check', `UPDATE events.events SET kind = 'PARTY'`],
])('refuses a row that breaks %s', async (constraint, statement) => {
  await service.db.query(
    `INSERT INTO events.events (code, origin, kind, title_en, starts_on, date_precision, status, source_codes)
     VALUES ('e', 'IN-UP', 'MEETING', 'E', '2022-01-01', 'DAY', 'HELD', '{s1}') ON CONFLICT DO NOTHING`,
  );
  await expect(service.db.query(statement)).rejects.toMatchObject({ driverError: { constraint } });
});

it('takes a topic of an event once', async () => {
  const insert = `INSERT INTO events.event_topics (event_code, sector_code, position, source_codes)
                  VALUES ('e', 'carpets', 1, '{s1}')`;
  await service.db.query(insert);
  await expect(service.db.query(insert)).rejects.toMatchObject({
    driverError: { constraint: 'event_topics_topic_key' },
  });
});

it('mends the revision of a record that was put back before revisions went on counting', async () => {
  const { db } = service;
  await db.undoLastMigration();
  for (const code of ['back', 'kept']) {
    await db.query(
      `INSERT INTO events.events (code, origin, kind, title_en, starts_on, date_precision, status, source_codes)
       VALUES ($1, 'IN-UP', 'MEETING', 'E', '2022-01-01', 'DAY', 'HELD', '{s1}')`,
      [code],
    );
  }
  await db.query(
    `INSERT INTO events.changes (action, type_name, code, fields)
     SELECT action, 'Event', code, '{}' FROM (VALUES
       ('back', 'CREATED'), ('back', 'UPDATED'), ('back', 'RETRACTED'), ('back', 'CREATED'),
       ('kept', 'CREATED')) AS told (code, action)`,
  );
  expect((await db.runMigrations()).map(({ name }) => name)).toEqual([
    'CountRevisions1700000006000',
  ]);
  const rows = await db.query(
    `SELECT code, revision FROM events.events WHERE code IN ('back', 'kept') ORDER BY code`,
  );
  expect(rows).toEqual([
    { code: 'back', revision: 4 },
    { code: 'kept', revision: 1 },
  ]);
});
