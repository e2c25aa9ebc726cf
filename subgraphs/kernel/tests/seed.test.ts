import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EntitySchema, type QueryRunner } from 'typeorm';
import { migrate, withSchemaLock } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import {
  baseMigration,
  ChangeEntity,
  cells,
  changesMigration,
  checkSeed,
  type SeedDefinition,
  SeedError,
  SeedLoadEntity,
  SeedRowEntity,
  SourceEntity,
} from '../src/index.ts';
import { silentLogger } from '../src/log.ts';
import { loadSeed } from '../src/seed/load.ts';
import type { CodeRegistry } from '../src/seed/registry.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';

class CreateTowns1700000001000 {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE demo.towns (code text PRIMARY KEY, name_en text NOT NULL, people numeric, source_codes text[] NOT NULL)',
    );
    await runner.query(
      `CREATE TABLE demo.town_twins (town_code text REFERENCES demo.towns, twin_code text,
       position integer NOT NULL, PRIMARY KEY (town_code, twin_code))`,
    );
  }
  async down(): Promise<void> {}
}

const Town = new EntitySchema<{ code: string }>({
  name: 'Town',
  tableName: 'towns',
  columns: { code: { type: 'text', primary: true } },
});

const registry: CodeRegistry = new Map([
  ['Town', new Set(['agra', 'bhadohi'])],
  ['Source', new Set(['seed-000', 'seed-001'])],
]);

let folder: string;
let database: TestDatabase;
let db: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-seed-'));
  mkdirSync(folder, { recursive: true });
  database = await createTestDatabase();
  db = await openDatabase({
    url: database.url,
    schema: 'demo',
    entities: [Town, SourceEntity, SeedRowEntity, SeedLoadEntity, ChangeEntity],
    migrations: [baseMigration('demo'), CreateTowns1700000001000, changesMigration('demo', [])],
    log: silentLogger,
  });
  await migrate(db, 'demo');
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

function seedOf(csv: string): SeedDefinition {
  writeFileSync(join(folder, 'towns.csv'), csv);
  return {
    folder,
    version: 1,
    tables: [
      {
        file: 'towns.csv',
        table: 'towns',
        key: ['code'],
        columns: {
          code: cells.required(cells.code()),
          name_en: cells.required(cells.text()),
          people: cells.decimal(),
          twins: cells.list(cells.text()),
          source_codes: cells.required(cells.list(cells.reference('Source'))),
        },
        links: [{ column: 'twins', table: 'town_twins', owner: 'town_code', item: 'twin_code' }],
      },
    ],
  };
}

const heading = 'code,name_en,people,twins,source_codes\n';
const whole = `${heading}agra,Agra,1585704.50,x|y,seed-000|seed-001\nbhadohi,Bhadohi,,,seed-000\n`;

function mistakesOf(csv: string): readonly string[] {
  try {
    checkSeed(seedOf(csv), registry);
    return [];
  } catch (error) {
    if (error instanceof SeedError) return error.problems;
    throw error;
  }
}

describe('checking a seed', () => {
  it.each([
    ['agra,,1,,seed-000', 'towns.csv:2: name_en is empty'],
    ['Agra,Agra,1,,seed-000', 'towns.csv:2: code is "Agra"; accepted is lower-case letters'],
    ['agra,Agra,1e3,,seed-000', 'towns.csv:2: people is "1e3"; accepted is a decimal number'],
    ['agra,Agra,1,x|x,seed-000', 'towns.csv:2: twins is "x|x"; accepted is each item once'],
    ['agra,Agra ,1,,seed-000', 'towns.csv:2: name_en is "Agra "; accepted is no blanks'],
    [
      'agra,Agra,1,,seed-00',
      'towns.csv:2: source_codes is "seed-00", which no Source has; did you mean seed-000',
    ],
    ['agra,Agra,1,,', 'towns.csv:2: source_codes is empty'],
    [
      'agra,Agra,1,,seed-000\nagra,Agra,1,,seed-000',
      'towns.csv:3: ["agra"] stands on line 2 already',
    ],
    ['agra,Agra,1,seed-000', 'towns.csv:2: has 4 cells, not 5'],
  ])('reports %j with file, line and reason', (row, problem) => {
    expect(mistakesOf(heading + row)).toContainEqual(expect.stringContaining(problem));
  });

  it('reports a column that is missing or not known', () => {
    expect(mistakesOf('code,name,people,twins,source_codes\n')).toEqual([
      'towns.csv:1: the column name_en is missing',
      expect.stringContaining('towns.csv:1: the column name is not known'),
    ]);
  });

  it('lists every mistake, not only the first', () => {
    expect(mistakesOf(`${heading}a,,x,,seed-000\nb,,1,,seed-000`)).toHaveLength(3);
  });
});

describe('loading a seed', () => {
  it('puts rows, lists and exact decimals where they belong', async () => {
    const reports = await loadSeed(db, 'demo', seedOf(whole), registry);
    expect(reports.at(-1)).toEqual({
      file: 'towns.csv',
      rows: 2,
      inserted: 2,
      updated: 0,
      removed: 0,
    });
    expect(await db.query('SELECT * FROM demo.towns ORDER BY code')).toEqual([
      {
        code: 'agra',
        name_en: 'Agra',
        people: '1585704.50',
        source_codes: ['seed-000', 'seed-001'],
      },
      { code: 'bhadohi', name_en: 'Bhadohi', people: null, source_codes: ['seed-000'] },
    ]);
    expect(await db.query('SELECT * FROM demo.town_twins ORDER BY position')).toEqual([
      { town_code: 'agra', twin_code: 'x', position: 1 },
      { town_code: 'agra', twin_code: 'y', position: 2 },
    ]);
  });

  it('changes nothing the second time', async () => {
    await loadSeed(db, 'demo', seedOf(whole), registry);
    expect(await loadSeed(db, 'demo', seedOf(whole), registry)).toEqual([]);
    const again = await loadSeed(db, 'demo', { ...seedOf(whole), version: 2 }, registry);
    expect(again.at(-1)).toMatchObject({ inserted: 0, updated: 0, removed: 0 });
  });

  it('counts a row as updated of which a list alone is another', async () => {
    await loadSeed(db, 'demo', seedOf(whole), registry);
    const again = await loadSeed(db, 'demo', seedOf(whole.replace('x|y', 'x')), registry);
    expect(again.at(-1)).toMatchObject({ inserted: 0, updated: 1, removed: 0 });
  });

  it('updates what differs and removes what is gone, and leaves what never came from it', async () => {
    await loadSeed(db, 'demo', seedOf(whole), registry);
    await db.query(`INSERT INTO demo.towns VALUES ('own', 'Own', NULL, '{seed-000}')`);
    const [report] = (
      await loadSeed(
        db,
        'demo',
        seedOf(`${heading}agra,Agra city,1585704.50,y,seed-000\n`),
        registry,
      )
    ).slice(-1);
    expect(report).toMatchObject({ inserted: 0, updated: 1, removed: 1 });
    expect(await db.query('SELECT code, name_en FROM demo.towns ORDER BY code')).toEqual([
      { code: 'agra', name_en: 'Agra city' },
      { code: 'own', name_en: 'Own' },
    ]);
    expect(await db.query('SELECT twin_code, position FROM demo.town_twins')).toEqual([
      { twin_code: 'y', position: 1 },
    ]);
  });

  it('leaves everything as it was when a row cannot be stored', async () => {
    await loadSeed(db, 'demo', seedOf(whole), registry);
    const before = await db.query('SELECT * FROM demo.towns ORDER BY code');
    const failing: SeedDefinition = {
      ...seedOf(`${heading}agra,Changed,,,seed-000\n`),
      finish: async (manager) => {
        await manager.query('SELECT 1 / 0');
      },
    };
    await expect(loadSeed(db, 'demo', failing, registry)).rejects.toThrow('division by zero');
    expect(await db.query('SELECT * FROM demo.towns ORDER BY code')).toEqual(before);
  });
});

describe('starting twice at once', () => {
  it('lets the second starter wait until the first is through', async () => {
    const order: string[] = [];
    const first = withSchemaLock(database.url, 'demo', async () => {
      order.push('first begins');
      await db.query('SELECT pg_sleep(0.05)');
      order.push('first ends');
    });
    const second = withSchemaLock(database.url, 'demo', async () => {
      order.push('second begins');
    });
    await Promise.all([first, second]);
    const [begin, end] = order[0] === 'first begins' ? [0, 1] : [1, 2];
    expect(order.indexOf('first ends') - order.indexOf('first begins')).toBe(end - begin);
  });
});
