import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Listening, listening, overHttp, supergraph } from './fixture.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as `npm run gateway` starts it. */
function start(...args: string[]) {
  const { HOST: _host, PORT: _port, ...env } = process.env;
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', 'gateway/src/main.ts', ...args],
    { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let out = '';
  let err = '';
  child.stderr?.on('data', (text) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, out, err }));
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      out += text;
      const url = /ready at (\S+)/.exec(out)?.[1];
      if (url) resolve(url);
    });
    child.once('close', () => reject(new Error(`ended before it was ready: ${err}`)));
  });
  ready.catch(() => undefined);
  /** Waits until it has said this, on either stream; fails when it ends before. */
  const said = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      child.once('close', () => reject(new Error(`ended before it said ${pattern}: ${out}${err}`)));
      const look = (): void => {
        if (pattern.test(out + err)) resolve();
      };
      child.stdout?.on('data', look);
      child.stderr?.on('data', look);
      look();
    });
  return { child, ready, said, ended };
}

describe('npm run gateway', () => {
  let folder: string;
  let file: string;
  const servers: Listening[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-command-'));
    const makers = await overHttp('makers');
    const fairs = await overHttp('fairs');
    servers.push(makers, fairs);
    file = join(folder, 'supergraph.graphql');
    await writeFile(file, supergraph({ makers: makers.url, fairs: fairs.url }));
  });

  afterAll(async () => {
    for (const server of servers) await server.stop();
    await rm(folder, { recursive: true });
  });

  const serves = async (signal: 'SIGTERM' | 'SIGINT', place: string) => {
    const { child, ready, ended } = start('--supergraph', place, '--port', '0');
    const url = await ready;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ makers { name fairs { title } } }' }),
    });
    expect(await response.json()).toMatchObject({
      data: { makers: [{ name: 'Asha', fairs: [{ title: 'Craft fair' }] }, { name: 'Lost' }] },
    });
    expect((await fetch(new URL('/readyz', url))).status).toBe(200);
    child.kill(signal);
    const { code, out, err } = await ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`The gateway is ready at ${url}\n`);
    expect(new URL(url).hostname).toBe('127.0.0.1');
  };

  it('serves a file with the URLs in it until SIGTERM', () => serves('SIGTERM', file));

  it('serves what a URL gives until SIGINT', async () => {
    const sdl = await readFile(file, 'utf8');
    const source = await listening((_request, response) => response.end(sdl));
    servers.push(source);
    await serves('SIGINT', source.url);
  });

  it('reads the supergraph again on SIGHUP, and serves the old one on where it is none', async () => {
    const changing = join(folder, 'changing.graphql');
    const sdl = await readFile(file, 'utf8');
    await writeFile(changing, sdl);
    const { child, ready, said, ended } = start('--supergraph', changing, '--port', '0');
    const url = await ready;
    const asked = async (query: string): Promise<{ data?: unknown; errors?: unknown }> => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query });
      const response = await fetch(url, { method: 'POST', headers, body });
      return (await response.json()) as { data?: unknown; errors?: unknown };
    };
    await writeFile(changing, 'type Query');
    child.kill('SIGHUP');
    await said(/The old supergraph is served on: /);
    expect((await asked('{ makers { name } }')).errors).toBeUndefined();
    await writeFile(changing, sdl.replaceAll('title', 'heading'));
    child.kill('SIGHUP');
    await said(/The gateway serves \S+ as it is now/);
    expect((await asked('{ __type(name: "Fair") { fields { name } } }')).data).toMatchObject({
      __type: { fields: expect.arrayContaining([{ name: 'heading' }]) },
    });
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  const gone = 'http://127.0.0.1:9/supergraph';

  it.each<[string, string[], number, RegExp]>([
    ['no supergraph', [], 2, /--supergraph is missing\.\n\nUsage: /],
    ['an unknown option', ['--subgraph', 'x'], 2, /--subgraph.*\n\nUsage: /s],
    ['a port that is none', ['--supergraph', 'x', '--port', '70000'], 2, /0 to 65535, got "70000"/],
    [
      'a file that is not there',
      ['--supergraph', 'no.graphql'],
      1,
      /no\.graphql: there is no such/,
    ],
    ['a folder', ['--supergraph', 'gateway'], 1, /gateway: it is a folder/],
    ['a URL at which nothing is', ['--supergraph', gone], 1, /from http:\/\/127.0.0.1:9\/super/],
    ['a URL of another kind', ['--supergraph', 'ftp://host/x'], 1, /not an http or https URL/],
    [
      'something else than a supergraph',
      ['--supergraph', 'package.json'],
      1,
      /is not a supergraph/,
    ],
  ])(
    'says what is wrong with %s',
    async (_name, args, code, message) => {
      const ended = await start(...args).ended;
      expect({ code: ended.code, out: ended.out }).toEqual({ code, out: '' });
      expect(ended.err).toMatch(message);
      expect(ended.err).not.toMatch(/\n\s+at |node_modules/);
    },
    60_000,
  );

  it('says that a port is in use', async () => {
    const port = new URL(servers[0]?.url ?? '').port;
    const { code, err } = await start('--supergraph', file, '--port', port).ended;
    expect({ code, err }).toEqual({
      code: 1,
      err: `Port ${port} on 127.0.0.1 is in use. End what listens there, or name another with --port.\n`,
    });
  });
});
