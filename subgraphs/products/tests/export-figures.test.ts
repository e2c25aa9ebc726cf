import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';
import { ask, givenFigures, statements } from './given-statistics.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
  await given(service, {
    sources: [
      { code: 'daily', publisher: 'A daily', published_on: '2022-08-03' },
      { code: 'daily-again', publisher: 'A daily', published_on: '2022-09-01' },
      { code: 'weekly', publisher: 'A weekly' },
      { code: 'hearsay', publisher: 'A third', verified: false },
    ],
  });
});

afterEach(() => service.db.query('DELETE FROM products.export_figures'));
afterAll(() => service.stop());

interface Listed {
  readonly exportFigures: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly code: string }[];
    readonly pageInfo: { readonly endCursor: string; readonly startCursor: string };
  };
}

/** The codes that a list of figures takes in, in its order. */
async function codesOf(args: string): Promise<string[]> {
  const { exportFigures } = await ask<Listed>(
    service,
    `{ exportFigures${args} { totalCount nodes { code } } }`,
  );
  return exportFigures.nodes.map(({ code }) => code);
}

/** The code of the figure to use among those given. */
async function preferred(): Promise<string[]> {
  return codesOf('(filter: { preferred: true })');
}

describe('which of rival figures is preferred', () => {
  it('is a final one before a provisional one, whatever stands behind that', async () => {
    await givenFigures(service, [
      { code: 'first-release', provisional: true, sourceCodes: ['daily', 'weekly'] },
      { code: 'final', sourceCodes: ['report'] },
    ]);
    expect(await preferred()).toEqual(['final']);
  });

  it('is the one that more publishers state, not the one with more reports of one publisher', async () => {
    await givenFigures(service, [
      { code: 'a-often', sourceCodes: ['daily', 'daily-again'] },
      { code: 'b-widely', sourceCodes: ['report', 'weekly'] },
    ]);
    expect(await preferred()).toEqual(['b-widely']);
  });

  it('does not count sources of general knowledge', async () => {
    await givenFigures(service, [
      { code: 'a-heard', sourceCodes: ['hearsay'] },
      { code: 'b-read', sourceCodes: ['weekly'] },
    ]);
    expect(await preferred()).toEqual(['b-read']);
  });

  it('is one stated plainly before one that is hedged', async () => {
    await givenFigures(service, [{ code: 'a-over', qualifier: 'OVER' }, { code: 'b-plain' }]);
    expect(await preferred()).toEqual(['b-plain']);
  });

  it('is the one with the more recent source, and any dated one before an undated one', async () => {
    await givenFigures(service, [
      { code: 'a-undated', sourceCodes: ['weekly'] },
      { code: 'b-earlier', sourceCodes: ['daily'] },
      { code: 'c-later', sourceCodes: ['daily-again'] },
    ]);
    expect(await preferred()).toEqual(['c-later']);
  });

  it('is the less rounded one, zeros at the end not counted', async () => {
    await givenFigures(service, [
      { code: 'a-rounded', value: '21700.00' },
      { code: 'b-exact', value: '21686' },
    ]);
    expect(await preferred()).toEqual(['b-exact']);
  });

  it('is the first by code where nothing else tells them apart', async () => {
    await givenFigures(service, [
      { code: 'b', value: '2' },
      { code: 'a', value: '1' },
    ]);
    expect(await preferred()).toEqual(['a']);
  });

  it('changes with what is on record', async () => {
    await givenFigures(service, [{ code: 'a', value: '1' }]);
    await givenFigures(service, [{ code: 'b', value: '2', sourceCodes: ['daily', 'weekly'] }]);
    expect(await preferred()).toEqual(['b']);
  });

  it.each([
    ['another measure', { measure: 'ODOP_SHARE', unit: 'PERCENT' }],
    ['another origin', { origin: 'IN' }],
    ['another district', { districtCode: 'up-agra' }],
    ['another sector', { sectorCode: 'leather' }],
    ['another product', { productCode: 'shoes' }],
    ['another subject', { subject: 'footwear' }],
    ['another destination', { countryCode: 'US' }],
    ['another year', { fiscalYear: '2020-21' }],
    ['no year', { fiscalYear: null }],
    ['another currency', { unit: 'USD_MILLION' }],
    ['a part of the year', { partOfYear: true, period: 'apr-jul' }],
    ['another span of growth', { measure: 'GROWTH', growthYears: 2, unit: 'PERCENT' }],
  ] as const)('does not arise where one is of %s', async (_what, other) => {
    await givenFigures(service, [{ code: 'a' }, { code: 'b', ...other }]);
    expect((await preferred()).sort()).toEqual(['a', 'b']);
  });
});

describe('a figure', () => {
  it('shows the other claims, the preferred one first, and is none of them', async () => {
    await givenFigures(service, [
      { code: 'a', value: '1' },
      { code: 'b', value: '2' },
      { code: 'c', value: '3', sourceCodes: ['daily', 'weekly'] },
      { code: 'alone', fiscalYear: '2019-20' },
    ]);
    const { exportFigures } = await ask<{ exportFigures: { nodes: unknown[] } }>(
      service,
      '{ exportFigures { nodes { code preferred otherClaims { code } } } }',
    );
    const codes = (...all: string[]) => all.map((code) => ({ code }));
    expect(exportFigures.nodes).toEqual([
      { code: 'a', preferred: false, otherClaims: codes('c', 'b') },
      { code: 'b', preferred: false, otherClaims: codes('c', 'a') },
      { code: 'c', preferred: true, otherClaims: codes('a', 'b') },
      { code: 'alone', preferred: true, otherClaims: [] },
    ]);
  });

  it('tells all that is on record of it', async () => {
    await givenFigures(service, [
      {
        code: 'all',
        districtCode: 'up-agra',
        sectorCode: 'leather',
        productCode: 'shoes',
        subject: 'footwear',
        countryCode: 'US',
        value: '38756.50',
        qualifier: 'ABOUT',
        provisional: true,
        partOfYear: true,
        period: 'apr-jul',
        noteEn: 'April to July',
        sourceCodes: ['weekly', 'daily'],
      },
    ]);
    const data = await ask(
      service,
      `{ exportFigure(code: "all") {
        code measure origin state { name } district { name } sector { name } product { name } subject
        country { code } fiscalYear partOfYear growthYears value qualifier unit provisional preferred
        money { amount currency in(scale: LAKH) formatted hindi: formatted(language: HI, scale: LAKH_CRORE) }
        otherClaims { code } check { verdict explanation recomputed { value } }
        note hindi: note(language: HI) sources { code publisher }
      } }`,
    );
    expect(data).toEqual({
      exportFigure: {
        code: 'all',
        measure: 'EXPORT_VALUE',
        origin: 'IN-UP',
        state: { name: 'Uttar Pradesh' },
        district: { name: 'Agra' },
        sector: { name: 'Leather' },
        product: { name: 'Shoes' },
        subject: 'footwear',
        country: { code: 'US' },
        fiscalYear: '2021-22',
        partOfYear: true,
        growthYears: null,
        value: '38756.50',
        qualifier: 'ABOUT',
        unit: 'INR_CRORE',
        provisional: true,
        preferred: true,
        money: {
          amount: '387565000000',
          currency: 'INR',
          in: '3875650',
          formatted: '₹38,756.50 crore',
          hindi: '₹0.39 लाख करोड़',
        },
        otherClaims: [],
        check: {
          verdict: 'NOT_CHECKABLE',
          explanation:
            'An export value is reported as such; it follows from no other published figure.',
          recomputed: null,
        },
        note: 'April to July',
        hindi: 'April to July',
        sources: [
          { code: 'weekly', publisher: 'A weekly' },
          { code: 'daily', publisher: 'A daily' },
        ],
      },
    });
  });

  it('has neither state nor money where it is a share of all of India', async () => {
    await givenFigures(service, [
      { code: 'share', origin: 'IN', measure: 'MSME_SHARE', unit: 'PERCENT', value: '45' },
    ]);
    expect(
      await ask(
        service,
        '{ exportFigure(code: "share") { state { name } money { amount } note } }',
      ),
    ).toEqual({ exportFigure: { state: null, money: null, note: null } });
  });

  it('writes its money and its check in the language of the header', async () => {
    await givenFigures(service, [{ code: 'a', value: '140000' }]);
    const data = await ask(
      service,
      '{ exportFigure(code: "a") { money { formatted(scale: LAKH_CRORE) english: formatted(language: EN) } check { explanation } } }',
      {},
      { 'accept-language': 'hi' },
    );
    expect(data).toMatchObject({
      exportFigure: {
        money: { formatted: '₹1.40 लाख करोड़', english: '₹1,40,000 crore' },
        check: { explanation: expect.stringContaining('निर्यात') },
      },
    });
  });

  it('is null with the nearest codes for one that is not known', async () => {
    await givenFigures(service, [{ code: 'up-exports-2021-22' }]);
    const { data, errors } = await service.execute({
      query: '{ exportFigure(code: "up-exports-2021-23") { code } }',
    });
    expect(data).toEqual({ exportFigure: null });
    expect(errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND', suggestions: ['up-exports-2021-22'] } },
    ]);
  });
});

describe('the list of figures', () => {
  const some = [
    { code: 'no-year', fiscalYear: null },
    { code: 'of-2020', fiscalYear: '2020-21' },
    { code: 'value', subject: 'footwear' },
    { code: 'total-b', value: '2', countryCode: 'JP' },
    { code: 'total-a', value: '1', countryCode: 'US' },
    { code: 'growth', measure: 'GROWTH', growthYears: 1, unit: 'PERCENT' },
    { code: 'leather', sectorCode: 'leather', subject: 'leather' },
    { code: 'agra', districtCode: 'up-agra', productCode: 'shoes', provisional: true },
    { code: 'part', partOfYear: true, period: 'h1' },
    { code: 'india', origin: 'IN' },
    { code: 'kashmir', origin: 'IN-JK' },
  ] as const;
  const inOrder = [
    'value',
    'leather',
    ...['agra', 'india', 'kashmir', 'part', 'total-a', 'total-b'],
    'growth',
    'of-2020',
    'no-year',
  ];

  it('runs from the latest year back, then by measure, subject and code; without a year last', async () => {
    await givenFigures(service, some);
    expect(await codesOf('')).toEqual(inOrder);
  });

  it.each([
    ['{ origin: ["IN"] }', ['india']],
    ['{ measure: [GROWTH] }', ['growth']],
    ['{ fiscalYear: ["2020-21"] }', ['of-2020']],
    ['{ district: ["up-agra"] }', ['agra']],
    ['{ sector: ["leather"] }', ['leather']],
    ['{ product: ["shoes"] }', ['agra']],
    ['{ subject: ["leather", "footwear"] }', ['value', 'leather']],
    ['{ country: ["US"] }', ['total-a']],
    ['{ country: ["US"], subject: ["leather"] }', []],
    ['{ provisional: true }', ['agra']],
    ['{ partOfYear: true }', ['part']],
    ['{ partOfYear: false, measure: [GROWTH] }', ['growth']],
    ['{ origin: [], measure: null, preferred: null }', inOrder],
  ])('takes in what the filter %s asks for', async (filter, codes) => {
    await givenFigures(service, some);
    expect(await codesOf(`(filter: ${filter})`)).toEqual(codes);
  });

  it('pages both ways over every figure once', async () => {
    await givenFigures(service, some);
    const pageOf = (args: string) =>
      ask<Listed>(
        service,
        `{ exportFigures(${args}) { totalCount nodes { code } pageInfo { startCursor endCursor } } }`,
      );
    const forward: string[] = [];
    for (let after = 'null'; forward.length < some.length; ) {
      const { exportFigures } = await pageOf(`first: 3, after: ${after}`);
      expect(exportFigures.totalCount).toBe(some.length);
      forward.push(...exportFigures.nodes.map(({ code }) => code));
      after = JSON.stringify(exportFigures.pageInfo.endCursor);
    }
    const backward: string[] = [];
    for (let before = 'null'; backward.length < some.length; ) {
      const { exportFigures } = await pageOf(`last: 4, before: ${before}`);
      backward.unshift(...exportFigures.nodes.map(({ code }) => code));
      before = JSON.stringify(exportFigures.pageInfo.startCursor);
    }
    expect([forward, backward]).toEqual([inOrder, inOrder]);
  });

  it('is that of a state with its districts, and of a district alone', async () => {
    await givenFigures(service, some);
    const data = await ask<Record<string, { exportFigures: Listed['exportFigures'] }>>(
      service,
      `{ state(code: "IN-UP") { exportFigures(first: 1, filter: { fiscalYear: ["2021-22"] }) { totalCount nodes { code } } }
         district(code: "up-agra") { exportFigures { totalCount nodes { code } } } }`,
    );
    expect(data).toEqual({
      state: { exportFigures: { totalCount: 7, nodes: [{ code: 'value' }] } },
      district: { exportFigures: { totalCount: 1, nodes: [{ code: 'agra' }] } },
    });
  });

  it('takes as many statements for ten figures as for two', async () => {
    const query = `{ exportFigures(first: 100) { nodes {
      state { name } district { name } sector { name } product { name } money { formatted }
      otherClaims { code sources { code } } sources { code }
      check { verdict recomputed { inputs { source { code } } } }
    } } }`;
    const growth = { measure: 'GROWTH', growthYears: 1, unit: 'PERCENT' } as const;
    const about = { districtCode: 'up-agra', sectorCode: 'leather', productCode: 'shoes' };
    await givenFigures(service, [
      { code: 'value-0', ...about },
      { code: 'before-0', fiscalYear: '2020-21', ...about },
      { code: 'growth-0', ...growth, ...about },
    ]);
    const few = await statements(service, query);
    for (let i = 1; i < 10; i++) {
      const origin = i % 2 === 0 ? 'IN-UP' : 'IN-JK';
      await givenFigures(service, [
        { code: `value-${i}`, origin, sourceCodes: ['daily'] },
        { code: `before-${i}`, origin, fiscalYear: '2020-21', sourceCodes: ['weekly'] },
        { code: `growth-${i}`, origin, ...growth },
      ]);
    }
    expect(await statements(service, query)).toBe(few);
  });
});
