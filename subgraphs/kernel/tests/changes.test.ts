import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import {
  baseMigration,
  ChangeEntity,
  cells,
  changePage,
  changesMigration,
  loadSeed,
  recordChanges,
  type SeedDefinition,
  SeedLoadEntity,
  SeedRowEntity,
  SourceEntity,
  toNodeId,
} from '../src/index.ts';
import { silentLogger } from '../src/log.ts';
import type { CodeRegistry } from '../src/seed/registry.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';

class CreateTowns1700000001000 {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE demo.towns (code text PRIMARY KEY, name_en text NOT NULL, name_hi text, people numeric,
       state_code text, place integer NOT NULL, revision integer NOT NULL DEFAULT 1)`,
    );
    await runner.query(
      `CREATE TABLE demo.town_twins (town_code text REFERENCES demo.towns, twin_code text,
       position integer NOT NULL, PRIMARY KEY (town_code, twin_code))`,
    );
    await runner.query(
      `CREATE TABLE demo.fairs (town_code text REFERENCES demo.towns, name text, month text, place integer NOT NULL,
       PRIMARY KEY (town_code, name))`,
    );
    await runner.query(`INSERT INTO demo.towns VALUES ('old', 'Old', NULL, NULL, NULL, 0)`);
  }
  async down(): Promise<void> {}
}

const registry: CodeRegistry = new Map();
const list = 'Query.demoChanges';
let folder: string;
let database: TestDatabase;
let db: DataSource;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-changes-'));
  database = await createTestDatabase();
  db = await openDatabase({
    url: database.url,
    schema: 'demo',
    entities: [SourceEntity, SeedRowEntity, SeedLoadEntity, ChangeEntity],
    migrations: [
      baseMigration('demo'),
      CreateTowns1700000001000,
      changesMigration('demo', [['Town', 'towns']]),
    ],
    log: silentLogger,
  });
  await migrate(db, 'demo');
});

afterEach(async () => {
  await db.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const { code, decimal, list: listOf, required, text } = cells;
const place = { sqlType: 'integer', from: ({ line }: { line: number }) => line };

/** A seed of towns with their twins, and of the fairs that are part of them. */
function seedOf(towns: string, fairs = ''): SeedDefinition {
  writeFileSync(
    join(folder, 'towns.csv'),
    `code,name_en,name_hi,people,state_code,twins\n${towns}`,
  );
  writeFileSync(join(folder, 'fairs.csv'), `town_code,name,month\n${fairs}`);
  return {
    folder,
    version: 1,
    tables: [
      {
        file: 'towns.csv',
        table: 'towns',
        key: ['code'],
        columns: {
          code: required(code()),
          name_en: required(text()),
          name_hi: text(),
          people: decimal(),
          state_code: text(),
          twins: listOf(text()),
        },
        derived: { place },
        links: [{ column: 'twins', table: 'town_twins', owner: 'town_code', item: 'twin_code' }],
        record: { type: 'Town', fields: { people: ['inhabitants'] }, revision: 'revision' },
        unseen: ['place'],
      },
      {
        file: 'fairs.csv',
        table: 'fairs',
        key: ['town_code', 'name'],
        columns: { town_code: required(code()), name: required(text()), month: text() },
        derived: { place },
        parts: [{ of: 'Town', by: 'town_code', field: 'fairs' }],
        unseen: ['place'],
      },
    ],
  };
}

const load = (seed: SeedDefinition) => loadSeed(db, 'demo', seed, registry);

/** What the feed holds behind a cursor, each change in a line. */
async function told(after?: string): Promise<string[]> {
  const { nodes } = await changePage(db, 'demo', list, { first: 100, after });
  return nodes.map(({ action, nodeId, fields }) =>
    [action, Buffer.from(nodeId, 'base64url').toString(), ...fields].join(' '),
  );
}

/** The cursor behind all that is in the feed. */
const end = async (): Promise<string | undefined> =>
  (await changePage(db, 'demo', list, { first: 100 })).pageInfo.endCursor ?? undefined;

const base = 'agra,Agra,,1585704.50,UP,x|y\nbhadohi,Bhadohi,भदोही,,UP,\n';
const baseFairs = 'agra,Taj Mahotsav,Feb\nbhadohi,Carpet Expo,Oct\n';

describe('a seed in the feed of changes', () => {
  it('tells records that were there before the feed as created, then those of the first load', async () => {
    expect(await told()).toEqual(['CREATED Town:old']);
    await load(seedOf(base, baseFairs));
    expect(await told()).toEqual(['CREATED Town:old', 'CREATED Town:agra', 'CREATED Town:bhadohi']);
  });

  it('tells nothing when nothing changes, nor when rows only move in their file', async () => {
    await load(seedOf(base, baseFairs));
    const behind = await end();
    await load({ ...seedOf(base, baseFairs), version: 2 });
    await load(seedOf(base.split('\n').reverse().join('\n').trim(), baseFairs));
    expect(await told(behind)).toEqual([]);
  });

  it.each([
    ['a text in either language', 'Agra', 'Agra city', 'name'],
    ['a column named otherwise', '1585704.50', '1', 'inhabitants'],
    ['a code', '4.50,UP', '4.50,UK', 'state'],
    ['an item of a list', 'x|y', 'x|z', 'twins'],
    ['the order of a list', 'x|y', 'y|x', 'twins'],
    ['an empty list', 'x|y', '', 'twins'],
  ])('names the field that %s decides', async (_, before, after, field) => {
    await load(seedOf(base, baseFairs));
    const behind = await end();
    await load(seedOf(base.replace(before, after), baseFairs));
    expect(await told(behind)).toEqual([`UPDATED Town:agra ${field}`]);
  });

  it('tells of all that changes in a record at once, its parts included', async () => {
    await load(seedOf(base, baseFairs));
    const behind = await end();
    await load(
      seedOf(
        base.replace('Agra,,1585704.50', 'Agra city,आगरा,1'),
        baseFairs.replace('Feb', 'Mar').replace('bhadohi,Carpet Expo,Oct\n', ''),
      ),
    );
    expect(await told(behind)).toEqual([
      'UPDATED Town:agra fairs inhabitants name',
      'UPDATED Town:bhadohi fairs',
    ]);
  });

  it('tells a record that the seed drops as retracted, whatever became of its parts', async () => {
    await load(seedOf(base, baseFairs));
    const behind = await end();
    await load(seedOf('bhadohi,Bhadohi,भदोही,,UP,\n', 'bhadohi,Carpet Expo,Oct\n'));
    expect(await told(behind)).toEqual(['RETRACTED Town:agra']);
  });

  it('counts up the revision of what changed, and of nothing else', async () => {
    await load(seedOf(base, baseFairs));
    await load(seedOf(base.replace('x|y', 'x'), baseFairs));
    await load(seedOf(base.replace('x|y', 'x').replace('Agra', 'Agra city'), baseFairs));
    expect(await db.query('SELECT code, revision FROM demo.towns ORDER BY code')).toEqual([
      { code: 'agra', revision: 3 },
      { code: 'bhadohi', revision: 1 },
      { code: 'old', revision: 1 },
    ]);
  });

  it('goes on counting the revision of a record that is taken out and put back', async () => {
    const revision = async (): Promise<unknown> =>
      (await db.query(`SELECT revision FROM demo.towns WHERE code = 'agra'`))[0]?.revision;
    await load(seedOf(base, baseFairs));
    await load(seedOf(base.replace('Agra', 'Agra city'), baseFairs));
    expect(await revision()).toBe(2);
    await load(seedOf('bhadohi,Bhadohi,भदोही,,UP,\n', 'bhadohi,Carpet Expo,Oct\n'));
    await load(seedOf(base, baseFairs));
    expect(await revision()).toBe(4);
    await load(seedOf(base.replace('Agra', 'Agra city'), baseFairs));
    expect(await revision()).toBe(5);
  });

  it('tells nothing of a load that fails', async () => {
    await load(seedOf(base, baseFairs));
    const behind = await end();
    const failing: SeedDefinition = {
      ...seedOf(base.replace('Agra', 'Agra city'), baseFairs),
      finish: async (manager) => {
        await manager.query('SELECT 1 / 0');
      },
    };
    await expect(load(failing)).rejects.toThrow('division by zero');
    expect(await told(behind)).toEqual([]);
  });

  it('writes the first load in one statement, however many records it holds', async () => {
    const written: string[] = [];
    db.setOptions({
      logging: ['query'],
      logger: { ...quiet, logQuery: (sql) => written.push(sql) },
    });
    await load(seedOf(base, baseFairs));
    expect(written.filter((sql) => sql.includes('INSERT INTO demo.changes'))).toHaveLength(1);
  });
});

const nothing = () => {};
const quiet = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};

const created = (code: string) => ({ action: 'CREATED', typeName: 'Town', code }) as const;

describe('a change that somebody makes', () => {
  it('carries its reason and its instant', async () => {
    const before = new Date().toISOString();
    await db.transaction((manager) =>
      recordChanges(manager, 'demo', [
        {
          action: 'UPDATED',
          typeName: 'Town',
          code: 'old',
          fields: ['name'],
          reason: 'Misspelt in the source.',
        },
      ]),
    );
    const { nodes } = await changePage(db, 'demo', list, { first: 1, after: await first() });
    expect(nodes).toEqual([
      {
        cursor: expect.any(String),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        action: 'UPDATED',
        typeName: 'Town',
        nodeId: toNodeId('Town', 'old'),
        fields: ['name'],
        reason: 'Misspelt in the source.',
      },
    ]);
    expect(Date.parse(nodes[0]?.at ?? '')).toBeGreaterThan(Date.parse(before) - 60_000);
  });

  it('goes with its transaction when that is rolled back', async () => {
    const failing = db.transaction(async (manager) => {
      await recordChanges(manager, 'demo', [created('never')]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await told()).toEqual(['CREATED Town:old']);
  });
});

const first = async (): Promise<string | undefined> =>
  (await changePage(db, 'demo', list, { first: 1 })).pageInfo.endCursor ?? undefined;

/** A transaction that has written to the feed and is not through; `commit` ends it. */
async function open(code: string): Promise<{ pid: number; commit: () => Promise<void> }> {
  const runner = db.createQueryRunner();
  await runner.startTransaction();
  const [{ pid }] = await runner.query('SELECT pg_backend_pid() AS pid');
  await recordChanges(runner.manager as EntityManager, 'demo', [created(code)]);
  return {
    pid,
    commit: async () => {
      await runner.commitTransaction();
      await runner.release();
    },
  };
}

/** Waits until a writer queues behind the process; the test's own deadline ends a wait in vain. */
async function queued(pid: number): Promise<void> {
  for (;;) {
    const [{ waiting }] = await db.query(
      'SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))',
      [pid],
    );
    if (waiting > 0) return;
  }
}

describe('writers at the same time', () => {
  it('are told in the order in which they are through, so that no poller misses one', async () => {
    const slow = await open('slow');
    const quick = open('quick');
    await queued(slow.pid);
    // Were numbers given out as rows are written, a poller could meet `quick` here and never see `slow`.
    const behind = await end();
    expect(await told()).toEqual(['CREATED Town:old']);
    await slow.commit();
    await (await quick).commit();
    expect(await told(behind)).toEqual(['CREATED Town:slow', 'CREATED Town:quick']);
  });

  it('are never missed by a poller, however many there are', async () => {
    let through = false;
    const writers = Promise.all(
      [1, 2, 3].map(async (writer) => {
        for (let turn = 0; turn < 20; turn++) {
          await db.transaction(async (manager) => {
            await recordChanges(manager, 'demo', [created(`w${writer}-${turn}`)]);
            await manager.query('SELECT count(*) FROM demo.changes');
          });
        }
      }),
    ).finally(() => {
      through = true;
    });
    const seen: string[] = [];
    let after: string | undefined;
    for (let last = false; !last; ) {
      last = through;
      const page = await changePage(db, 'demo', list, { first: 7, after });
      seen.push(...page.nodes.map(({ nodeId }) => nodeId));
      after = page.pageInfo.endCursor ?? after;
      if (page.pageInfo.hasNextPage) last = false;
    }
    await writers;
    expect(new Set(seen).size).toBe(61);
    expect(seen).toHaveLength(61);
  });
});

describe('a page of the feed', () => {
  beforeEach(() =>
    db.transaction((manager) =>
      recordChanges(
        manager,
        'demo',
        Array.from({ length: 99 }, (_, i) => created(`t${i}`)),
      ),
    ),
  );

  it('goes on behind the last one, and a poller at the end keeps its cursor', async () => {
    const one = await changePage(db, 'demo', list, { first: 60 });
    expect(one.nodes).toHaveLength(60);
    expect(one.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const two = await changePage(db, 'demo', list, { first: 60, after: one.pageInfo.endCursor });
    expect(two.edges.map(({ node }) => node)).toEqual(two.nodes);
    expect(two.nodes).toHaveLength(40);
    expect(two.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const after = two.pageInfo.endCursor;
    const three = await changePage(db, 'demo', list, { first: 60, after });
    expect(three).toEqual({
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
    await db.transaction((manager) => recordChanges(manager, 'demo', [created('new')]));
    expect(await told(after ?? undefined)).toEqual(['CREATED Town:new']);
  });

  it('says that it goes on only where it does', async () => {
    const whole = await changePage(db, 'demo', list, { first: 100 });
    expect(whole.nodes).toHaveLength(100);
    expect(whole.pageInfo.hasNextPage).toBe(false);
  });

  it('is found through the index of the primary key, wherever it lies', async () => {
    await db.query(
      `INSERT INTO demo.changes (action, type_name, code, fields)
       SELECT 'CREATED', 'Town', n::text, '{}' FROM generate_series(1, 20000) AS n`,
    );
    await db.query('ANALYZE demo.changes');
    const [{ 'QUERY PLAN': plan }] = await db.query(
      'EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM demo.changes WHERE id >= 19000 ORDER BY id LIMIT 52',
    );
    const scan = plan[0].Plan.Plans[0];
    expect(scan).toMatchObject({ 'Index Name': 'changes_pkey', 'Actual Rows': 52 });
  });

  it.each([
    [{ first: 0 }, '`first` must be 1 to 100, got 0.', 'first'],
    [{ first: 101 }, '`first` must be 1 to 100, got 101.', 'first'],
    [{ first: 5, after: 'x' }, '`after` is not a cursor: "x".', 'after'],
  ])('refuses %j', async (args, message, argument) => {
    await expect(changePage(db, 'demo', list, args)).rejects.toMatchObject({
      message,
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
  });

  it('refuses the cursor of another feed, and one of data that were made anew', async () => {
    const cursor = await end();
    const asked = { first: 5, after: cursor };
    await expect(changePage(db, 'demo', 'Query.otherChanges', asked)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
    });
    await db.query('TRUNCATE demo.changes RESTART IDENTITY');
    await db.transaction((manager) =>
      recordChanges(
        manager,
        'demo',
        Array.from({ length: 200 }, (_, i) => created(`n${i}`)),
      ),
    );
    await expect(changePage(db, 'demo', list, asked)).rejects.toMatchObject({
      message: expect.stringContaining('made anew'),
      extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
    });
  });
});
