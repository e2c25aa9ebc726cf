import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, run, source } from './support/program.ts';

afterEach(endAll);

const password = 'kept-to-itself';
// Nothing listens on port 1.
const url = `postgresql://niryat:${password}@127.0.0.1:1/niryat?options=${password}`;

describe('a database that cannot be reached', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'niryat-secrets-'));
    writeFileSync(join(folder, 'url'), `${url}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a subgraph of its own', 'subgraphs/products/src/main.ts', false],
    ['npm start, told where by a file', 'subgraphs/launcher/src/main.ts', true],
  ])('is named without its password: %s', async (_, script, inFile) => {
    const environment = inFile ? { DATABASE_URL_FILE: join(folder, 'url') } : { DATABASE_URL: url };
    const program = run(source(script), { PORT: '0', ...environment });
    expect(await program.ended()).toBe(1);
    expect(program.output()).toContain('The database 127.0.0.1:1/niryat cannot be opened: ');
    expect(program.output()).not.toContain(password);
    expect(program.output()).not.toMatch(/^\s+at /m);
  });
});
