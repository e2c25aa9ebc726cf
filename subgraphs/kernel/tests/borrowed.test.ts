import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import {
  type BorrowedRows,
  baseMigration,
  type SeedDefinition,
  SeedLoadEntity,
  SeedRowEntity,
  SourceEntity,
} from '../src/index.ts';
import { silentLogger } from '../src/log.ts';
import { loadSeed } from '../src/seed/load.ts';
import { Problems } from '../src/seed/problems.ts';
import { readCodeRegistry } from '../src/seed/registry.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';

let root: string;
let database: TestDatabase;
let db: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'niryat-borrowed-'));
  for (const name of ['demo', 'ports']) mkdirSync(join(root, name, 'seed'), { recursive: true });
  inPorts(
    'codes.json',
    '{ "Port": { "file": "ports.csv", "column": "code" }, "Call": { "file": "calls.csv" } }',
  );
  inPorts('ports.csv', 'code,name\nmundra,Mundra\n');
  database = await createTestDatabase();
  db = await openDatabase({
    url: database.url,
    schema: 'demo',
    entities: [SourceEntity, SeedRowEntity, SeedLoadEntity],
    migrations: [baseMigration('demo')],
    log: silentLogger,
  });
  await migrate(db, 'demo');
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
  rmSync(root, { recursive: true });
});

/** Writes a file of another seed. */
function inPorts(file: string, text: string): void {
  writeFileSync(join(root, 'ports', 'seed', file), text);
}

/** Loads a seed that borrows what is named, and gives what it was handed; undefined where nothing was loaded. */
async function handed(...borrows: readonly string[]): Promise<BorrowedRows | undefined> {
  let rows: BorrowedRows | undefined;
  const seed: SeedDefinition = {
    folder: join(root, 'demo', 'seed'),
    tables: [],
    version: 1,
    borrows,
    finish: async (_manager, borrowed) => {
      rows = borrowed;
    },
  };
  await loadSeed(db, 'demo', seed, new Map(), root);
  return rows;
}

describe('a seed that borrows files of others', () => {
  it('is handed their rows as they are written, and loads again when one of them changes', async () => {
    inPorts('calls.csv', 'port,ship\nmundra,"Asha, the second"\nmundra,\n');
    expect(await handed('Call', 'Port')).toEqual(
      new Map([
        [
          'Call',
          [
            { port: 'mundra', ship: 'Asha, the second' },
            { port: 'mundra', ship: '' },
          ],
        ],
        ['Port', [{ code: 'mundra', name: 'Mundra' }]],
      ]),
    );
    expect(await handed('Call', 'Port')).toBeUndefined();
    inPorts('calls.csv', 'port,ship\n');
    expect(await handed('Call', 'Port')).toEqual(
      new Map<string, unknown>([
        ['Call', []],
        ['Port', [{ code: 'mundra', name: 'Mundra' }]],
      ]),
    );
  });

  it('is refused where no file of the type is open', async () => {
    await expect(handed('Ship')).rejects.toThrow('No codes.json opens a seed file of Ship');
  });

  it('is refused, with file and line, where such a file is no CSV', async () => {
    inPorts('calls.csv', 'port,ship\nmundra,"Asha\n');
    await expect(handed('Call')).rejects.toThrow(/calls\.csv:\d+: /);
  });
});

describe('a seed that follows those beside it', () => {
  it('loads again when any of their files changes, and is told the digest of each', async () => {
    const load = async (): Promise<readonly string[] | undefined> => {
      let files: readonly string[] | undefined;
      const seed: SeedDefinition = {
        folder: join(root, 'demo', 'seed'),
        tables: [],
        version: 2,
        followsSiblings: true,
        finish: async (_manager, _borrowed, { siblings }) => {
          files = [...siblings].map(([file, digest]) => `${file} ${digest.slice(0, 4)}`);
        },
      };
      await loadSeed(db, 'demo', seed, new Map(), root);
      return files;
    };
    // `demo` is the seed's own folder: what lies there is no sibling's.
    writeFileSync(join(root, 'demo', 'seed', 'codes.json'), '{}');
    writeFileSync(join(root, 'demo', 'seed', 'own.csv'), 'code\n');
    inPorts('calls.csv', 'port,ship\n');
    inPorts('unopened.csv', 'code\na\n');
    const before = await load();
    expect(before?.map((file) => file.split(' ')[0])).toEqual([
      'ports/calls.csv',
      'ports/ports.csv',
      'ports/unopened.csv',
    ]);
    expect(await load()).toBeUndefined();
    inPorts('unopened.csv', 'code\nb\n');
    const after = await load();
    expect(after?.slice(0, 2)).toEqual(before?.slice(0, 2));
    expect(after?.[2]).not.toBe(before?.[2]);
  });
});

describe('a file that is open without a column', () => {
  it('holds no codes that references are checked against', () => {
    expect(readCodeRegistry(new Problems(), root)).toEqual(
      new Map([['Port', new Set(['mundra'])]]),
    );
  });
});
