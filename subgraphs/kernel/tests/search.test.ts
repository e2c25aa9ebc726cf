import type { DataSource } from 'typeorm';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import {
  baseMigration,
  rebuildSearch,
  refreshSearch,
  type SearchRecord,
  type SearchSource,
  searchCodes,
  searchEntities,
  searchMigration,
} from '../src/index.ts';
import { silentLogger } from '../src/log.ts';
import { askedText, searchParameters, searchStatement } from '../src/search/query.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';

const schema = 'demo';
let database: TestDatabase;
let db: DataSource;
const sql: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({
    url: database.url,
    schema,
    entities: searchEntities,
    migrations: [baseMigration(schema), searchMigration(schema)],
    log: silentLogger,
    onQuery: (statement) => sql.push(statement),
  });
  await migrate(db, schema);
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const record = (code: string, title: string, parts: Partial<SearchRecord> = {}): SearchRecord => ({
  code,
  title,
  names: [title],
  related: [],
  body: [],
  ...parts,
});

/** A source that reads from a list which a test may change. */
const sourceOf = (typeName: string, records: readonly SearchRecord[]): SearchSource => ({
  typeName,
  read: async (_, codes) => records.filter(({ code }) => codes?.includes(code) ?? true),
});

const rebuild = (...sources: readonly SearchSource[]) =>
  db.transaction((manager) => rebuildSearch(manager, schema, sources));

/** The codes of clusters that a text finds. */
const clusters = async (text: string, first = 20): Promise<readonly string[]> =>
  (await searchCodes(db, schema, text, first)).get('Cluster') ?? [];

describe('a search', () => {
  beforeAll(() =>
    rebuild(
      sourceOf('Cluster', [
        record('bhadohi', 'Bhadohi carpet cluster', {
          names: ['Bhadohi carpet cluster', 'भदोही कालीन क्लस्टर'],
        }),
        record('mirzapur', 'Mirzapur carpet cluster', {
          body: ['Near Bhadohi, in villages along the river.'],
        }),
        record('agra', 'Agra', { related: ['leather'] }),
        record('agra-durrie', 'Agra durrie weaving'),
        record('kanpur', 'Kanpur leather'),
        record('handloom', 'Handloom of Mau'),
        record('kala', 'Kala Namak'),
        record('aligarh', 'Aligarh locks', { names: ['Aligarh locks', null] }),
        record('twin-b', 'Twin'),
        record('twin-a', 'Twin'),
        record('fair-2022', 'Fair 2022'),
      ]),
      sourceOf('Mission', [record('tokyo', 'Embassy of India, Tokyo', { names: ['टोक्यो'] })]),
    ),
  );

  it.each(['भदोही कालीन', 'Bhadohi carpet', 'bhadohi kaleen', 'bhadoi kalin', 'BHADOHI', 'bhadoh'])(
    'finds the same first for %s',
    async (text) => {
      expect((await clusters(text))[0]).toBe('bhadohi');
    },
  );

  it('puts a name ahead of what it belongs to, and that ahead of what is said about it', async () => {
    expect(await clusters('leather')).toEqual(['kanpur', 'agra']);
    expect(await clusters('Bhadohi')).toEqual(['bhadohi', 'mirzapur']);
  });

  it('puts a name that is just what was asked for ahead of one with more to it', async () => {
    expect(await clusters('Agra')).toEqual(['agra', 'agra-durrie']);
  });

  it('orders equally good ones by name and code', async () => {
    expect(await clusters('twin')).toEqual(['twin-a', 'twin-b']);
  });

  it('gives at most so many of each type', async () => {
    expect(await clusters('twin', 1)).toEqual(['twin-a']);
  });

  it.each([
    ['a beginning', 'kanp', 'kanpur'],
    ['a letter left out', 'Kanpr', 'kanpur'],
    ['two letters swapped', 'Kapnur', 'kanpur'],
    ['two slips in a long word', 'Mirzapuram', 'mirzapur'],
    ['one word written as two', 'hand loom', 'handloom'],
    ['two words written as one', 'kalanamak', 'kala'],
    ['function words beside the word that tells', 'the locks of the', 'aligarh'],
  ])('finds by %s', async (_, text, code) => {
    expect(await clusters(text)).toEqual([code]);
  });

  it('forgives no slip in a word that stands somewhere as it is', async () => {
    expect(await clusters('kala')).toEqual(['kala']);
  });

  it('takes no number for another', async () => {
    expect(await clusters('2022')).toEqual(['fair-2022']);
    expect(await clusters('2021')).toEqual([]);
  });

  it('finds records of several types at once, in one statement', async () => {
    sql.length = 0;
    const found = await searchCodes(db, schema, 'Tokyo carpet', 20);
    expect(sql).toHaveLength(1);
    expect(Object.fromEntries(found)).toEqual({
      Mission: ['tokyo'],
      Cluster: ['bhadohi', 'mirzapur'],
    });
  });

  it.each(['qwxzvbn', 'asdfghjkl', '!!!', 'zzzz', '%', '_____', "'; DROP TABLE x", '\u0000'])(
    'finds nothing for %j',
    async (text) => {
      expect(await searchCodes(db, schema, text, 20)).toEqual(new Map());
    },
  );
});

describe('the order of what is found', () => {
  beforeAll(() =>
    rebuild(
      sourceOf('Cluster', [
        record('walnut', 'Walnut wood carving'),
        record('wood', 'Wood carving', { names: ['Wood carving', 'Saharanpur Craft'] }),
        record('saharanpur', 'Saharanpur', { names: ['Saharanpur', 'Craft of reeds'] }),
        record('north', 'Corea'),
        record('south', 'Republic of the southern half', { names: ['Corea'] }),
        record('odop', 'One District One Product (ODOP)'),
        record('margin', 'ODOP loan'),
        record('kw', 'Kuwait', { names: ['Kuwait', 'KW'] }),
        record('cw', 'Curacao', { names: ['Curacao', 'CW'] }),
        record('au', 'Australia', { names: ['Australia', 'AU'] }),
        record('jute', 'Jute wall hangings'),
        record('shoes', 'Shoes', { names: ['Shoes', 'joote'] }),
        record('berlin', 'Embassy in Berlin'),
        record('text', 'Petha', { body: ['Sweet made after Dusri recipes'] }),
      ]),
      sourceOf('Agreement', [
        ...['Israel', 'Peru', 'Qatar', 'Oman'].map((name) => record(name, `${name} pact`)),
        record('gb', 'CETA', { related: ['Britain'] }),
      ]),
      sourceOf(
        'Mission',
        Array.from({ length: 30 }, (_, i) =>
          record(`m${i}`, `Mission ${i}`, { related: ['Britain'] }),
        ),
      ),
    ),
  );

  it.each([
    ['the whole name', 'Wood carving', 'wood'],
    ['the whole of a second name', 'Saharanpur craft', 'wood'],
    ['the words of a whole name in another order', 'carving wood', 'wood'],
    ['what stands in brackets in a name', 'ODOP', 'odop'],
    ['what stands ahead of the brackets', 'one district one product', 'odop'],
    ['a code as it is written', 'KW', 'kw'],
    ['a code that sounds like another', 'cw', 'cw'],
    ['a code of which folding leaves one letter', 'AU', 'au'],
    ['a word as it is written ahead of one that sounds alike', 'jute', 'jute'],
    ['a word that sounds alike', 'jute joote', 'shoes'],
    ['a slip that folding makes two of', 'Beelin', 'berlin'],
  ])('has first what is found by %s', async (_, text, code) => {
    expect((await clusters(text))[0]).toBe(code);
  });

  it('goes by what is rare among records of its own type', async () => {
    const found = await searchCodes(db, schema, 'Britain pact', 20);
    expect(found.get('Agreement')?.[0]).toBe('gb');
  });

  it('knows no slips in what is said about a record', async () => {
    expect(await clusters('dusri')).toEqual(['text']);
    expect(await clusters('dussehri')).toEqual([]);
  });
});

describe('the index', () => {
  it('follows single records when it is told of them', async () => {
    const before = [record('a', 'Bangles'), record('b', 'Bells'), record('c', 'Brushes')];
    await rebuild(sourceOf('Cluster', before));
    const after = [record('a', 'Bangles'), record('b', 'Bricks')];
    await db.transaction((manager) =>
      refreshSearch(manager, schema, sourceOf('Cluster', after), ['b', 'c']),
    );
    expect(await clusters('bangles')).toEqual(['a']);
    expect(await clusters('bells')).toEqual([]);
    expect(await clusters('bricks')).toEqual(['b']);
    expect(await clusters('brushes')).toEqual([]);
  });

  it('is what the entities say', async () => {
    const { upQueries } = await db.driver.createSchemaBuilder().log();
    const others = upQueries.filter(({ query }) => query.includes('search_'));
    expect(others.map(({ query }) => query)).toEqual([]);
  });

  it('serves a search of 20,000 records without a scan of its words', async () => {
    const syllables = ['ka', 'mo', 'ri', 'tu', 'ne', 'sa', 'po', 'li', 'bu', 'de'];
    const name = (i: number): string => [...String(10_000 + i)].map((d) => syllables[+d]).join('');
    const many = Array.from({ length: 20_000 }, (_, i) =>
      record(`r-${i}`, `${name(i)} ${name(30_000 + i)}`),
    );
    await rebuild(sourceOf('Cluster', many));
    const parameters = searchParameters(askedText('morituka kamorine'), 5);
    const plan: { 'QUERY PLAN': string }[] = await db.query(
      `EXPLAIN ${searchStatement(schema)}`,
      parameters,
    );
    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toContain('search_words_word_idx');
    expect(lines).toContain('search_spellings_pkey');
    expect(lines).not.toMatch(/Seq Scan on search_(words|spellings|postings)/);
    const [last] = many.slice(-1);
    expect((await clusters(last?.title ?? '', 1))[0]).toBe(last?.code);
  });
});
