import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  end,
  eventually,
  install,
  launch,
  processesLike,
  processesOf,
  type Serving,
  serve,
} from './installation.ts';

let folder: string;
let dataDir: string;
let serving: Serving | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-test-'));
  dataDir = join(folder, 'data');
  install(folder, 'linked');
});

afterEach(async () => {
  if (serving !== undefined) await end(serving);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a row and resolves when the server has acknowledged it. The connection stays open. */
async function write(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // The server is about to be killed.
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS notes (text text)');
  await client.query('INSERT INTO notes VALUES ($1)', [text]);
}

async function notes(url: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT text FROM notes ORDER BY text');
  await client.end();
  return rows.map((row) => row.text);
}

it('leaves no server behind when Node is killed, and loses no acknowledged write', async () => {
  serving = await serve(folder, dataDir);
  const { pid } = serving;
  await write(serving.url, 'a: Node killed');
  expect(processesOf(pid).length).toBeGreaterThan(2);
  await end(serving, 'SIGKILL');
  await eventually('the server has ended', () => processesOf(pid).length === 0);

  serving = await serve(folder, dataDir);
  expect(await notes(serving.url)).toEqual(['a: Node killed']);
});

it('starts again at once after Node was killed, when the old server has yet to end', async () => {
  serving = await serve(folder, dataDir);
  await write(serving.url, 'b: started again at once');
  await end(serving, 'SIGKILL');
  serving = await serve(folder, dataDir);
  expect(serving.message).toBeUndefined();
  expect(await notes(serving.url)).toContain('b: started again at once');
});

it('loses no acknowledged write when Node and the server are killed', async () => {
  serving = await serve(folder, dataDir);
  const { pid } = serving;
  await write(serving.url, 'c: all killed');
  const all = processesOf(pid);
  await end(serving, 'SIGKILL');
  for (const each of all) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It had noticed the end of another and ended.
    }
  }
  await eventually('all processes have ended', () => processesOf(pid).length === 0);

  serving = await serve(folder, dataDir);
  expect(await notes(serving.url)).toContain('c: all killed');
});

it('leaves nothing running when it is killed while it creates the database', async () => {
  const fresh = join(folder, 'fresh');
  const creating = () => processesLike(/fresh\.new-/).length > 0;
  const first = launch(folder, fresh);
  const answer = expect(first.answer).rejects.toThrow('without an answer');
  await eventually('initdb runs', creating);
  await end(first, 'SIGKILL');
  await answer;
  await eventually('initdb has ended', () => !creating());

  serving = await serve(folder, fresh);
  expect(serving.firstStart).toBe(true);
});
