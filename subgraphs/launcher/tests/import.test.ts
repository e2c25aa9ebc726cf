import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@niryat/kernel/testing';
import pg from 'pg';
import { root } from '../src/config.ts';
import { endAll, run, source } from './support/program.ts';

const command = source('subgraphs/launcher/src/import.ts');
let database: TestDatabase;
let client: pg.Client;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-import-'));
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterEach(endAll);

afterAll(async () => {
  await client.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Runs `npm run import` in the folder of the test. */
const importing = (...words: string[]) =>
  run([...command, ...words], { DATABASE_URL: database.url, INIT_CWD: folder });

const file = (name: string, lines: readonly string[]): string => {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return name;
};

const heading = 'COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)';

describe('npm run import', () => {
  it('ends with 0 and a summary where all was taken, and again where nothing was left to do', async () => {
    const name = file('tea_2021-22.csv', [heading, 'TEA,JAPAN,KGS,1,2.5', 'TOTAL,,,,2.51']);
    const first = importing(name);
    expect([await first.ended(), first.output()]).toEqual([
      0,
      expect.stringContaining(
        '2021-22: sum of the rows US$ 2.50 million, the file states US$ 2.51 million (0.01 more)',
      ),
    ]);
    const again = importing(name);
    expect([await again.ended(), again.output()]).toEqual([
      0,
      expect.stringMatching(/The same file was imported on .*: nothing was changed\./),
    ]);
  });

  it('ends with 2 where rows were rejected, and says where they are', async () => {
    const name = file('mixed_2019-20.csv', [heading, 'TEA,JAPAN,KGS,1,2.5', 'TEA,MARS,KGS,1,1']);
    const program = importing(name, '--max-rejects', '50', '--rejects', '.');
    expect(await program.ended()).toBe(2);
    expect(program.output()).toContain('mixed_2019-20.rejects.csv');
    expect(readFileSync(join(folder, 'mixed_2019-20.rejects.csv'), 'utf8')).toContain(
      'the country ""MARS"" is not known',
    );
  });

  it('ends with 2 again where the same file was imported with rejects before', async () => {
    const name = file('mixed_2016-17.csv', [heading, 'TEA,JAPAN,KGS,1,2.5', 'TEA,MARS,KGS,1,1']);
    for (const said of ['1 rejected', '1 row of it was rejected then, and still is']) {
      const program = importing(name, '--max-rejects', '50');
      expect(await program.ended()).toBe(2);
      expect(program.output()).toContain(said);
    }
  });

  it('keeps the rejected rows of files of one name apart', async () => {
    for (const [part, country] of [
      ['a', 'MARS'],
      ['b', 'VENUS'],
    ] as const) {
      mkdirSync(join(folder, part), { recursive: true });
      file(`${part}/same_2015-16.csv`, [heading, 'TEA,JAPAN,KGS,1,2.5', `TEA,${country},KGS,1,1`]);
    }
    const words = [
      'a/same_2015-16.csv',
      'b/same_2015-16.csv',
      '--max-rejects',
      '50',
      '--rejects',
      '.',
    ];
    expect(await importing(...words).ended()).toBe(2);
    for (const [name, country] of [
      ['same_2015-16', 'MARS'],
      ['same_2015-16-2', 'VENUS'],
    ] as const) {
      expect(readFileSync(join(folder, `${name}.rejects.csv`), 'utf8')).toContain(country);
    }
  });

  it('ends with 1 where a file was not imported, and still imports the others', async () => {
    const bad = file('bad.csv', ['a,b', '1,2']);
    const good = file('good_2018-19.csv', [heading, 'TEA,U K,KGS,1,1']);
    const program = importing(bad, good);
    expect(await program.ended()).toBe(1);
    expect(program.output()).toContain('bad.csv: It has no heading of the format one of');
    expect(program.output()).toContain('1 row read, 1 loaded');
    expect(program.output()).not.toMatch(/^\s+at /m);
  });

  it('ends with 1 and tells how it is used', async () => {
    const program = importing();
    expect(await program.ended()).toBe(1);
    expect(program.output()).toContain('Name at least one file.');
    expect(program.output()).toContain('npm run import -- FILE…');
  });
});

describe('npm run import while another import is under way', () => {
  it('waits and says so, and changes nothing where it is interrupted', async () => {
    await client.query('BEGIN');
    await client.query("SELECT pg_advisory_xact_lock(hashtext('products.trade_imports'))");
    const name = file('late_2014-15.csv', [heading, 'TEA,JAPAN,KGS,1,2.5']);
    const program = importing(name);
    await program.writes(/late_2014-15\.csv: waiting for another import/);
    program.process.kill('SIGINT');
    expect(await program.ended()).toBe(1);
    expect(program.output()).toContain(
      'late_2014-15.csv: It was interrupted: nothing was changed.',
    );
    await client.query('ROLLBACK');
    const { rowCount } = await client.query(
      `SELECT FROM products.trade_imports WHERE file_name = '${name}'`,
    );
    expect(rowCount).toBe(0);
  });
});

describe('npm run import while npm start has the embedded database', () => {
  it('ends with 1, names the folder and the process that holds it, and changes nothing', async () => {
    const dataDir = join(folder, 'held');
    const graph = run(source('subgraphs/launcher/src/main.ts'), {
      NIRYAT_DATA_DIR: dataDir,
      PORT: '0',
    });
    const [, url = ''] = await graph.writes(/ready at (http:\S+\/graphql)/);
    const ask = async (): Promise<unknown> => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ datasetVersions { version publishedAt note } }' }),
      });
      return response.json();
    };
    const before = await ask();
    expect(before).toMatchObject({ data: { datasetVersions: [{ version: '1' }] } });
    const name = file('held_2021-22.csv', [heading, 'TEA,JAPAN,KGS,1,2.5']);
    const program = run([...command, name], { NIRYAT_DATA_DIR: dataDir, INIT_CWD: folder });
    expect(await program.ended()).toBe(1);
    expect(program.output()).toContain(dataDir);
    expect(program.output()).toContain(`process ${graph.process.pid}`);
    expect(program.output()).not.toMatch(/^\s+at /m);
    expect(await ask()).toEqual(before);
    graph.process.kill('SIGTERM');
    expect(await graph.ended()).toBe(0);
  });
});

describe('an importer that is killed', () => {
  /** A table with a row for each of some commodities and every country, all of one value, and how many rows it has. */
  function bigTable(value: number): { name: string; rows: number } {
    const codes = (of: string): string[] =>
      readFileSync(join(root, 'subgraphs', 'products', 'seed', of), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0] ?? '');
    const rows = codes('commodities.csv')
      .slice(0, 80)
      .flatMap((commodity) =>
        codes('country_regions.csv').map((country) => `${commodity},${country},${value}`),
      );
    const name = `big-${value}.csv`;
    file(name, ['commodity_code,country_code,value_usd_million', ...rows]);
    return { name, rows: rows.length };
  }

  interface State {
    readonly cells: number;
    readonly value: number | null;
    readonly imports: number;
    readonly current: number;
    readonly superseded: number;
    readonly versions: number;
    readonly told: number;
  }

  async function stateOfBigTable(): Promise<State> {
    const { rows } = await client.query<State>(`
      SELECT (SELECT count(*)::integer FROM products.export_flows WHERE table_code = 'big') AS cells,
             (SELECT max(value)::integer FROM products.export_flows WHERE table_code = 'big' HAVING min(value) = max(value)) AS value,
             (SELECT count(*)::integer FROM products.trade_imports WHERE table_code = 'big') AS imports,
             (SELECT count(*)::integer FROM products.trade_import_parts WHERE table_code = 'big' AND superseded_by IS NULL) AS current,
             (SELECT count(*)::integer FROM products.superseded_flows WHERE table_code = 'big') AS superseded,
             (SELECT count(*)::integer FROM products.dataset_versions WHERE note LIKE '% of big, %') AS versions,
             (SELECT count(*)::integer FROM products.changes WHERE fields = '{exportFlows}') AS told`);
    const [state] = rows;
    if (state === undefined) throw new Error('A count has a row');
    return state;
  }

  /** Waits until the server has noticed that the importer is gone. */
  async function untilNobodyIsConnected(): Promise<void> {
    const deadline = Date.now() + 120_000;
    for (;;) {
      const { rowCount } = await client.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
      );
      if (rowCount === 0) return;
      if (Date.now() > deadline)
        throw new Error('The server still has a connection of the importer');
      await wait(20);
    }
  }

  const options = ['--table', 'big', '--fiscal-year', '2021-22'];

  it('leaves the database as it was before or as it is after, wherever it is hit', async () => {
    const { name, rows } = bigTable(1);
    expect(await importing(name, ...options).ended()).toBe(0);
    const moments = [/^/, /\d+ %/, /loading/, /loading/, /loading/];
    for (const [i, moment] of moments.entries()) {
      const before = await stateOfBigTable();
      const value = i + 2;
      const program = importing(bigTable(value).name, ...options);
      await program.writes(moment);
      await wait(Math.random() * 1500);
      program.process.kill('SIGKILL');
      await program.ended();
      await untilNobodyIsConnected();
      const after: State = {
        cells: rows,
        value,
        imports: before.imports + 1,
        current: 1,
        superseded: before.superseded + rows,
        versions: before.versions + 1,
        told: before.told + rows / 80,
      };
      expect([before, after]).toContainEqual(await stateOfBigTable());
    }
    expect(await importing(bigTable(99).name, ...options).ended()).toBe(0);
    expect(await stateOfBigTable()).toMatchObject({ cells: rows, value: 99, current: 1 });
  });
});
