import { loadSeed } from '@niryat/kernel';
import {
  correctedSeed,
  type FeedReader,
  feedReader,
  fieldsAmiss,
  inWords,
  startTestService,
  type TestService,
  untoldAmiss,
} from '@niryat/kernel/testing';
import { events } from '../src/index.ts';

let service: TestService;
let feed: FeedReader;
beforeAll(async () => {
  service = await startTestService(events, { loadSeed: true });
  feed = feedReader(service, 'eventChanges');
});
afterAll(() => service.stop());

it('names fields that the schema has, whichever column changes', () => {
  expect(fieldsAmiss(events)).toEqual([]);
});

it('tells of the rows of every file, or has a reason not to', () => {
  expect(untoldAmiss(events)).toEqual([]);
});

it('tells of every record of the first load once, in one statement a page', async () => {
  const { changes } = await feed.follow(null);
  const rows = await service.db.query(
    `SELECT (SELECT count(*)::int FROM events.people) AS "Person", (SELECT count(*)::int FROM events.events) AS "Event", (SELECT count(*)::int FROM events.measures) AS "Measure", (SELECT count(*)::int FROM events.delegations) AS "Delegation", (SELECT count(*)::int FROM events.commitments) AS "Commitment"`,
  );
  const told = Object.fromEntries(
    Object.keys(rows[0]).map((type) => [
      type,
      changes.filter(({ action, typeName }) => action === 'CREATED' && typeName === type).length,
    ]),
  );
  expect(told).toEqual(rows[0]);
  expect(changes).toHaveLength(Object.values(told).reduce((sum, count) => sum + count, 0));
  service.forget();
  await feed.page({ first: 100 });
  expect(service.sql).toHaveLength(1);
});

it('tells of a correction of the seed with the fields that changed, and of a retraction', async () => {
  const { end } = await feed.follow(null);
  const { seed, remove } = correctedSeed(events.seed, {
    'events.csv': (text) =>
      text
        .replace('UP Investors Summit 2018', 'Investors Summit 2018')
        .replace('2018-01-24,2018-01-26,DAY', '2018-01-24,2018-01-25,DAY'),
    'event_topics.csv': (text) =>
      text.replace(/^up-japan-virtual-conference-2022,leather.*\n/m, ''),
    'commitments.csv': (text) => text.trimEnd().replace(/\n[^\n]*$/, '\n'),
  });
  await loadSeed(service.db, 'events', seed).finally(remove);
  const { changes, end: behind } = await feed.follow(end);
  expect(inWords(changes)).toEqual([
    'UPDATED Event:up-diwas-2018 endsOn',
    'UPDATED Event:up-investors-summit-2018 title',
    'RETRACTED Commitment:jk-2025-srinagar-fair',
    'UPDATED Event:up-japan-virtual-conference-2022 topicMentions topics',
  ]);
  expect(changes.every(({ reason }) => reason === null)).toBe(true);

  const revisions = await service.execute({
    query: `{ changed: event(code: "up-diwas-2018") { revision lastChangedAt }
              other: event(code: "meet-at-agra-2022") { revision lastChangedAt } }`,
  });
  const { changed, other } = revisions.data as Record<
    string,
    { revision: number; lastChangedAt: string }
  >;
  expect([changed?.revision, other?.revision]).toEqual([2, 1]);
  expect(String(changed?.lastChangedAt) > String(other?.lastChangedAt)).toBe(true);

  await loadSeed(service.db, 'events', events.seed);
  expect(inWords((await feed.follow(behind)).changes)).toEqual([
    'UPDATED Event:up-diwas-2018 endsOn',
    'UPDATED Event:up-investors-summit-2018 title',
    'UPDATED Event:up-japan-virtual-conference-2022 topicMentions topics',
    'CREATED Commitment:jk-2025-srinagar-fair',
  ]);
});

it('tells a target where it was announced', async () => {
  const { end } = await feed.follow(null);
  const { seed, remove } = correctedSeed(events.seed, {
    'target_announcements.csv': (text) =>
      text.replace(/^up-exports-3-lakh-crore-5y-2022,.*\n/m, ''),
  });
  await loadSeed(service.db, 'events', seed).finally(remove);
  expect(inWords((await feed.follow(end)).changes)).toEqual([
    'UPDATED Event:up-diplomatic-missions-announcement-2022 targets',
    'UPDATED Target:up-exports-3-lakh-crore-5y-2022 announcedAt',
  ]);
  await loadSeed(service.db, 'events', events.seed);
});

it('goes on counting the revisions of a record that is taken out and put back', async () => {
  const code = 'jk-2025-srinagar-fair';
  const revision = async (): Promise<unknown> => {
    const [row] = await service.db.query(
      'SELECT revision FROM events.commitments WHERE code = $1',
      [code],
    );
    return row?.revision;
  };
  const before = await revision();
  const { seed, remove } = correctedSeed(events.seed, {
    'commitments.csv': (text) => text.trimEnd().replace(/\n[^\n]*$/, '\n'),
  });
  await loadSeed(service.db, 'events', seed).finally(remove);
  expect(await revision()).toBeUndefined();
  await loadSeed(service.db, 'events', events.seed);
  expect(await revision()).toBe(Number(before) + 2);
});

it('gives calendars their address in the language asked for', async () => {
  const url = async (headers: Record<string, string>) => {
    const { data } = await service.execute({ query: '{ calendarFeed { url } }', headers });
    return String((data?.calendarFeed as { url?: string } | undefined)?.url);
  };
  expect(await url({})).toMatch(/^http:\/\/127\.0\.0\.1:4000\/calendar\/[\w-]+\.ics$/);
  expect(await url({ 'x-public-url': 'https://exports.example/graph' })).toMatch(
    /^https:\/\/exports\.example\/graph\/calendar\//,
  );
  expect(await url({ 'accept-language': 'hi' })).not.toBe(await url({}));
});
