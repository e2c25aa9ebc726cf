import { type Questions, startQuestions, valuesAt } from './asking.ts';

let questions: Questions;
beforeAll(async () => {
  questions = await startQuestions();
});
afterAll(() => questions.graph.stop());

/** The codes of one list that q20 finds for a text. */
const found = async (text: string, list: string): Promise<unknown[]> =>
  valuesAt(await questions.answer('q20', { text }), `search.${list}.code`);

describe('q20: one search box in both scripts', () => {
  it.each(['भदोही कालीन', 'Bhadohi carpet', 'bhadohi kaleen', 'bhadoi kalin'])(
    'finds the carpet cluster of Bhadohi first for %s, with what belongs to it',
    async (text) => {
      const { search } = await questions.answer('q20', { text });
      expect(valuesAt(search, 'clusters')[0]).toEqual({
        code: 'bhadohi-carpet',
        name: 'भदोही कालीन क्लस्टर',
        district: { name: 'भदोही' },
      });
      expect(valuesAt(search, 'products.code')[0]).toBe('hand-knotted-carpet');
      expect(valuesAt(search, 'districts')).toEqual([{ code: 'up-bhadohi', name: 'भदोही' }]);
      expect(valuesAt(search, 'sectors.code')).toEqual(['carpets']);
      expect(valuesAt(search, 'organisations.code')).toContain('cepc');
      expect(valuesAt(search, 'measures.code')).toContain('up-bhadohi-carpet-expo-mart');
    },
  );

  it.each(['टोक्यो', 'Tokyo', 'tokio'])('finds a mission by its city: %s', async (text) => {
    expect(await found(text, 'missions')).toEqual(['embassy-tokyo']);
  });

  it.each(['Sehgal', 'सहगल'])('finds an official and the events of his: %s', async (text) => {
    expect(await found(text, 'people')).toEqual(['navneet-sehgal']);
    expect(await found(text, 'events')).toContain('uttar-pradesh-samvad-2020');
  });

  it.each([
    ['chikan', ['chikankari']],
    ['ittar', ['attar-perfume']],
    ['brassware', ['brass-utensils', 'brass-metal-craft']],
  ])('finds products by the everyday name %s', async (text, codes) => {
    expect(await found(text, 'products')).toEqual(codes);
  });

  it.each([
    ['KW', 'countries', 'KW'],
    ['Wood carving', 'products', 'wood-carving'],
    ['ODOP', 'measures', 'odop-up'],
    ['एपीडा', 'organisations', 'apeda'],
    ['Beelin', 'missions', 'embassy-berlin'],
  ])('has first what is meant by %s among %s', async (text, list, code) => {
    expect((await found(text, list))[0]).toBe(code);
  });

  it('finds nothing for what is no word of the graph', async () => {
    const { search } = await questions.answer('q20', { text: 'qwxzvbn' });
    expect(Object.values(search as Record<string, unknown[]>).flat()).toEqual([]);
  });

  it('takes one request to each subgraph', async () => {
    const { cost } = await questions.ask('q20');
    expect([...cost.fetches].sort()).toEqual(['events', 'partners', 'products']);
  });

  it('refuses a blank text and asks no further subgraph', async () => {
    const { answer, cost } = await questions.ask('q20', { text: '  ' });
    expect(answer.body.errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'text' } },
    ]);
    expect(cost.fetches).toEqual(['products']);
  });
});
