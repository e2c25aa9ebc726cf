import { startTestGraph, type TestGraph } from '../support/graph.ts';

describe('numbers and years', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
  });
  afterAll(() => graph.stop());

  const ask = async (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const { body } = await graph.gateway.query({ query, variables });
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  it('are written for readers of English and Hindi, with Indian grouping', async () => {
    expect(
      await ask(`{
        exportFigure(code: "up-exports-2021-22-seed") {
          value
          money {
            amount
            currency
            lakhCrore: in(scale: LAKH_CRORE)
            english: formatted(scale: LAKH_CRORE, language: EN)
            hindi: formatted(scale: LAKH_CRORE, language: HI)
            asStated: formatted(language: EN)
          }
        }
      }`),
    ).toEqual({
      exportFigure: {
        value: '140000',
        money: {
          amount: '1400000000000',
          currency: 'INR',
          lakhCrore: '1.40',
          english: '₹1.40 lakh crore',
          hindi: '₹1.40 लाख करोड़',
          asStated: '₹1,40,000 crore',
        },
      },
    });
  });

  it('keep every digit that the source has', async () => {
    expect(
      await ask(`{
        exact: exportFigure(code: "up-exports-2021-22-state") { value money { amount } }
        paise: exportFigure(code: "up-exports-2017-18") { value money { amount } }
        zero: exportFigure(code: "up-electrical-machinery-2023-24") { value money { amount } }
      }`),
    ).toEqual({
      exact: { value: '140123.5', money: { amount: '1401235000000' } },
      paise: { value: '88967.42', money: { amount: '889674200000' } },
      zero: { value: '38756.50', money: { amount: '387565000000' } },
    });
  });

  it('sum without rounding: exports to Japan of all sectors on record in 2017-18', async () => {
    const data = await ask(`{
      exportFlows(
        filter: { country: ["JP"], fiscalYear: ["2017-18"] }, groupBy: []
      ) { total { amount } nodes { value { amount } } }
    }`);
    const { exportFlows } = data as {
      exportFlows: { total: { amount: string }; nodes: { value: { amount: string } }[] };
    };
    expect(exportFlows.total.amount).toBe('4734770000');
    expect(exportFlows.nodes).toEqual([{ value: { amount: '4734770000' } }]);
  });

  it.each(['2021-22', '1999-00', '2099-00'])('take %s as a fiscal year', async (year) => {
    await ask(
      'query ($y: FiscalYear!) { exportFigures(filter: { fiscalYear: [$y] }) { totalCount } }',
      {
        y: year,
      },
    );
  });

  it.each(['2021-23', '2021-2022', '2021', '21-22', '2021-22 '])(
    'refuse %s as a fiscal year, literal and variable',
    async (year) => {
      for (const [query, argument] of [
        [
          `{ exportFigures(filter: { fiscalYear: ["${year}"] }) { totalCount } }`,
          'filter.fiscalYear',
        ],
        [
          'query ($y: FiscalYear!) { exportFigures(filter: { fiscalYear: [$y] }) { totalCount } }',
          '$y',
        ],
      ] as const) {
        const { body } = await graph.gateway.query({ query, variables: { y: year } });
        expect(body.data ?? null).toBeNull();
        expect(body.errors).toMatchObject([
          {
            message: expect.stringContaining(`\`${argument}\``),
            extensions: {
              code: 'BAD_USER_INPUT',
              argument,
              given: year,
              accepted: expect.stringContaining('2021-22'),
            },
          },
        ]);
      }
    },
  );

  it('that can be recomputed are, with the figures that went in', async () => {
    const data = await ask(`{
      exportFigure(code: "up-growth-2021-22-seed") {
        value
        check { verdict explanation recomputed { value unit formula inputs { value } } }
      }
    }`);
    expect(data).toMatchObject({
      exportFigure: { value: '30', check: { verdict: 'ROUNDED' } },
    });
  });

  it('that follow from nothing on record are told apart', async () => {
    expect(
      await ask(
        '{ exportFigure(code: "up-exports-2017-18") { check { verdict recomputed { value } } } }',
      ),
    ).toEqual({ exportFigure: { check: { verdict: 'NOT_CHECKABLE', recomputed: null } } });
  });
});
