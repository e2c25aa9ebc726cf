import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/index.ts';
import { processesOf } from './installation.ts';

let folder: string;
let dataDir: string;
const started: EmbeddedPostgres[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-test-'));
  dataDir = join(folder, 'data');
});

afterAll(async () => {
  await Promise.all(started.map((database) => database.stop()));
  rmSync(folder, { recursive: true, force: true });
});

const start = async (where: string, report?: (line: string) => void) => {
  const database = await startEmbeddedPostgres({ dataDir: where, ...(report && { report }) });
  started.push(database);
  return database;
};

const query = async (database: EmbeddedPostgres, sql: string) => {
  const client = new Client({ connectionString: database.url('postgres') });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('on a folder that does not exist', () => {
  let database: EmbeddedPostgres;
  const reports: string[] = [];

  beforeAll(async () => {
    database = await start(dataDir, (line) => reports.push(line));
  });

  it('creates the database and says so', () => {
    expect(database.firstStart).toBe(true);
    expect(reports).toContain(`Creating the database in ${dataDir}`);
  });

  it('leaves nothing but the data folder beside it', () => {
    expect(readdirSync(folder)).toEqual(['data']);
  });

  it('finds trigrams in Devanagari', async () => {
    const [row] = await query(database, `CREATE EXTENSION pg_trgm; SELECT 1`).then(() =>
      query(database, `SELECT show_trgm('द') AS trigrams`),
    );
    expect(row.trigrams).toHaveLength(2);
  });

  it('syncs every commit to the disk', async () => {
    const [row] = await query(
      database,
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commits`,
    );
    expect(row).toEqual({ fsync: 'on', commits: 'on' });
  });

  it('listens on no TCP port', async () => {
    const [row] = await query(database, `SELECT current_setting('listen_addresses') AS addresses`);
    expect(row.addresses).toBe('');
  });

  it('is refused to a second starter, who is told the processes and the folder', async () => {
    const server = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0];
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
      reason: 'IN_USE',
      message:
        `The database in ${dataDir} is in use by PostgreSQL, process ${server}, which process ` +
        `${process.pid} started. End process ${process.pid} first, or give this one another folder.`,
    });
    expect(await query(database, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('keeps its data for the next start, and stops without a trace', async () => {
    await query(database, `CREATE TABLE places (name text); INSERT INTO places VALUES ('भदोही')`);
    const socketFolder = decodeURIComponent(new URL(database.url('postgres')).hostname);
    await Promise.all([database.stop(), database.stop()]);
    expect(processesOf(process.pid)).toEqual([]);
    expect(() => readdirSync(socketFolder)).toThrow('ENOENT');

    const again = await start(dataDir);
    expect(again.firstStart).toBe(false);
    expect(await query(again, 'SELECT name FROM places')).toEqual([{ name: 'भदोही' }]);
    await again.stop();
  });
});

it('lets one of two first starts on the same folder win, and refuses the other', async () => {
  const both = join(folder, 'both');
  const outcomes = await Promise.allSettled([start(both), start(both)]);
  const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  expect(won).toHaveLength(1);
  const lost = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(lost?.reason.message).toContain(`The database in ${both} is in use by PostgreSQL`);
  expect(lost?.reason.reason).toBe('IN_USE');
  expect(readdirSync(folder).filter((name) => name.startsWith('both'))).toEqual(['both']);
  await won[0]?.value.stop();
});

it('refuses the data of another major version, and says how to carry them over', async () => {
  const old = join(folder, 'old');
  mkdirSync(old);
  writeFileSync(join(old, 'PG_VERSION'), '17\n');
  const refused = expect(startEmbeddedPostgres({ dataDir: old })).rejects;
  await refused.toMatchObject({ reason: 'OTHER_VERSION' });
  await refused.toThrow(/written by PostgreSQL 17, and this is PostgreSQL 18.*pg_dump/s);
});

it('refuses a folder with other files, and leaves them alone', async () => {
  const other = join(folder, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'letter.txt'), 'Dear Sir');
  await expect(startEmbeddedPostgres({ dataDir: other })).rejects.toMatchObject({
    reason: 'FAILED',
    message: expect.stringContaining(`${other} holds files, but no database`),
  });
  expect(readdirSync(other)).toEqual(['letter.txt']);
});

it('gives the log of a server that cannot start', async () => {
  const configuration = join(dataDir, 'postgresql.conf');
  const before = readFileSync(configuration);
  writeFileSync(configuration, 'no_such_setting = 1\n');
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
    reason: 'FAILED',
    message: expect.stringContaining('unrecognized configuration parameter "no_such_setting"'),
  });
  writeFileSync(configuration, before);
});
