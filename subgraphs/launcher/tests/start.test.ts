import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, run, source } from './support/program.ts';

const ready = /ready at (http:\/\/127\.0\.0\.1:\d+\/graphql)/;
const command = source('subgraphs/launcher/src/main.ts');
let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'niryat-start-'));
});

afterEach(endAll);

afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(url: string, query: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

describe('npm start', () => {
  it('makes its own database, loads the facts, answers, and ends cleanly on Ctrl-C', async () => {
    const graph = run(command, { NIRYAT_DATA_DIR: dataDir, PORT: '0' });
    const [, url = ''] = await graph.writes(ready);
    expect(graph.output()).toMatch(
      /events: \d+ facts from \d+ files \(\d+ new, 0 changed, 0 removed\)/,
    );
    expect(await ask(url, '{ states { name } }')).toEqual({
      data: { states: [{ name: 'Jammu and Kashmir' }, { name: 'Uttar Pradesh' }] },
    });
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    const readyz = await fetch(new URL('/readyz', url));
    expect([readyz.status, await readyz.json()]).toEqual([200, { ready: true }]);
    graph.process.kill('SIGINT');
    expect(await graph.ended()).toBe(0);
  });

  it('loads nothing again at the next start, and tells a second starter who holds the folder', async () => {
    const first = run(command, { NIRYAT_DATA_DIR: dataDir, PORT: '0' });
    await first.writes(ready);
    expect(first.output()).not.toContain('facts from');
    const second = run(command, { NIRYAT_DATA_DIR: dataDir, PORT: '0' });
    expect(await second.ended()).toBe(1);
    expect(second.output()).toContain(dataDir);
    expect(second.output()).toMatch(/process \d+/);
    expect(second.output()).not.toMatch(/^\s+at /m);
    first.process.kill('SIGTERM');
    expect(await first.ended()).toBe(0);
  });

  it('says what to do when the port is in use, and leaves no server behind', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const address = blocker.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const graph = run(command, { NIRYAT_DATA_DIR: dataDir, PORT: String(port) });
    expect(await graph.ended()).toBe(1);
    expect(graph.output()).toContain(
      `Port ${port} on 127.0.0.1 is in use. End what listens there, or set PORT to another one.`,
    );
    const again = run(command, { NIRYAT_DATA_DIR: dataDir, PORT: '0' });
    await again.writes(ready);
    blocker.close();
  });

  it('names the variable that is wrong', async () => {
    const graph = run(command, { PORT: 'x' });
    expect(await graph.ended()).toBe(1);
    expect(graph.output().trim()).toBe('PORT must be a whole number from 0 to 65535, got "x".');
  });
});
