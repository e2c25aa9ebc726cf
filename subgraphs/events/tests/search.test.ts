import { startTestService, type TestService } from '@niryat/kernel/testing';
import { events } from '../src/index.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(events, { loadSeed: true });
});

afterAll(() => service.stop());

/** What a text finds, asked as the gateway asks: codes by list. */
async function search(text: string, first = 5): Promise<Record<string, string[]>> {
  const { data, errors } = await execute(
    text,
    first,
    'events { code } measures { code } people { code } delegations { code } commitments { code }',
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

describe('a search among events', () => {
  it.each(['Sehgal', 'सहगल', 'sahgal', 'Segal', 'Navneet Sehgal'])(
    'finds a person and the events that the person took part in: %s',
    async (text) => {
      const found = await search(text, 20);
      expect(found.people).toEqual(['navneet-sehgal']);
      expect(found.events).toContain('uttar-pradesh-samvad-2020');
      expect(found.events).toContain('up-diplomatic-missions-announcement-2022');
    },
  );

  it('finds events by the name of a participant that has no record', async () => {
    expect((await search('Venkaiah Naidu')).events?.[0]).toBe('up-diwas-2018');
  });

  it.each(['टोक्यो', 'Tokyo', 'tokio'])('finds events by their city: %s', async (text) => {
    expect((await search(text)).events?.[0]).toMatch(/^up-roadshow-tokyo-/);
  });

  it('finds events by a country that they were about', async () => {
    const [japan, hindi] = [await search('Japan', 20), await search('जापान', 20)];
    expect(japan.events).toContain('up-japan-virtual-conference-2022');
    expect(hindi.events).toContain('up-japan-virtual-conference-2022');
  });

  it('finds measures, delegations and commitments by their names', async () => {
    expect((await search('One District One Product')).measures?.[0]).toBe('odop-up');
    expect((await search('ODOP')).measures?.[0]).toBe('odop-up');
    expect((await search('ओडीओपी')).measures?.[0]).toBe('odop-up');
    expect((await search('delegation to Japan by the end of 2022')).delegations?.[0]).toBe(
      'up-state-delegation-japan-2022',
    );
    expect((await search('webinar support embassy')).commitments?.[0]).toBe(
      'japan-2022-webinar-support',
    );
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
