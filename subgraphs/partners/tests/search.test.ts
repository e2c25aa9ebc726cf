import { startTestService, type TestService } from '@niryat/kernel/testing';
import { partners } from '../src/index.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(partners, { loadSeed: true });
});

afterAll(() => service.stop());

/** What a text finds, asked as the gateway asks: codes by list. */
async function search(text: string, first = 5): Promise<Record<string, string[]>> {
  const { data, errors } = await execute(
    text,
    first,
    'countries { code } missions { code } organisations { code } tradeAgreements { code } marketRequirements { code }',
  );
  expect(errors).toBeUndefined();
  const [found] = (data as { _entities: Record<string, { code: string }[]>[] })._entities;
  return Object.fromEntries(
    Object.entries(found ?? {}).map(([list, rows]) => [list, rows.map(({ code }) => code)]),
  );
}

const execute = (text: unknown, first: unknown, selection: string) =>
  service.execute({
    query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on SearchResult { ${selection} } } }`,
    variables: { of: [{ __typename: 'SearchResult', text, first }] },
  });

describe('a search among partners', () => {
  it.each(['टोक्यो', 'Tokyo', 'tokio', 'toyko', 'Tōkyō'])(
    'finds a mission by its city: %s',
    async (text) => {
      expect((await search(text)).missions?.[0]).toBe('embassy-tokyo');
    },
  );

  it.each([
    ['जापान', 'JP'],
    ['japan', 'JP'],
    ['JPN', 'JP'],
    ['अमेरिका', 'US'],
    ['UK', 'GB'],
    ['यूएई', 'AE'],
    ['Holland', 'NL'],
    ['Jermany', 'DE'],
    ['Korea', 'KR'],
    ['U S A', 'US'],
    ['U K', 'GB'],
    ['Amrika', 'US'],
    ['अमरीका', 'US'],
    ['Deutschland', 'DE'],
    ['Ceylon', 'LK'],
    ['Persia', 'IR'],
    ['España', 'ES'],
    ['SWAZILAND', 'SZ'],
    ['Swiss', 'CH'],
    ['U ARAB EMTS', 'AE'],
    ['KOREA RP', 'KR'],
    ['KOREA DP RP', 'KP'],
    ['CHINA P RP', 'CN'],
    ['Malayasia', 'MY'],
  ])('finds a country by %s', async (text, code) => {
    expect((await search(text)).countries?.[0]).toBe(code);
  });

  it('finds every country first by each of its codes', async () => {
    const countries: { code: string; alpha3: string }[] = await service.db.query(
      'SELECT code, alpha3 FROM partners.countries',
    );
    const amiss: string[] = [];
    for (const { code, alpha3 } of countries) {
      for (const text of [code, alpha3]) {
        const { data } = await execute(text, 1, 'countries { code }');
        const [found] = (data as { _entities: { countries: { code: string }[] }[] })._entities;
        if (found?.countries[0]?.code !== code) amiss.push(text);
      }
    }
    expect(countries.length).toBeGreaterThan(200);
    expect(amiss).toEqual([]);
  });

  it.each([
    ['EU', ['AT', 'BE', 'BG', 'HR', 'CY']],
    ['European Union', ['AT', 'BE', 'BG', 'HR', 'CY']],
    ['यूरोपीय संघ', ['AT', 'BE', 'BG', 'HR', 'CY']],
    ['EAEU', ['AM', 'BY', 'KZ', 'KG', 'RU']],
  ])('finds the members of a trade bloc by %s', async (text, codes) => {
    expect((await search(text)).countries).toEqual(codes);
  });

  it.each([
    ['Peking', 'embassy-beijing'],
    ['NYC', 'consulate-new-york'],
    ['Beelin', 'embassy-berlin'],
    ['Canbrra', 'high-commission-canberra'],
    ['Paais', 'embassy-paris'],
    ['Gneeva', 'permanent-mission-geneva'],
    ['Acca', 'high-commission-accra'],
    ['Braília', 'embassy-brasilia'],
    ['Ruykjavik', 'embassy-reykjavik'],
  ])('finds a mission by %s', async (text, code) => {
    expect((await search(text)).missions?.[0]).toBe(code);
  });

  it.each([
    ['UK FTA', 'in-gb-ceta'],
    ['free trade agreement UK', 'in-gb-ceta'],
    ['EAEU', 'in-eaeu-fta'],
    ['EAEU FTA', 'in-eaeu-fta'],
    ['EU FTA', 'in-eu-fta'],
    ['IJCEPA', 'in-jp-cepa'],
  ])('finds an agreement by %s', async (text, code) => {
    expect((await search(text)).tradeAgreements?.[0]).toBe(code);
  });

  it.each(['मुक्त व्यापार', 'mukt vyapar'])('finds free trade agreements by %s', async (text) => {
    const { tradeAgreements } = await search(text, 20);
    expect(tradeAgreements).toEqual(expect.arrayContaining(['in-il-fta', 'in-au-ceca']));
    expect(tradeAgreements).not.toContain('in-us-bta');
  });

  it.each([
    ['apeda', 'apeda'],
    ['एपीडा', 'apeda'],
    ['एफआईईओ', 'fieo'],
    ['डीजीएफटी', 'dgft'],
    ['CII', 'cii'],
    ['EIC', 'eic'],
    ['SEPC', 'sepc'],
    ['KCCI', 'kcci'],
    ['कालीन निर्यात संवर्धन परिषद', 'cepc'],
    ['carpet council', 'cepc'],
    ['handicrafts export promotion', 'epch'],
  ])('finds an organisation by %s', async (text, code) => {
    expect((await search(text)).organisations?.[0]).toBe(code);
  });

  it('finds agreements by partner and sort, requirements by market and matter', async () => {
    expect((await search('Japan CEPA')).tradeAgreements?.[0]).toBe('in-jp-cepa');
    expect((await search('azo dyes Japan')).marketRequirements?.[0]).toBe('jp-azo-carpets');
  });

  it('finds the mission in a country ahead of those accredited to it', async () => {
    expect((await search('embassy in Germany')).missions?.[0]).toBe('embassy-berlin');
  });

  it.each(['qwxzvbn', 'asdfghjkl', '!?', 'Malihabad dussehri'])(
    'finds nothing for %s',
    async (text) => {
      expect(Object.values(await search(text)).flat()).toEqual([]);
    },
  );

  it('takes one statement for the index and one for each list', async () => {
    service.forget();
    const found = await search('Japan', 20);
    const lists = Object.values(found).filter((codes) => codes.length > 0);
    expect(lists.length).toBeGreaterThan(2);
    expect(service.sql).toHaveLength(1 + lists.length);
  });

  it.each([
    ['text', ' ', 5],
    ['text', 'a'.repeat(201), 5],
    ['first', 'Tokyo', 0],
    ['first', 'Tokyo', 21],
  ])('refuses a reference with a bad `%s`', async (argument, text, first) => {
    const { errors } = await execute(text, first, 'text');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });
});
