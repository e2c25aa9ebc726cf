import type { GatewayError } from '@niryat/gateway';
import { startTestGraph, type TestGraph } from '../support/graph.ts';

/** What an error of bad input is to say. */
interface Refusal {
  readonly argument: string;
  readonly given?: unknown;
  readonly accepted: RegExp;
}

describe('bad input', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
  });
  afterAll(() => graph.stop());

  const errorsOf = async (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const { body } = await graph.gateway.query({ query, variables });
    expect(JSON.stringify(body)).not.toMatch(/SELECT|node_modules|stacktrace/);
    return body.errors ?? [];
  };

  const expectRefusal = (
    errors: readonly GatewayError[],
    { argument, given, accepted }: Refusal,
  ) => {
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(`\`${argument.split('.').at(0) ?? ''}`),
        extensions: {
          code: 'BAD_USER_INPUT',
          argument,
          accepted: expect.stringMatching(accepted),
          ...(given !== undefined && { given }),
        },
      },
    ]);
  };

  describe('a code that no record has', () => {
    it.each([
      ['state', 'IN-UQ', 'IN-UP'],
      ['district', 'up-agraa', 'up-agra'],
      ['sector', 'lether', 'leather'],
      ['product', 'hand-knotted-carpets', 'hand-knotted-carpet'],
      ['cluster', 'bhadohi-carpets', 'bhadohi-carpet'],
      ['facility', 'sambhal-cfc', 'up-sambhal-cfc'],
      ['commodity', 'carpet-excl-silk', 'carpet-excl-silk-handmade'],
      ['target', 'up-exports-3-lakh-crore-5y', 'up-exports-3-lakh-crore-5y-2022'],
      ['exportFigure', 'up-exports-2021-22-seeds', 'up-exports-2021-22-seed'],
      ['country', 'JQ', 'JO'],
      ['mission', 'embassy-tokio', 'embassy-tokyo'],
      ['organisation', 'up-goverment', 'up-government'],
      ['tradeAgreement', 'in-jp-cep', 'in-jp-cepa'],
      ['marketRequirement', 'jp-carpet-labels', 'jp-carpet-label'],
      ['partnership', 'up-ebays', 'up-ebay'],
      ['event', 'up-japan-virtual-conference', 'up-japan-virtual-conference-2022'],
      ['delegation', 'up-state-delegation-japan', 'up-state-delegation-japan-2022'],
      ['commitment', 'japan-2022-delegation', 'japan-2022-delegation-support'],
      ['measure', 'odop', 'odop-up'],
      ['person', 'navneet-segal', 'navneet-sehgal'],
    ])('is null with NOT_FOUND and the nearest codes: %s', async (field, code, suggestion) => {
      const { body } = await graph.gateway.query({
        query: `{ ${field}(code: "${code}") { code } }`,
      });
      expect(body.data).toEqual({ [field]: null });
      expect(body.errors).toMatchObject([
        {
          message: expect.stringContaining(suggestion),
          path: [field],
          extensions: {
            code: 'NOT_FOUND',
            given: code,
            suggestions: expect.arrayContaining([suggestion]),
          },
        },
      ]);
    });

    it('suggests nothing where nothing is near', async () => {
      const errors = await errorsOf('{ event(code: "qqqqqqqqqqqqqq") { code } }');
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', suggestions: [] } }]);
    });

    it.each([
      '{ exportBrief(state: "IN-XX", country: "JP") { key } }',
      '{ exportBrief(state: "IN-UP", country: "JQ") { key } }',
      '{ exportBrief(state: "IN-UP", country: "JP", sector: "lether") { key } }',
      '{ exportBrief(state: "IN-UP", country: "JP", product: "carpet") { key } }',
    ])('is null with NOT_FOUND for a brief too: %s', async (query) => {
      const { body } = await graph.gateway.query({ query });
      expect(body.data).toEqual({ exportBrief: null });
      expect(body.errors).toMatchObject([
        { path: ['exportBrief'], extensions: { code: 'NOT_FOUND' } },
      ]);
    });
  });

  /** One connection of each subgraph. */
  const LISTS = ['districts', 'missions', 'events', 'exportFigures'] as const;

  describe.each(LISTS)('a page of %s', (list) => {
    it.each([0, -1, 101, 500])('is refused with first: %d', async (first) => {
      const refusal = { argument: 'first', given: first, accepted: /1 to 100/ };
      expectRefusal(await errorsOf(`{ ${list}(first: ${first}) { totalCount } }`), refusal);
      const query = `query ($n: Int) { ${list}(first: $n) { totalCount } }`;
      expectRefusal(await errorsOf(query, { n: first }), refusal);
    });

    it('is refused with last: 101', async () => {
      const errors = await errorsOf(`{ ${list}(last: 101) { totalCount } }`);
      expectRefusal(errors, { argument: 'last', given: 101, accepted: /1 to 100/ });
    });

    it.each(['after', 'before'])('is refused with a malformed cursor: %s', async (argument) => {
      for (const cursor of ['', 'x', 'bm90IGEgY3Vyc29y', '%']) {
        const errors = await errorsOf(`{ ${list}(${argument}: "${cursor}") { totalCount } }`);
        expectRefusal(errors, { argument, given: cursor, accepted: /cursor/ });
      }
    });

    it('is refused with a cursor of another list', async () => {
      const { body } = await graph.gateway.query({
        query: '{ clusters(first: 1) { pageInfo { endCursor } } }',
      });
      const { endCursor } = (body.data as { clusters: { pageInfo: { endCursor: string } } })
        .clusters.pageInfo;
      const errors = await errorsOf(`{ ${list}(after: "${endCursor}") { totalCount } }`);
      expectRefusal(errors, { argument: 'after', given: endCursor, accepted: /this list/ });
    });

    it('is refused with both first and last', async () => {
      const errors = await errorsOf(`{ ${list}(first: 5, last: 5) { totalCount } }`);
      expectRefusal(errors, { argument: 'last', accepted: /`first`.*`last`/ });
    });
  });

  it.each([
    '{ state(code: "IN-UP") { facilities(first: 0) { totalCount } } }',
    '{ state(code: "IN-UP") { events(first: 0) { totalCount } } }',
    '{ country(code: "JP") { events(first: 0) { totalCount } } }',
    '{ sector(code: "leather") { clusters(first: 0) { totalCount } } }',
  ])('in a list of a record is refused too: %s', async (query) => {
    expectRefusal(await errorsOf(query), { argument: 'first', given: 0, accepted: /1 to 100/ });
  });

  /** Bad scalars: the scalar, its argument, what is given, and a field that takes it. */
  const SCALARS: readonly (readonly [string, string, string, RegExp, (value: string) => string])[] =
    [
      [
        'Date',
        'filter.from',
        '2022-02-30',
        /YYYY-MM-DD/,
        (v) => `events(filter: { from: ${v} }) { totalCount }`,
      ],
      [
        'Date',
        'filter.announcedTo',
        'soon',
        /YYYY-MM-DD/,
        (v) => `targets(filter: { announcedTo: ${v} }) { totalCount }`,
      ],
      [
        'DateTime',
        'asOf',
        '2022-06-07',
        /instant/,
        (v) => `commitments(asOf: ${v}) { totalCount }`,
      ],
      [
        'FiscalYear',
        'filter.fiscalYear',
        '2021-23',
        /2021-22/,
        (v) => `exportFigures(filter: { fiscalYear: [${v}] }) { totalCount }`,
      ],
      [
        'HSCode',
        'filter.hsCode',
        '57.01',
        /digits/,
        (v) => `products(filter: { hsCode: [${v}] }) { totalCount }`,
      ],
      ['HSCode', 'code', '1', /digits/, (v) => `hsChapter(code: ${v}) { code }`],
      ['CountryCode', 'code', 'jp', /JP/, (v) => `country(code: ${v}) { code }`],
      [
        'CountryCode',
        'filter.country',
        'Japan',
        /JP/,
        (v) => `missions(filter: { country: [${v}] }) { totalCount }`,
      ],
      ['OriginCode', 'code', 'UP', /IN-UP/, (v) => `state(code: ${v}) { code }`],
      [
        'OriginCode',
        'filter.state',
        'IN-up',
        /IN-UP/,
        (v) => `partnerships(filter: { state: [${v}] }) { totalCount }`,
      ],
    ];

  describe.each(SCALARS)('a bad %s in `%s`: %s', (scalar, argument, given, accepted, field) => {
    it('is refused as a literal', async () => {
      expectRefusal(await errorsOf(`{ ${field(`"${given}"`)} }`), { argument, given, accepted });
    });

    it('is refused as a variable', async () => {
      const errors = await errorsOf(`query ($v: ${scalar}!) { ${field('$v')} }`, { v: given });
      expectRefusal(errors, { argument: '$v', given, accepted });
    });

    it('is refused where it is a number', async () => {
      const errors = await errorsOf(`query ($v: ${scalar}!) { ${field('$v')} }`, { v: 7 });
      expectRefusal(errors, { argument: '$v', given: 7, accepted });
    });
  });

  it('is refused in a field of an object in a variable', async () => {
    const query = 'query ($f: EventFilter) { events(filter: $f) { totalCount } }';
    const errors = await errorsOf(query, { f: { from: '2022-13-01' } });
    expectRefusal(errors, { argument: '$f.from', given: '2022-13-01', accepted: /YYYY-MM-DD/ });
  });

  /** Values that the gateway itself refuses: the argument, the literal, the type and value of a variable, a field. */
  const OTHERS: readonly (readonly [
    string,
    string,
    string,
    unknown,
    RegExp,
    (v: string) => string,
  ])[] = [
    [
      'filter.kind',
      'FAIR',
      'EventKind!',
      'FAIR',
      /TRADE_SHOW/,
      (v) => `events(filter: { kind: [${v}] }) { totalCount }`,
    ],
    [
      'orderBy.direction',
      'UP',
      'OrderDirection!',
      'UP',
      /ASC or DESC/,
      (v) => `countries(orderBy: { field: NAME, direction: ${v} }) { totalCount }`,
    ],
    ['language', 'FR', 'Language', 'FR', /EN or HI/, (v) => `states { name(language: ${v}) }`],
    [
      'first',
      '"ten"',
      'Int',
      'ten',
      /whole number/,
      (v) => `districts(first: ${v}) { totalCount }`,
    ],
    ['first', '1.5', 'Int', 1.5, /whole number/, (v) => `missions(first: ${v}) { totalCount }`],
    [
      'filter.hasMission',
      '"yes"',
      'Boolean',
      'yes',
      /true or false/,
      (v) => `countries(filter: { hasMission: ${v} }) { totalCount }`,
    ],
  ];

  it.each(OTHERS)(
    'in `%s` is refused: %s',
    async (argument, literal, type, given, accepted, field) => {
      expectRefusal(await errorsOf(`{ ${field(literal)} }`), { argument, accepted });
      const errors = await errorsOf(`query ($v: ${type}) { ${field('$v')} }`, { v: given });
      expectRefusal(errors, { argument: '$v', given, accepted });
    },
  );

  it('is told where an enum value was put into quotes', async () => {
    const errors = await errorsOf('{ events(filter: { kind: ["TRADE_SHOW"] }) { totalCount } }');
    expectRefusal(errors, { argument: 'filter.kind', accepted: /TRADE_SHOW.*without quotes/ });
  });

  it('is told where a filter has no such field', async () => {
    const errors = await errorsOf('{ events(filter: { colour: "red" }) { totalCount } }');
    expectRefusal(errors, { argument: 'filter', accepted: /an object with state, country/ });
  });

  it('is told where a currency is asked for that the table does not state', async () => {
    const errors = await errorsOf(
      '{ exportFlows(groupBy: [COUNTRY], currency: INR) { totalCount } }',
    );
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('INR'),
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'currency',
          given: 'INR',
          accepted: expect.stringContaining('USD'),
        },
      },
    ]);
  });

  it('of several kinds is told for each', async () => {
    const errors = await errorsOf(`{
      a: districts(first: 0) { totalCount }
      b: missions(last: 101) { totalCount }
      c: events(after: "x") { totalCount }
    }`);
    expect(errors.map(({ extensions }) => extensions.argument).sort()).toEqual([
      ...['after', 'first', 'last'],
    ]);
  });
});
