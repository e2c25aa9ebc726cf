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
import { partners } from '../src/index.ts';

let service: TestService;
let feed: FeedReader;
beforeAll(async () => {
  service = await startTestService(partners, { loadSeed: true });
  feed = feedReader(service, 'partnerChanges');
});
afterAll(() => service.stop());

it('names fields that the schema has, whichever column changes', () => {
  expect(fieldsAmiss(partners)).toEqual([]);
});

it('tells of the rows of every file, or has a reason not to', () => {
  expect(untoldAmiss(partners)).toEqual([]);
});

it('tells of every record of the first load once, in one statement a page', async () => {
  const { changes } = await feed.follow(null);
  const rows = await service.db.query(
    `SELECT (SELECT count(*)::int FROM partners.countries) AS "Country", (SELECT count(*)::int FROM partners.missions) AS "Mission", (SELECT count(*)::int FROM partners.organisations) AS "Organisation", (SELECT count(*)::int FROM partners.trade_agreements) AS "TradeAgreement", (SELECT count(*)::int FROM partners.market_requirements) AS "MarketRequirement"`,
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

it('tells of a correction of the seed with the fields that changed', async () => {
  const { end } = await feed.follow(null);
  const { seed, remove } = correctedSeed(partners.seed, {
    'missions.csv': (text) => text.replace(/^(embassy-tokyo,.*),MH,/m, '$1,,'),
    'partnerships.csv': (text) => text.replace(/,ACTIVE,2022-06-07,/, ',PLANNED,2022-06-07,'),
  });
  await loadSeed(service.db, 'partners', seed).finally(remove);
  const { changes } = await feed.follow(end);
  expect(inWords(changes)).toEqual([
    'UPDATED Mission:embassy-tokyo accreditedTo partnerships',
    'UPDATED State:IN-UP partnerships',
  ]);
});

it('tells a state of its contact and of the partnerships that it has no more', async () => {
  const { end } = await feed.follow(null);
  const { seed, remove } = correctedSeed(partners.seed, {
    'missions.csv': (text) => text.replace(/^(embassy-tokyo,.*),MH,/m, '$1,,'),
    'state_contacts.csv': (text) => text.replace('IN-JK,jktpo-export-cell', 'IN-JK,cepc'),
    'partnerships.csv': (text) =>
      text.replace(/,ACTIVE,2022-06-07,/, ',PLANNED,2022-06-07,').replace(/^jk-amazon,.*\n/m, ''),
  });
  await loadSeed(service.db, 'partners', seed).finally(remove);
  expect(inWords((await feed.follow(end)).changes)).toEqual([
    'UPDATED State:IN-JK partnerships singlePointOfContact',
    'UPDATED Organisation:amazon partnerships',
  ]);
});
