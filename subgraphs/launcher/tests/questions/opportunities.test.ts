import { type Questions, startQuestions, valuesAt } from './asking.ts';

let questions: Questions;
beforeAll(async () => {
  questions = await startQuestions();
});
afterAll(() => questions.graph.stop());

interface Opportunity {
  readonly rank: number;
  readonly score: {
    readonly value: number;
    readonly inputs: readonly {
      readonly name: string;
      readonly value: number | null;
      readonly weight: number | null;
    }[];
  };
  readonly sector: { readonly code: string };
  readonly country: { readonly code: string };
}

/** The data of a question that must succeed. */
async function ask(query: string): Promise<unknown> {
  const { body } = await questions.graph.gateway.query({ query });
  expect(body.errors).toBeUndefined();
  return body.data;
}

/** Every opportunity of a state, page by page. */
async function opportunitiesOf(state: string): Promise<Opportunity[]> {
  const found: Opportunity[] = [];
  let after: unknown = null;
  do {
    const data =
      await ask(`{ opportunities(filter: { state: "${state}" }, first: 100, after: ${JSON.stringify(after)}) {
      nodes { rank sector { code } country { code } score { value inputs { name value weight } } }
      pageInfo { hasNextPage endCursor } } }`);
    found.push(...(valuesAt(data, 'opportunities.nodes') as Opportunity[]));
    const [more] = valuesAt(data, 'opportunities.pageInfo.hasNextPage');
    after = more === true ? valuesAt(data, 'opportunities.pageInfo.endCursor')[0] : undefined;
  } while (after !== undefined);
  return found;
}

const inputOf = ({ score }: Opportunity, name: string) =>
  score.inputs.find((input) => input.name === name)?.value;

describe('q26: where the next export to Germany could come from', () => {
  let data: Record<string, unknown>;
  beforeAll(async () => {
    data = await questions.answer('q26');
  });

  it('ranks the sectors that Uttar Pradesh makes and India sells there', () => {
    const ranks = valuesAt(data, 'opportunities.nodes.rank');
    expect(ranks).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(new Set(valuesAt(data, 'opportunities.nodes.country.name'))).toEqual(
      new Set(['Germany']),
    );
    const scores = valuesAt(data, 'opportunities.nodes.score.value') as number[];
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(valuesAt(data, 'opportunities.totalCount')).toEqual([14]);
  });

  it('shows all parts with weights that sum to 1 and come to the score', () => {
    for (const { score } of valuesAt(data, 'opportunities.nodes') as Opportunity[]) {
      const weighted = score.inputs.filter(({ weight }) => weight !== null);
      expect(weighted.map(({ name }) => name)).toEqual([
        ...['supply', 'size', 'growth', 'diversification', 'access'],
      ]);
      const sum = weighted.reduce((total, { weight }) => total + (weight ?? 0), 0);
      const redone = weighted.reduce(
        (total, { value, weight }) => total + (value ?? 0) * (weight ?? 0),
        0,
      );
      expect(sum).toBeCloseTo(1, 9);
      expect(score.value).toBeCloseTo(100 * redone, 3);
    }
  });

  it('takes the sales of India, growth over what is on record, and sources', () => {
    const carpets = (valuesAt(data, 'opportunities.nodes') as Opportunity[]).find(
      ({ sector }) => sector.code === 'carpets',
    );
    if (carpets === undefined) throw new Error('Carpets are not among the first ten.');
    expect(inputOf(carpets, 'sales')).toBe(97.49);
    expect(inputOf(carpets, 'concentration')).toBeCloseTo(0.3583114, 4);
    expect(valuesAt(carpets, 'score.inputs.source.title')).toContain(
      'Principal commodity-wise exports by country (export-import data bank)',
    );
  });
});

describe('every opportunity of a state', () => {
  it.each(['IN-UP', 'IN-JK'])('has a place of its own in the whole ranking: %s', async (state) => {
    const all = await opportunitiesOf(state);
    const pairs = all.map(({ sector, country }) => `${sector.code}/${country.code}`);
    expect(new Set(pairs).size).toBe(all.length);
    const scores = all.map(({ score }) => score.value);
    expect(all.map(({ rank }) => rank)).toEqual(
      scores.map((score) => 1 + scores.filter((other) => other > score).length),
    );
    for (const score of scores) expect(score >= 0 && score <= 100).toBe(true);
  });

  it('knows the missions and agreements in force that the partners subgraph tells of', async () => {
    const countries = new Map<string, { missions: number; agreements: number }>();
    let after: unknown = null;
    do {
      const data = await ask(`{ countries(first: 100, after: ${JSON.stringify(after)}) {
        nodes { code missions { code } tradeAgreements(status: [IN_FORCE]) { code } }
        pageInfo { hasNextPage endCursor } } }`);
      for (const country of valuesAt(data, 'countries.nodes')) {
        const [code] = valuesAt(country, 'code');
        countries.set(String(code), {
          missions: valuesAt(country, 'missions').length,
          agreements: valuesAt(country, 'tradeAgreements').length,
        });
      }
      const [more] = valuesAt(data, 'countries.pageInfo.hasNextPage');
      after = more === true ? valuesAt(data, 'countries.pageInfo.endCursor')[0] : undefined;
    } while (after !== undefined);
    for (const opportunity of await opportunitiesOf('IN-UP')) {
      const told = countries.get(opportunity.country.code);
      expect({
        missions: inputOf(opportunity, 'missions'),
        agreements: inputOf(opportunity, 'agreements'),
      }).toEqual(told);
    }
  });

  it('counts the events that the events subgraph tells of', async () => {
    const data =
      await ask(`{ events(first: 100, filter: { country: ["AE"], status: [HELD], from: "2021-11-22", to: "2026-11-21" }) {
      nodes { code state { code } topics { __typename ... on Sector { code } ... on Product { sector { code } } } } } }`);
    const events = valuesAt(data, 'events.nodes').filter((event) =>
      ['IN-UP', undefined].includes(valuesAt(event, 'state.code')[0] as string | undefined),
    );
    const leather = events.filter((event) => {
      const sectors = (
        valuesAt(event, 'topics') as {
          __typename: string;
          code?: string;
          sector?: { code: string };
        }[]
      ).flatMap(({ __typename, code, sector }) =>
        __typename === 'Sector' ? [code] : __typename === 'Product' ? [sector?.code] : [],
      );
      return sectors.length === 0 || sectors.includes('leather');
    });
    const [found] = (await opportunitiesOf('IN-UP')).filter(
      ({ sector, country }) => sector.code === 'leather' && country.code === 'AE',
    );
    expect(found && inputOf(found, 'events')).toBe(leather.length);
    expect(leather.length).toBeGreaterThan(0);
  });
});
