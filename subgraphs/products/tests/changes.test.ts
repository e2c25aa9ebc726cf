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
import { products } from '../src/index.ts';

let service: TestService;
let feed: FeedReader;
beforeAll(async () => {
  service = await startTestService(products, { loadSeed: true });
  feed = feedReader(service, 'productChanges');
});
afterAll(() => service.stop());

it('names fields that the schema has, whichever column changes', () => {
  expect(fieldsAmiss(products)).toEqual([]);
});

it('tells of the rows of every file, or has a reason not to', () => {
  expect(untoldAmiss(products)).toEqual([]);
});

it('tells of every record of the first load once, in one statement a page', async () => {
  const { changes } = await feed.follow(null);
  const rows = await service.db.query(
    `SELECT (SELECT count(*)::int FROM products.states) AS "State", (SELECT count(*)::int FROM products.districts) AS "District", (SELECT count(*)::int FROM products.sectors) AS "Sector", (SELECT count(*)::int FROM products.products) AS "Product", (SELECT count(*)::int FROM products.clusters) AS "Cluster", (SELECT count(*)::int FROM products.facilities) AS "Facility", (SELECT count(*)::int FROM products.targets) AS "Target"`,
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
  const { seed, remove } = correctedSeed(products.seed, {
    'districts.csv': (text) => text.replace(/^(up-agra,IN-UP,)\d+,/m, '$1999,'),
    'export_flows.csv': (text) => text.replace(/^(2017-18,JP,carpets,)15\.580,/m, '$115.570,'),
    'facilities.csv': (text) => text.replace(',srinagar-carpet,kash', ',,kash'),
    'designations.csv': (text) => text.replace(/^up-agra,petha[^\n]*\n/m, ''),
  });
  await loadSeed(service.db, 'products', seed).finally(remove);
  expect(inWords((await feed.follow(end)).changes)).toEqual([
    'UPDATED District:up-agra designations lgdCode',
    'UPDATED Country:JP exportFlows',
    'UPDATED Facility:jk-iict-carpet-lab clusters',
    'UPDATED Product:petha designations',
  ]);
});

it('tells of parts that links tie to records: titles of chapters, and indications of districts', async () => {
  await loadSeed(service.db, 'products', products.seed);
  const { end } = await feed.follow(null);
  const { seed, remove } = correctedSeed(products.seed, {
    'hs_chapters.csv': (text) => text.replace(/^61,.*$/m, '61,Knitted clothes'),
    'geographical_indications.csv': (text) =>
      text
        .replace(/^agra-durrie,[^\n]*\n/m, '')
        .replace(/^(agra-stone-inlay-work,[^,]*,[^,]*),up-agra,/m, '$1,up-agra|up-mathura,'),
  });
  await loadSeed(service.db, 'products', seed).finally(remove);
  expect(inWords((await feed.follow(end)).changes).sort()).toEqual([
    'UPDATED District:up-agra geographicalIndications',
    'UPDATED District:up-mathura geographicalIndications',
    'UPDATED Product:durrie geographicalIndications',
    'UPDATED Product:marble-inlay geographicalIndications',
    'UPDATED Sector:apparel hsChapters',
  ]);
});
