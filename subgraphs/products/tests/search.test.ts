import { refreshSearch } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { searchSources } from '../src/search.ts';
import { products } from '../src/subgraph.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products, { loadSeed: true });
});

afterAll(() => service.stop());

type Lists = Readonly<Record<string, readonly { readonly code: string }[]>>;

const lists =
  'products { code } districts { code } clusters { code } sectors { code } facilities { code }';

/** What a text finds, as codes by list. */
async function search(text: string, first = 5): Promise<Record<string, string[]>> {
  const { data, errors } = await service.execute({
    query: `query ($text: String!, $first: Int!) { search(text: $text, first: $first) { ${lists} } }`,
    variables: { text, first },
  });
  expect(errors).toBeUndefined();
  const found = (data as { search: Lists }).search;
  return Object.fromEntries(
    Object.entries(found).map(([list, rows]) => [list, rows.map(({ code }) => code)]),
  );
}

describe('a search among products, places and makers', () => {
  it.each(['भदोही कालीन', 'Bhadohi carpet', 'bhadohi kaleen', 'bhadoi kalin'])(
    'finds the carpets of Bhadohi first for %s',
    async (text) => {
      const found = await search(text);
      expect(found.clusters?.[0]).toBe('bhadohi-carpet');
      expect(found.districts?.[0]).toBe('up-bhadohi');
      expect(found.products?.[0]).toBe('hand-knotted-carpet');
      expect(found.sectors?.[0]).toBe('carpets');
      expect(found.facilities?.[0]).toBe('up-iict-bhadohi');
    },
  );

  it.each([
    ['chikan', 'chikankari'],
    ['चिकन', 'chikankari'],
    ['attar', 'attar-perfume'],
    ['ittar', 'attar-perfume'],
    ['itra', 'attar-perfume'],
    ['इत्र', 'attar-perfume'],
    ['heeng', 'asafoetida'],
    ['zardosi', 'zari-zardozi'],
    ['kesar', 'saffron'],
    ['rajma', 'rajmash'],
    ['5701', 'hand-knotted-carpet'],
    ['Moradabad brass', 'brass-metal-craft'],
    ['jute', 'jute-wall-hanging'],
    ['joote', 'leather-footwear'],
    ['Wood carving', 'wood-carving'],
    ['लकड़ी की नक्काशी', 'wood-carving'],
    ['lakdi ki nakkashi', 'wood-carving'],
    ['Wood craft', 'wood-craft'],
    ['काष्ठ शिल्प', 'wood-craft'],
    ['Wooden toys', 'wooden-toys'],
    ['लकड़ी के खिलौने', 'wooden-toys'],
    ['Firozabad Glass', 'glassware'],
    ['Mirzapur Handmade Dari', 'durrie'],
    ['Saharanpur Wood Craft', 'wood-carving'],
  ])('finds a product by its everyday name %s', async (text, code) => {
    expect((await search(text)).products?.[0]).toBe(code);
  });

  it('finds both kinds of brassware', async () => {
    const found = await search('brassware');
    expect(found.products).toEqual(['brass-utensils', 'brass-metal-craft']);
    expect(found.sectors).toEqual(['metalware']);
  });

  it.each([
    ['Banaras', 'up-varanasi'],
    ['Benares', 'up-varanasi'],
    ['Pulwrma', 'jk-pulwama'],
    ['Baramllla', 'jk-baramulla'],
    ['काशी', 'up-varanasi'],
    ['Allahabad', 'up-prayagraj'],
    ['Noida', 'up-gautam-buddha-nagar'],
    ['Moradabd', 'up-moradabad'],
    ['कठुआ', 'jk-kathua'],
  ])('finds a district by its former or everyday name %s', async (text, code) => {
    expect((await search(text)).districts?.[0]).toBe(code);
  });

  it('finds facilities by kind and place', async () => {
    expect((await search('dry port')).facilities).toEqual(['jk-katra-dry-port']);
  });

  it.each(['qwxzvbn', 'asdfghjkl', '!?', 'zzzz', 'Malihabad dussehri'])(
    'finds nothing for %s',
    async (text) => {
      expect(Object.values(await search(text)).flat()).toEqual([]);
    },
  );

  it('gives no list longer than asked for', async () => {
    expect((await search('Uttar Pradesh', 3)).districts).toHaveLength(3);
    expect((await search('Uttar Pradesh', 20)).districts).toHaveLength(20);
  });

  it('takes one statement for the index and one for each list', async () => {
    service.forget();
    await search('Bhadohi carpet', 20);
    expect(service.sql).toHaveLength(6);
  });

  it('gives back what was asked for, as it was given', async () => {
    const { data } = await service.execute({ query: '{ search(text: " Agra ") { text first } }' });
    expect(data).toEqual({ search: { text: ' Agra ', first: 5 } });
  });

  it.each([
    ['text', '"  "', 5],
    ['text', '""', 5],
    ['text', `"${'a'.repeat(201)}"`, 5],
    ['first', '"Agra"', 0],
    ['first', '"Agra"', 21],
    ['first', '"Agra"', -1],
  ])('refuses a bad `%s`: %s, %d', async (argument, text, first) => {
    const { errors } = await service.execute({
      query: `{ search(text: ${text}, first: ${first}) { text } }`,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  it('follows a record that changes after the seed was loaded', async () => {
    expect((await search('Ghazalpur')).clusters).toEqual([]);
    await service.db.transaction(async (manager) => {
      await manager.query(
        `UPDATE products.clusters SET name_en = 'Ghazalpur brushes' WHERE code = 'sherkot-brushes'`,
      );
      await refreshSearch(manager, 'products', searchSources.Cluster, ['sherkot-brushes']);
    });
    expect((await search('Ghazalpur')).clusters).toEqual(['sherkot-brushes']);
  });

  it('knows every record, and nothing else', async () => {
    const found: { type_name: string; indexed: string; held: string }[] = await service.db.query(
      Object.entries({
        Product: 'products',
        District: 'districts',
        Cluster: 'clusters',
        Sector: 'sectors',
        Facility: 'facilities',
      })
        .map(
          ([type, table]) =>
            `SELECT '${type}' AS type_name, (SELECT count(*) FROM products.${table}) AS held,
               (SELECT count(*) FROM products.search_documents JOIN products.${table} USING (code)
                WHERE type_name = '${type}') AS indexed`,
        )
        .join(' UNION ALL '),
    );
    expect(found).toHaveLength(5);
    for (const { indexed, held } of found) expect(indexed).toBe(held);
  });
});
