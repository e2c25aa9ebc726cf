import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';
import { ask, type GivenFigure, givenFigures, statements } from './given-statistics.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
  await given(service, {
    sources: [
      { code: 'speech', published_on: '2020-12-16' },
      { code: 'press', publisher: 'A daily' },
      { code: 'undated' },
    ],
  });
});

afterEach(() => service.db.query('DELETE FROM products.export_figures'));
afterAll(() => service.stop());

interface Check {
  readonly verdict: string;
  readonly explanation: string;
  readonly hindi: string;
  readonly recomputed: {
    readonly value: number;
    readonly unit: string;
    readonly formula: string;
    readonly inputs: readonly {
      readonly value: number;
      readonly source: { readonly code: string };
    }[];
  } | null;
}

/** The check of a figure among others. */
async function check(figure: GivenFigure, others: readonly GivenFigure[] = []): Promise<Check> {
  await givenFigures(service, [figure, ...others]);
  const { exportFigure } = await ask<{ exportFigure: { check: Check } }>(
    service,
    `query ($code: ID!) { exportFigure(code: $code) { check {
       verdict explanation hindi: explanation(language: HI)
       recomputed { value unit formula inputs { name value unit weight source { code } } note }
     } } }`,
    { code: figure.code },
  );
  return exportFigure.check;
}

const growth = (value: string, more: Partial<GivenFigure> = {}): GivenFigure => ({
  code: 'growth',
  measure: 'GROWTH',
  growthYears: 1,
  unit: 'PERCENT',
  value,
  ...more,
});

const before = (value: string, more: Partial<GivenFigure> = {}): GivenFigure => ({
  code: 'before',
  fiscalYear: '2020-21',
  value,
  ...more,
});

const after = (value: string, more: Partial<GivenFigure> = {}): GivenFigure => ({
  code: 'after',
  value,
  ...more,
});

describe('the check of a growth', () => {
  it('is CONSISTENT where the values give exactly that', async () => {
    const found = await check(growth('25'), [before('80'), after('100')]);
    expect(found).toMatchObject({
      verdict: 'CONSISTENT',
      recomputed: {
        value: 25,
        unit: 'PERCENT',
        formula: '(value of 2021-22 ÷ value of 2020-21 − 1) × 100',
        inputs: [
          { name: 'value of 2021-22', value: 100, unit: 'INR_CRORE', source: { code: 'report' } },
          { name: 'value of 2020-21', value: 80, unit: 'INR_CRORE', source: { code: 'report' } },
        ],
        note: null,
      },
    });
  });

  it('is ROUNDED where they give it in the digits stated', async () => {
    const found = await check(growth('15.68'), [before('8991'), after('10401')]);
    expect(found.verdict).toBe('ROUNDED');
    expect(found.recomputed?.value).toBeCloseTo((10401 / 8991 - 1) * 100, 10);
    expect(found.explanation).toContain('15.68 %');
  });

  it('is ROUNDED for 30 % against 1.07 and over 1.40 lakh crore: only the rounding of the values makes it 30', async () => {
    const found = await check(growth('30'), [
      before('107000'),
      after('140000', { qualifier: 'OVER' }),
    ]);
    expect(found.verdict).toBe('ROUNDED');
    expect(found.recomputed?.value).toBeCloseTo(30.8411, 4);
    expect(found.explanation).toContain(
      'From ₹1,07,000 crore in 2020-21 to more than ₹1,40,000 crore in 2021-22 is a growth of 30.84 %.',
    );
    // 140000 ÷ 107500 and 141000 ÷ 106500: half of the last of three digits either way, one of it above "over".
    expect(found.explanation).toContain('from 30.23 % to 32.39 %');
    expect(found.hindi).toContain('₹1,40,000 करोड़ से अधिक');
  });

  it('is INCONSISTENT where no rounding helps', async () => {
    const found = await check(growth('38', { qualifier: 'ALMOST' }), [
      before('88967.42'),
      after('120356.3'),
    ]);
    expect(found).toMatchObject({
      verdict: 'INCONSISTENT',
      explanation: expect.stringContaining('Stated is almost 38 %, another number.'),
      hindi: expect.stringContaining('जो भिन्न है'),
    });
    expect(found.recomputed?.value).toBeCloseTo((120356.3 / 88967.42 - 1) * 100, 10);
  });

  it('spans as many years as the figure says', async () => {
    const found = await check(growth('50', { growthYears: 3 }), [
      before('999'),
      { code: 'start', fiscalYear: '2018-19', value: '80' },
      after('120'),
    ]);
    expect(found.verdict).toBe('CONSISTENT');
  });

  it('is NOT_CHECKABLE where a value is not on record, and says which', async () => {
    const found = await check(growth('25'), [after('100')]);
    expect(found).toMatchObject({
      verdict: 'NOT_CHECKABLE',
      explanation: expect.stringContaining('none is on record for IN-UP 2020-21.'),
      hindi: expect.stringContaining('IN-UP 2020-21'),
      recomputed: null,
    });
  });

  it('never takes a value of a part of the year, of another subject or of another currency', async () => {
    const found = await check(growth('25'), [
      before('80', { partOfYear: true, period: 'h1' }),
      before('80', { code: 'before-leather', sectorCode: 'leather' }),
      before('80', { code: 'before-usd', unit: 'USD_MILLION' }),
      after('100'),
    ]);
    expect(found.verdict).toBe('NOT_CHECKABLE');
    expect(found.explanation).toContain('not on record in one currency');
  });

  it('takes the values of its own source before preferred ones', async () => {
    const found = await check(growth('31', { sourceCodes: ['speech', 'press'] }), [
      before('121', { code: 'b-preferred', sourceCodes: ['report', 'press'] }),
      after('157', { code: 'a-preferred', sourceCodes: ['report', 'press'] }),
      before('107', { code: 'b-own', sourceCodes: ['speech'] }),
      after('140', { code: 'a-own', sourceCodes: ['speech'] }),
    ]);
    expect(found.recomputed?.inputs.map(({ value }) => value)).toEqual([140, 107]);
    expect(found.explanation).toContain('A source of this figure states both values.');
  });

  it('takes preferred values where its source states none, and says so', async () => {
    const found = await check(growth('25', { sourceCodes: ['speech'] }), [
      before('80', { code: 'b-first', provisional: true }),
      before('90', { code: 'b-preferred' }),
      after('100'),
    ]);
    expect(found.recomputed?.inputs.map(({ value }) => value)).toEqual([100, 90]);
    expect(found.explanation).toContain('No source of this figure states the values');
  });

  it('names the source that states both the figure and the value', async () => {
    const found = await check(growth('25', { sourceCodes: ['speech', 'press'] }), [
      before('80', { sourceCodes: ['undated'] }),
      after('100', { sourceCodes: ['undated', 'press'] }),
    ]);
    expect(found.recomputed?.inputs.map(({ source }) => source.code)).toEqual(['press', 'undated']);
    expect(found.explanation).toContain('states one of the values');
  });

  it('takes the years that were over on the day of the source where it names none', async () => {
    const figure = growth('20', { fiscalYear: null, growthYears: 2, sourceCodes: ['speech'] });
    const found = await check(figure, [
      { code: 'start', fiscalYear: '2017-18', value: '100' },
      { code: 'end', fiscalYear: '2019-20', value: '120' },
    ]);
    expect(found.verdict).toBe('CONSISTENT');
    expect(found.explanation).toContain('on its day, 2020-12-16, are taken');
  });

  it('is NOT_CHECKABLE where neither a year nor a day is known', async () => {
    const found = await check(growth('20', { fiscalYear: null, sourceCodes: ['undated'] }));
    expect(found).toMatchObject({
      verdict: 'NOT_CHECKABLE',
      explanation: expect.stringContaining('names no fiscal year'),
    });
  });
});

describe('the check of a share', () => {
  const share = (value: string, more: Partial<GivenFigure> = {}): GivenFigure => ({
    code: 'share',
    measure: 'SHARE_OF_NATIONAL',
    unit: 'PERCENT',
    value,
    ...more,
  });

  it('of India compares with the export value of India', async () => {
    const found = await check(share('5'), [
      after('186059'),
      after('3702000', { code: 'india', origin: 'IN' }),
    ]);
    expect(found.verdict).toBe('ROUNDED');
    expect(found.recomputed).toMatchObject({
      formula: 'part ÷ whole × 100',
      inputs: [
        { name: 'part', value: 186059 },
        { name: 'whole', value: 3702000 },
      ],
    });
    expect(found.recomputed?.value).toBeCloseTo((186059 / 3702000) * 100, 10);
  });

  it('of India in a sector compares with the sector of India', async () => {
    const leather = { sectorCode: 'leather', subject: 'leather' };
    const found = await check(share('40', { districtCode: 'up-agra', ...leather }), [
      after('40', { districtCode: 'up-agra', ...leather }),
      after('100', { code: 'india', origin: 'IN', ...leather }),
      after('1000', { code: 'india-all', origin: 'IN' }),
    ]);
    expect(found.verdict).toBe('CONSISTENT');
  });

  it('of ODOP compares the value of its products with that of all exports', async () => {
    const found = await check({ ...share('72'), measure: 'ODOP_SHARE', subject: 'odop-products' }, [
      after('96000', { subject: 'odop-products' }),
      after('140000', { code: 'all' }),
    ]);
    expect(found.verdict).toBe('INCONSISTENT');
    expect(found.recomputed?.value).toBeCloseTo((96 / 140) * 100, 10);
    expect(found.explanation).toContain('₹96,000 crore is 68.57 % of ₹1,40,000 crore in 2021-22.');
  });

  it.each([
    ['of India without a year', { fiscalYear: null }, 'names no fiscal year'],
    ['of small industry', { measure: 'MSME_SHARE' }, 'as a share only'],
  ] as const)('%s is NOT_CHECKABLE', async (_what, more, reason) => {
    expect(await check(share('80', more))).toMatchObject({
      verdict: 'NOT_CHECKABLE',
      explanation: expect.stringContaining(reason),
    });
  });
});

describe('the check of what follows from nothing', () => {
  it.each([
    ['a value', {}, 'reported as such'],
    [
      'a place in a list',
      { measure: 'RANK', unit: 'RANK', value: '5' },
      'of all others in the list',
    ],
  ] as const)('%s is NOT_CHECKABLE', async (_what, more, reason) => {
    expect(await check({ code: 'figure', ...more })).toMatchObject({
      verdict: 'NOT_CHECKABLE',
      explanation: expect.stringContaining(reason),
    });
  });
});

describe('the checks of many figures', () => {
  it('take three statements', async () => {
    await givenFigures(service, [
      growth('25'),
      growth('12', { code: 'growth-jk', origin: 'IN-JK' }),
      growth('13', { code: 'growth-19', fiscalYear: '2019-20' }),
      before('80'),
      after('100'),
    ]);
    const figures = await statements(service, '{ exportFigures { nodes { code } } }');
    const checks = await statements(service, '{ exportFigures { nodes { check { verdict } } } }');
    expect(checks - figures).toBe(3);
  });
});
