import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSeed, loadSeed, type SeedDefinition, SeedError, toNodeId } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { catalogueSeedTables } from '../src/seed/catalogue.ts';
import { products } from '../src/subgraph.ts';

const { seed } = products;
let service: TestService;
let folder: string;

beforeAll(async () => {
  service = await startTestService(products, { loadSeed: true, isFirstStart: true });
  folder = mkdtempSync(join(tmpdir(), 'niryat-seed-'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await service.stop();
});

/** The seed of the catalogue with one file changed by hand. */
function seedWith(file: string, change: (text: string) => string): SeedDefinition {
  cpSync(seed.folder, folder, { recursive: true });
  const text = readFileSync(join(seed.folder, file), 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(join(folder, file), changed);
  return { folder, tables: catalogueSeedTables, version: seed.version };
}

/** What the check of a seed finds. */
function problemsOf(changed: SeedDefinition): readonly string[] {
  try {
    checkSeed(changed);
    return [];
  } catch (error) {
    if (error instanceof SeedError) return error.problems;
    throw error;
  }
}

/** The data of a question that must succeed. */
async function ask(query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const { data, errors } = await service.execute({ query, variables });
  expect(errors).toBeUndefined();
  return data;
}

describe('the seed of the catalogue', () => {
  it('holds every district, sector, product, cluster, facility and indication of the facts', () => {
    const rows = Object.fromEntries(service.seeded.map(({ file, rows }) => [file, rows]));
    expect(rows).toMatchObject({
      'states.csv': 2,
      'districts.csv': 95,
      'hs_chapters.csv': 99,
      'sectors.csv': 22,
      'commodities.csv': 168,
      'products.csv': 128,
      'designations.csv': 176,
      'clusters.csv': 110,
      'facilities.csv': 39,
      'process_steps.csv': 1,
      'certifications.csv': 0,
      'geographical_indications.csv': 70,
      'origin_marks.csv': 1,
      'best_sellers.csv': 6,
    });
  });

  it('tells how the buttons of Sambhal come to be polished', async () => {
    const data = await ask(`{ cluster(code: "sambhal-buttons") {
      name(language: HI) district { lgdCode division }
      processSteps(bottlenecksOnly: true) { name(language: HI) doneIn asOf remedyFacility { status } }
      facilities { code } sources { code }
    } }`);
    expect(data).toEqual({
      cluster: {
        name: 'संभल सींग एवं हड्डी के बटन क्लस्टर',
        district: { lgdCode: '659', division: 'Moradabad' },
        processSteps: [
          {
            name: 'पॉलिश',
            doneIn: 'CN',
            asOf: '2020-12-16',
            remedyFacility: { status: 'OPERATIONAL' },
          },
        ],
        facilities: [{ code: 'up-sambhal-cfc' }],
        sources: [
          { code: 'seed-003' },
          { code: 'inanews-sambhal' },
          { code: 'amritvichar-sambhal' },
        ],
      },
    });
  });

  it('lists the best sellers of Uttar Pradesh in the order of the source', async () => {
    const data = await ask(`{ state(code: "IN-UP") { bestSellers { statedName asOf } } }`);
    const names = [
      'Leather goods',
      'Carpets',
      'Hand-woven garments',
      'Brass utensils',
      'Glassware',
      'Sports goods',
    ];
    expect(data).toEqual({
      state: { bestSellers: names.map((statedName) => ({ statedName, asOf: '2022-08-03' })) },
    });
  });

  it('holds the area of an indication, and an empty one where no source gives it', async () => {
    const data = await ask(`{
      rice: product(code: "kala-namak-rice") { geographicalIndications { registeredOn districts { code } } }
      moonj: product(code: "moonj-products") { geographicalIndications { name districts { code } } }
    }`);
    expect(data).toMatchObject({
      rice: { geographicalIndications: [{ registeredOn: '2013', districts: { length: 11 } }] },
      moonj: { geographicalIndications: [{ name: 'Moonj Craft of Uttar Pradesh', districts: [] }] },
    });
  });

  it('places every district on the map', async () => {
    const data = await ask(`{
      up: districts(filter: { state: ["IN-UP"] }, first: 100) { totalCount nodes { location { latitude } } }
      jk: districts(filter: { state: ["IN-JK"] }, first: 100) { totalCount nodes { location { latitude } } }
    }`);
    const { up, jk } = data as Record<
      'up' | 'jk',
      { totalCount: number; nodes: { location: unknown }[] }
    >;
    expect([up.totalCount, jk.totalCount]).toEqual([75, 20]);
    expect([...up.nodes, ...jk.nodes].filter(({ location }) => location === null)).toEqual([]);
  });

  it('finds a target by its id, as any other record', async () => {
    const { targets } = (await ask('{ targets(first: 1) { nodes { id code } } }')) as {
      targets: { nodes: [{ id: string; code: string }] };
    };
    const [{ id, code }] = targets.nodes;
    expect(id).toBe(toNodeId('Target', code));
    expect(
      await ask('query ($id: ID!) { node(id: $id) { __typename ... on Target { code } } }', { id }),
    ).toEqual({ node: { __typename: 'Target', code } });
  });

  it('makes the codes of commodities and indications from their names', () => {
    const slug = (name: string): string =>
      name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
    const named = checkSeed({
      ...seed,
      tables: seed.tables.filter(({ table }) =>
        ['commodities', 'geographical_indications'].includes(table),
      ),
    }).filter(({ table }) => table.table !== 'sources');
    const wrong = named.flatMap(({ rows }) =>
      rows.filter(({ values }) => values.code !== slug(String(values.name))),
    );
    expect(named).toHaveLength(2);
    expect(wrong).toEqual([]);
  });
});

describe('loading the seed', () => {
  it('changes nothing the second time', async () => {
    expect(await loadSeed(service.db, 'products', seed)).toEqual([]);
    const again = await loadSeed(service.db, 'products', { ...seed, version: seed.version + 1 });
    expect(again.length).toBe(service.seeded.length);
    for (const report of again) {
      expect(report).toMatchObject({ inserted: 0, updated: 0, removed: 0 });
    }
  });

  it('takes a record out with its links once the file drops it', async () => {
    const changed = seedWith('facilities.csv', (text) =>
      text.replace(/^up-iict-bhadohi,.*\n/m, ''),
    );
    const reports = await loadSeed(service.db, 'products', changed);
    expect(reports.find(({ file }) => file === 'facilities.csv')).toMatchObject({ removed: 1 });
    expect(await ask(`{ cluster(code: "bhadohi-carpet") { facilities { code } } }`)).toEqual({
      cluster: { facilities: [] },
    });
    await loadSeed(service.db, 'products', { ...changed, folder: seed.folder });
    expect(await ask(`{ cluster(code: "bhadohi-carpet") { facilities { code } } }`)).toEqual({
      cluster: { facilities: [{ code: 'up-iict-bhadohi' }] },
    });
  });
});

describe('a mistake in the seed', () => {
  it.each([
    [
      'a product that does not exist',
      'clusters.csv',
      ['up-agra,durrie', 'up-agra,durie'],
      /^clusters\.csv:\d+: product_code is "durie", which no Product has; did you mean durrie/,
    ],
    [
      'an HS code of three digits',
      'products.csv',
      [',8201|8432|8433,', ',820|8432|8433,'],
      /^products\.csv:2: hs_codes is "820\|8432\|8433"; accepted is an HS code of/,
    ],
    [
      'a source that does not exist',
      'best_sellers.csv',
      [',seed-002', ',seed-2'],
      /^best_sellers\.csv:2: source_codes is "seed-2", which no Source has/,
    ],
    [
      'half a location',
      'districts.csv',
      [',27.183,78.017,', ',27.183,,'],
      /^districts\.csv:\d+: latitude and longitude go together/,
    ],
    [
      'a requirement that the partners do not have',
      'certifications.csv',
      ['source_codes\n', 'source_codes\nagra-footwear,no-such-rule,,,seed-002\n'],
      /^certifications\.csv:2: requirement_code is "no-such-rule", which no MarketRequirement has/,
    ],
    [
      'a certificate that ends before it begins',
      'certifications.csv',
      ['source_codes\n', 'source_codes\nagra-footwear,x,2024-02-01,2024-01-01,seed-002\n'],
      /^certifications\.csv:2: valid_until 2024-01-01 is before valid_from 2024-02-01/,
    ],
    [
      'a negative number of people',
      'clusters.csv',
      [',2200000,', ',-1,'],
      /^clusters\.csv:\d+: artisans is -1, below 0/,
    ],
    [
      'a chapter that is none',
      'hs_chapters.csv',
      ['\n97,', '\n9701,'],
      /^hs_chapters\.csv:98: code is "9701", which is no chapter of two digits/,
    ],
    [
      'a name in neither language',
      'sectors.csv',
      ['toys,Toys,खिलौने,', 'toys,,,'],
      /^sectors\.csv:\d+: name_en and name_hi are both empty/,
    ],
  ] as const)('is reported with file, line and reason: %s', (_what, file, [from, to], report) => {
    const problems = problemsOf(seedWith(file, (text) => text.replace(from, to)));
    expect(problems).toContainEqual(expect.stringMatching(report));
  });
});
