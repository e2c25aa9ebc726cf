import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { end, install, linksOf, type Serving, serve } from './installation.ts';

const isRoot = process.getuid?.() === 0;

/** A test that cannot be run here, and why. */
const leftOut = (why: string) => (name: string, run: () => Promise<void>) =>
  it.skip(`${name} (left out: ${why})`, run);

const asRoot = isRoot ? it : leftOut('the tests are not run by root');

/** Whether other users may read this checkout: one below a folder that only root may enter serves root alone. */
const isReadable =
  !isRoot || spawnSync('ls', [import.meta.dirname], { uid: 1, gid: 1 }).status === 0;
const asRootAndOthers = isReadable ? asRoot : leftOut('only root may read this checkout');
const asOthers = isReadable ? it : leftOut('only root may read this checkout');

/** An ordinary user: when root runs the tests, one that every system has, or else whoever does. */
const ordinary = isRoot ? { uid: 1, gid: 1 } : {};

let folder: string;
let temporary: string;
let serving: Serving | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-test-'));
  chmodSync(folder, 0o755);
  temporary = join(folder, 'temporary');
  mkdirSync(temporary);
});

afterEach(async () => {
  if (serving !== undefined) await end(serving);
  rmSync(folder, { recursive: true, force: true });
});

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT 1 AS one');
  await client.end();
  return rows[0].one === 1;
}

describe('as root', () => {
  asRoot('works in a folder that only root may enter', async () => {
    const home = join(folder, 'home');
    const project = join(home, 'project');
    install(project, 'copied without links');
    chmodSync(home, 0o700);
    const dataDir = join(project, '.data', 'postgres');
    const env = { TMPDIR: temporary };
    serving = await serve(project, dataDir, { env });
    expect(serving.message).toBeUndefined();
    expect(await answers(serving.url)).toBe(true);
    await end(serving);

    // The copy of the programs is made whole when the system has swept a file out of it.
    const copies = readdirSync(temporary);
    expect(copies).toEqual([expect.stringMatching(/^niryat-postgres-18/)]);
    const swept = join(temporary, copies[0] ?? '', 'native', 'bin', 'initdb');
    rmSync(swept);
    serving = await serve(project, dataDir, { env });
    expect(serving).toMatchObject({ firstStart: false });
    expect(await answers(serving.url)).toBe(true);
    expect(existsSync(swept)).toBe(true);
  });

  asRootAndOthers('opens the database of an ordinary user as that user', async () => {
    install(folder, 'linked');
    const home = join(folder, 'home');
    mkdirSync(home);
    chownSync(home, 1, 1);
    await end(await serve(folder, join(home, 'data'), ordinary));
    serving = await serve(folder, join(home, 'data'));
    expect(serving).toMatchObject({ firstStart: false });
    expect(statSync(join(home, 'data', 'postmaster.pid')).uid).toBe(1);
  });

  asRoot('opens a copy that root made of a database', async () => {
    install(folder, 'linked');
    await end(await serve(folder, join(folder, 'data')));
    cpSync(join(folder, 'data'), join(folder, 'copy'), { recursive: true });
    chmodSync(join(folder, 'copy'), 0o700);
    serving = await serve(folder, join(folder, 'copy'));
    expect(serving).toMatchObject({ firstStart: false });
    expect(await answers(serving.url)).toBe(true);
  });

  asRootAndOthers('tells an ordinary user whose the database is', async () => {
    install(folder, 'linked');
    await end(await serve(folder, join(folder, 'data')));
    serving = await serve(folder, join(folder, 'data'), ordinary);
    expect(serving).toMatchObject({
      reason: 'FAILED',
      message: expect.stringContaining('belongs to user 65534, and this process runs as user 1'),
    });
  });
});

describe('as an ordinary user', () => {
  it('makes the symbolic links that an install script would have made', async () => {
    const root = install(folder, 'copied without links');
    giveToOrdinary(folder);
    serving = await serve(folder, join(folder, 'data'), ordinary);
    expect(serving.message).toBeUndefined();
    expect(await answers(serving.url)).toBe(true);
    expect(linksOf(root).filter((link) => !existsSync(link))).toEqual([]);
    expect(linksOf(root).filter((link) => readlinkSync(link).includes('/'))).toEqual([]);
  });

  asRootAndOthers('says why PostgreSQL refuses a user without a name', async () => {
    install(folder, 'linked');
    const home = join(folder, 'home');
    mkdirSync(home);
    chownSync(home, 61000, 61000);
    serving = await serve(folder, join(home, 'data'), { uid: 61000, gid: 61000 });
    expect(serving).toMatchObject({
      reason: 'FAILED',
      message: expect.stringContaining('an entry in /etc/passwd'),
    });
  });

  asRoot('runs a copy of the programs when the package lacks links and is read-only', async () => {
    const root = install(folder, 'copied without links');
    const home = join(folder, 'home');
    mkdirSync(home);
    for (const own of [temporary, home]) chownSync(own, 1, 1);
    serving = await serve(folder, join(home, 'data'), { ...ordinary, env: { TMPDIR: temporary } });
    expect(serving.message).toBeUndefined();
    expect(await answers(serving.url)).toBe(true);
    expect(linksOf(root).some((link) => existsSync(link))).toBe(false);
  });

  asOthers(
    'starts although the recorded process id of a killed server is now a neighbour',
    async () => {
      install(folder, 'linked');
      const home = join(folder, 'home');
      mkdirSync(home);
      giveToOrdinary(home);
      const dataDir = join(home, 'data');
      await end(await serve(folder, dataDir, ordinary));
      const neighbour = spawn('sleep', ['60'], { cwd: '/', stdio: 'ignore', ...ordinary });
      try {
        writeFileSync(join(dataDir, 'postmaster.pid'), `${neighbour.pid}\n`);
        giveToOrdinary(dataDir);
        serving = await serve(folder, dataDir, ordinary);
      } finally {
        neighbour.kill();
      }
      expect(serving.message).toBeUndefined();
      expect(await answers(serving.url)).toBe(true);
    },
  );
});

/** Gives a folder, with all that is in it, to the ordinary user, when that is not who we are. */
function giveToOrdinary(where: string): void {
  if (!isRoot) return;
  for (const name of ['', ...readdirSync(where, { recursive: true, encoding: 'utf8' })]) {
    lchownSync(join(where, name), 1, 1);
  }
}
