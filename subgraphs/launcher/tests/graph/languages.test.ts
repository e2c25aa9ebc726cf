import { startTestGraph, type TestGraph } from '../support/graph.ts';

describe('the language of an answer', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
  });
  afterAll(() => graph.stop());

  const ALL = `{
    state(code: "IN-UP") { name }
    mission(code: "embassy-tokyo") { name country { name } }
    event(code: "uttar-pradesh-samvad-2020") { title state { name } }
  }`;
  const ENGLISH = {
    state: { name: 'Uttar Pradesh' },
    mission: { name: 'Embassy of India, Tokyo', country: { name: 'Japan' } },
    event: { title: 'Uttar Pradesh Samvad', state: { name: 'Uttar Pradesh' } },
  };
  const HINDI = {
    state: { name: 'उत्तर प्रदेश' },
    mission: { name: 'भारत का दूतावास, टोक्यो', country: { name: 'जापान' } },
    event: { title: 'उत्तर प्रदेश संवाद', state: { name: 'उत्तर प्रदेश' } },
  };

  const ask = async (query: string, acceptLanguage?: string) => {
    const headers = acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage };
    const { body } = await graph.gateway.query({ query }, headers);
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  it('is English where nothing is said', async () => {
    expect(await ask(ALL)).toEqual(ENGLISH);
  });

  it.each(['hi', 'hi-IN', 'hi-IN,hi;q=0.9,en;q=0.8', 'en;q=0.3, hi;q=0.7', 'fr, hi;q=0.5'])(
    'is Hindi in every subgraph for the header %s',
    async (header) => {
      expect(await ask(ALL, header)).toEqual(HINDI);
    },
  );

  it.each(['en', 'hi;q=0.4, en;q=0.9', 'fr', '*', 'hi;q=0', ';;;'])(
    'is English in every subgraph for the header %s',
    async (header) => {
      expect(await ask(ALL, header)).toEqual(ENGLISH);
    },
  );

  it('is that of the argument, whatever the header says', async () => {
    const query = `{
      state(code: "IN-UP") { en: name(language: EN) hi: name(language: HI) asked: name }
      country(code: "JP") { en: name(language: EN) hi: name(language: HI) asked: name }
      measure(code: "odop-up") { en: name(language: EN) hi: name(language: HI) asked: name }
    }`;
    const state = { en: 'Uttar Pradesh', hi: 'उत्तर प्रदेश' };
    const country = { en: 'Japan', hi: 'जापान' };
    const measure = { en: 'One District One Product (ODOP)', hi: 'एक जनपद एक उत्पाद (ओडीओपी)' };
    expect(await ask(query, 'hi')).toEqual({
      state: { ...state, asked: state.hi },
      country: { ...country, asked: country.hi },
      measure: { ...measure, asked: measure.hi },
    });
    expect(await ask(query, 'en')).toEqual({
      state: { ...state, asked: state.en },
      country: { ...country, asked: country.en },
      measure: { ...measure, asked: measure.en },
    });
  });

  it('falls back to the other where a text is on record in one alone', async () => {
    const query = `{
      cluster(code: "sambhal-horn-bone") { name(language: HI) note(language: HI) }
      organisation(code: "ondc") { role(language: HI) }
    }`;
    expect(await ask(query)).toEqual({
      cluster: {
        name: 'संभल सींग एवं अस्थि शिल्प क्लस्टर',
        note: 'Small workshops in and around the town; the source gives 1500 to 1800 units.',
      },
      organisation: { role: expect.stringMatching(/^[A-Z]/) },
    });
  });

  it('can be told from what is on record, English first', async () => {
    const query = `{
      state(code: "IN-JK") { languages }
      country(code: "JP") { languages }
      marketRequirement(code: "jp-carpet-label") { languages name(language: HI) }
      event(code: "uttar-pradesh-samvad-2020") { languages }
    }`;
    expect(await ask(query)).toEqual({
      state: { languages: ['EN', 'HI'] },
      country: { languages: ['EN', 'HI'] },
      marketRequirement: {
        languages: ['EN'],
        name: 'Household Goods Quality Labeling Act, floor coverings',
      },
      event: { languages: ['EN', 'HI'] },
    });
  });
});
