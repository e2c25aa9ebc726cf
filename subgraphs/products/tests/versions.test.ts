import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSeed, type SeedDefinition } from '@niryat/kernel';
import { correctedSeed, startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/index.ts';

let service: TestService;
/** A copy of the folder in which the subgraphs lie side by side, with their seeds alone. */
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'niryat-versions-'));
  for (const subgraph of ['products', 'partners', 'events']) {
    cpSync(join(import.meta.dirname, '..', '..', subgraph, 'seed'), join(root, subgraph, 'seed'), {
      recursive: true,
    });
  }
  service = await startTestService(products, { loadSeed: true });
});

afterAll(async () => {
  await service.stop();
  rmSync(root, { recursive: true });
});

const load = (seed: SeedDefinition = products.seed) =>
  loadSeed(service.db, 'products', seed, undefined, root);

/** The newest version and its note. */
async function latest(): Promise<unknown> {
  const { data } = await service.execute({
    query: '{ datasetVersions(first: 1) { version note } }',
  });
  return data?.datasetVersions;
}

function correct(file: string, from: string, to: string): void {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

it('begins with the first load, and stays as long as nothing is corrected', async () => {
  const first = [
    { version: '1', note: expect.stringMatching(/for the first time: \d{4,} rows of/) },
  ];
  expect(await latest()).toEqual(first);
  await load();
  expect(await latest()).toEqual(first);
});

it('rises with a correction in any subgraph, and names the file', async () => {
  correct('partners/seed/organisations.csv', 'Council, founded in 1982,', 'A council of 1982');
  correct(
    'events/seed/commitments.csv',
    'Full support in sending state delegations',
    'Support of state delegations',
  );
  await load();
  expect(await latest()).toEqual([
    {
      version: '2',
      note: 'The seed of facts was corrected: events/commitments.csv, partners/organisations.csv.',
    },
  ]);
});

it('says how many rows of its own files are new, changed and gone', async () => {
  const { seed, remove } = correctedSeed(products.seed, {
    'export_figures.csv': (text) =>
      text.replace(',1905011,', ',1905012,').replace(/^in-exports-2014-15,.*\n/m, ''),
    'sectors.csv': (text) => text.replace('61|62', '61'),
    'hs_chapters.csv': (text) => text.replace('Live animals', 'Animals alive'),
  });
  await load(seed).finally(remove);
  expect(await latest()).toEqual([
    {
      version: '3',
      note: 'The seed of facts was corrected: hs_chapters.csv (1 changed), sectors.csv (1 changed), export_figures.csv (1 changed, 1 removed).',
    },
  ]);
});

it('says so where no row changed but the rules of loading did', async () => {
  await load();
  await load({ ...products.seed, version: products.seed.version + 1 });
  expect(await latest()).toEqual([
    {
      version: '5',
      note: 'The seed of facts was loaded again by other rules: none of its rows changed.',
    },
  ]);
});

it('claims nothing of files that no version has noted yet, as in a database from before', async () => {
  await service.db.query('DELETE FROM products.sibling_files');
  await load({ ...products.seed, version: products.seed.version + 2 });
  expect(await latest()).toEqual([
    {
      version: '6',
      note: 'The seed of facts was loaded again: from here on versions count the corrections of all its files.',
    },
  ]);
});
