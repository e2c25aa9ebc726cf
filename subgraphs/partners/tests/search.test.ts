import { startTestService, type TestService } from '@niryat/kernel/testing';
import { partners } from '../src/index.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(partners, { loadSeed: true });
}, 60_000);

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
  ])('finds a country by %s', async (text, code) => {
    expect((await search(text)).countries?.[0]).toBe(code);
  });

  it.each([
    ['apeda', 'apeda'],
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

  it.each(['qwxzvbn', 'asdfghjkl', '!?'])('finds nothing for %s', async (text) => {
    expect(Object.values(await search(text)).flat()).toEqual([]);
  });

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
