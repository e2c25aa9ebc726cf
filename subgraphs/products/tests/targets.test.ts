import { toNodeId } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';
import { ask, givenFigures, givenTargets, statements } from './given-statistics.ts';

let service: TestService;

beforeAll(async () => {
  // Noon in India.
  service = await startTestService(products, { now: () => new Date('2025-10-01T06:30:00Z') });
  await given(service, ground);
});

afterEach(async () => {
  await service.db.query('DELETE FROM products.targets');
  await service.db.query('DELETE FROM products.export_figures');
});
afterAll(() => service.stop());

interface Metric {
  readonly value: number | null;
  readonly note: string | null;
}

interface Progress {
  readonly progress: Metric;
  readonly gap: Metric & { readonly unit: string };
  readonly gapMoney: { readonly amount: string } | null;
  readonly requiredGrowth: Metric;
}

/** How far the target is that a test has given as `t`. */
async function far(): Promise<Progress> {
  const { target } = await ask<{ target: Progress }>(
    service,
    `{ target(code: "t") {
      progress { value note } gap { value unit note } gapMoney { amount } requiredGrowth { value note }
    } }`,
  );
  return target;
}

describe('how far a target is', () => {
  it('is told by the latest figure: the way covered, the gap, and the growth that still reaches it', async () => {
    await givenTargets(service, [
      { code: 't', value: '300', baseline: '140', due: '2027-03-31', announcedOn: '2022-08-03' },
    ]);
    await givenFigures(service, [
      { code: 'earlier', fiscalYear: '2023-24', value: '170' },
      { code: 'latest', fiscalYear: '2024-25', value: '186' },
    ]);
    const { target } = await ask<{ target: Record<string, unknown> }>(
      service,
      `{ target(code: "t") {
        progress { value unit formula inputs { name value unit weight source { code } } note }
        gap { value unit formula inputs { name value unit } }
        gapMoney { amount currency formatted }
        requiredGrowth { value unit formula inputs { name value unit source { code } } note }
      } }`,
    );
    // 31 March 2025 to 31 March 2027 is 730 days.
    const years = 730 / 365.25;
    expect(target).toEqual({
      progress: {
        value: (186 - 140) / (300 - 140),
        unit: 'RATIO',
        formula: '(latest − baseline) ÷ (target − baseline)',
        inputs: [
          {
            name: 'latest',
            value: 186,
            unit: 'INR_CRORE',
            weight: null,
            source: { code: 'report' },
          },
          {
            name: 'baseline',
            value: 140,
            unit: 'INR_CRORE',
            weight: null,
            source: { code: 'report' },
          },
          {
            name: 'target',
            value: 300,
            unit: 'INR_CRORE',
            weight: null,
            source: { code: 'report' },
          },
        ],
        note: '`latest` is latest, of 2024-25.',
      },
      gap: {
        value: 114,
        unit: 'INR_CRORE',
        formula: 'target − latest',
        inputs: [
          { name: 'target', value: 300, unit: 'INR_CRORE' },
          { name: 'latest', value: 186, unit: 'INR_CRORE' },
        ],
      },
      gapMoney: { amount: '1140000000', currency: 'INR', formatted: '₹114 crore' },
      requiredGrowth: {
        value: expect.closeTo(((300 / 186) ** (1 / years) - 1) * 100, 10),
        unit: 'PERCENT',
        formula: '((target ÷ latest) ^ (1 ÷ years) − 1) × 100',
        inputs: [
          { name: 'target', value: 300, unit: 'INR_CRORE', source: { code: 'report' } },
          { name: 'latest', value: 186, unit: 'INR_CRORE', source: { code: 'report' } },
          { name: 'years', value: years, unit: 'YEARS', source: null },
        ],
        note: '`latest` is latest, of 2024-25. `years` runs from 2025-03-31 to 2027-03-31.',
      },
    });
  });

  it('is told by the preferred figure of a whole year in its own unit and of its own subject', async () => {
    await givenTargets(service, [{ code: 't' }]);
    await givenFigures(service, [
      { code: 'other-claim', value: '200', provisional: true },
      { code: 'preferred', value: '150' },
      { code: 'part', fiscalYear: '2024-25', partOfYear: true, period: 'h1', value: '90' },
      { code: 'dollars', fiscalYear: '2024-25', unit: 'USD_MILLION', value: '20' },
      { code: 'sector', fiscalYear: '2024-25', sectorCode: 'leather', value: '30' },
      { code: 'district', fiscalYear: '2024-25', districtCode: 'up-agra', value: '31' },
      { code: 'country', fiscalYear: '2024-25', countryCode: 'US', value: '32' },
      { code: 'subject', fiscalYear: '2024-25', subject: 'footwear', value: '33' },
      { code: 'india', fiscalYear: '2024-25', origin: 'IN', value: '34' },
    ]);
    expect((await far()).gap.value).toBe(150);
  });

  it('is told by the figures of its district, sector, subject and destination where it has them', async () => {
    const about = {
      districtCode: 'up-agra',
      sectorCode: 'leather',
      productCode: 'shoes',
      subject: 'footwear',
      countryCode: 'US',
    };
    await givenTargets(service, [{ code: 't', ...about }]);
    await givenFigures(service, [
      { code: 'all', value: '200' },
      { code: 'own', value: '100', ...about },
    ]);
    expect((await far()).gap.value).toBe(200);
  });

  it('takes a figure without a year where no other is on record, and knows no growth from there', async () => {
    await givenTargets(service, [{ code: 't', due: '2030', baseline: '100' }]);
    await givenFigures(service, [{ code: 'undated', fiscalYear: null, value: '190' }]);
    const note = '`latest` is undated, whose source names no year.';
    expect(await far()).toMatchObject({
      progress: { value: 0.45, note },
      gap: { value: 110 },
      requiredGrowth: { value: null, note },
    });
  });

  it('of a multiple is counted from its baseline, in rupees', async () => {
    await givenTargets(service, [
      {
        code: 't',
        metric: 'EXPORT_GROWTH_MULTIPLE',
        unit: 'MULTIPLE',
        value: '2',
        baseline: '140.5',
      },
    ]);
    await givenFigures(service, [{ code: 'latest', value: '186' }]);
    expect(await far()).toMatchObject({
      progress: { value: expect.closeTo((186 - 140.5) / 140.5, 12) },
      gap: { value: 95, unit: 'INR_CRORE' },
      gapMoney: { amount: '950000000' },
    });
  });

  it('of a share has no money', async () => {
    await givenTargets(service, [
      {
        code: 't',
        metric: 'SHARE_OF_NATIONAL',
        measure: 'SHARE_OF_NATIONAL',
        unit: 'PERCENT',
        value: '7.5',
      },
    ]);
    await givenFigures(service, [
      { code: 'share', measure: 'SHARE_OF_NATIONAL', unit: 'PERCENT', value: '4.71' },
    ]);
    expect(await far()).toMatchObject({ gap: { value: 2.79, unit: 'PERCENT' }, gapMoney: null });
    expect(await ask(service, '{ target(code: "t") { money { amount } } }')).toEqual({
      target: { money: null },
    });
  });

  it('is null without a baseline, with a note that says so', async () => {
    await givenTargets(service, [{ code: 't' }]);
    await givenFigures(service, [{ code: 'latest', value: '186' }]);
    expect((await far()).progress).toEqual({ value: null, note: 'No baseline was named.' });
  });

  it('is null without a figure, with a note that says so', async () => {
    await givenTargets(service, [{ code: 't', baseline: '100', due: '2030' }]);
    const note = 'No published figure of EXPORT_VALUE in INR_CRORE is on record.';
    expect(await far()).toEqual({
      progress: { value: null, note },
      gap: { value: null, unit: 'INR_CRORE', note },
      gapMoney: null,
      requiredGrowth: { value: null, note },
    });
  });

  it('is null where no figure measures what it is about', async () => {
    await givenTargets(service, [
      { code: 't', metric: 'EMPLOYMENT', measure: null, unit: 'PERSONS', value: '2500000' },
    ]);
    expect((await far()).gap).toMatchObject({
      value: null,
      note: 'No published figure on record measures EMPLOYMENT.',
    });
  });

  it.each([
    ['has been due', '2025-09-30', 'The target was due on 2025-09-30.'],
    ['is due today', '2025-10-01', 'The target was due on 2025-10-01.'],
    ['was due in a fiscal year', '2024-25', 'The target was due on 2025-03-31.'],
    ['has no horizon', null, 'No day by which it is due is on record.'],
  ])('asks for no growth once it %s', async (_what, due, note) => {
    await givenTargets(service, [{ code: 't', due }]);
    await givenFigures(service, [{ code: 'latest', fiscalYear: '2024-25', value: '186' }]);
    expect((await far()).requiredGrowth).toEqual({ value: null, note });
  });

  it('asks for growth until the day before it is due', async () => {
    await givenTargets(service, [{ code: 't', due: '2025-10-02' }]);
    await givenFigures(service, [{ code: 'latest', fiscalYear: '2024-25', value: '186' }]);
    expect((await far()).requiredGrowth.value).toBeGreaterThan(100);
  });

  it('asks for no more growth once it is reached', async () => {
    await givenTargets(service, [{ code: 't', due: '2030', value: '186' }]);
    await givenFigures(service, [{ code: 'latest', fiscalYear: '2024-25', value: '186' }]);
    expect(await far()).toMatchObject({
      gap: { value: 0 },
      requiredGrowth: { value: 0, note: expect.stringContaining('reached already') },
    });
  });

  it('says where the latest figure is older than the target', async () => {
    await givenTargets(service, [{ code: 't', announcedOn: '2022-08-03', baseline: '140' }]);
    await givenFigures(service, [{ code: 'old', fiscalYear: '2019-20', value: '120' }]);
    expect((await far()).progress).toEqual({
      value: -20 / 160,
      note: '`latest` is old, of 2019-20, a year that was over before the target was announced.',
    });
  });
});

describe('a target', () => {
  it('tells all that is on record of it', async () => {
    await givenTargets(service, [
      {
        code: 't',
        value: '300000',
        baseline: '140000',
        baselineFiscalYear: '2021-22',
        due: '2027-08-03',
        dueTextEn: 'in the next five years',
        dueTextHi: 'अगले पांच वर्षों में',
        announcedOn: '2022-08-03',
        announcedByEn: 'A secretary',
        noteEn: 'A note',
      },
    ]);
    const data = await ask(
      service,
      `{ target(code: "t") { id code origin state { name } metric value unit
        money { amount formatted(scale: LAKH_CRORE) } baseline baselineFiscalYear due dueText hindi: dueText(language: HI)
        announcedOn announcedBy(language: HI) note restatements { code } sources { code } } }`,
    );
    expect(data).toEqual({
      target: {
        id: toNodeId('Target', 't'),
        code: 't',
        origin: 'IN-UP',
        state: { name: 'Uttar Pradesh' },
        metric: 'EXPORT_VALUE',
        value: '300000',
        unit: 'INR_CRORE',
        money: { amount: '3000000000000', formatted: '₹3.00 lakh crore' },
        baseline: '140000',
        baselineFiscalYear: '2021-22',
        due: '2027-08-03',
        dueText: 'in the next five years',
        hindi: 'अगले पांच वर्षों में',
        announcedOn: '2022-08-03',
        announcedBy: 'A secretary',
        note: 'A note',
        restatements: [],
        sources: [{ code: 'report' }],
      },
    });
  });

  it('knows its restatements: the same sum at other times, oldest first, those without a day last', async () => {
    await givenTargets(service, [
      { code: 't', announcedOn: '2022-08-03', due: '2027-08-03' },
      { code: 'undated' },
      { code: 'later', announcedOn: '2025-01-07', due: '2028-01-07' },
      { code: 'earlier', announcedOn: '2021-01-01', value: '300.00' },
      { code: 'another-sum', value: '200', announcedOn: '2022-07-24' },
      { code: 'another-metric', metric: 'EXPORT_VALUE_US' },
      { code: 'another-origin', origin: 'IN-JK' },
      { code: 'another-unit', unit: 'USD_MILLION' },
    ]);
    expect(await ask(service, '{ target(code: "t") { restatements { code } } }')).toEqual({
      target: { restatements: [{ code: 'earlier' }, { code: 'later' }, { code: 'undated' }] },
    });
  });

  it('is found by its key, and an unknown one leaves the others', async () => {
    await givenTargets(service, [{ code: 't' }]);
    const { data, errors } = await service.execute({
      query: `query ($representations: [_Any!]!) {
        _entities(representations: $representations) { ... on Target { code metric } } }`,
      variables: {
        representations: ['nothing', 't'].map((code) => ({ __typename: 'Target', code })),
      },
    });
    expect(data).toEqual({ _entities: [null, { code: 't', metric: 'EXPORT_VALUE' }] });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', given: 'nothing' } }]);
  });

  it('is null with the nearest codes for one that is not known', async () => {
    await givenTargets(service, [{ code: 'up-exports' }]);
    const { data, errors } = await service.execute({
      query: '{ target(code: "up-export") { code } }',
    });
    expect(data).toEqual({ target: null });
    expect(errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND', suggestions: ['up-exports'] } },
    ]);
  });
});

describe('the list of targets', () => {
  const some = [
    { code: 'undated', announcedOn: null },
    { code: 'old', announcedOn: '2018-08-09' },
    { code: 'new-b', announcedOn: '2025-01-07', metric: 'ODOP_SHARE' },
    { code: 'new-a', announcedOn: '2025-01-07' },
    { code: 'kashmir', announcedOn: '2022-07-15', origin: 'IN-JK' },
    { code: 'india', announcedOn: '2021-07-15', origin: 'IN' },
  ];
  const inOrder = ['new-a', 'new-b', 'kashmir', 'india', 'old', 'undated'];

  it.each([
    ['', inOrder],
    ['(filter: { origin: ["IN", "IN-JK"] })', ['kashmir', 'india']],
    ['(filter: { metric: ["ODOP_SHARE"] })', ['new-b']],
    ['(filter: { announcedFrom: "2022-07-15" })', ['new-a', 'new-b', 'kashmir']],
    ['(filter: { announcedTo: "2021-07-15" })', ['india', 'old']],
    ['(filter: { origin: [], announcedFrom: null })', inOrder],
    ['(last: 2)', ['old', 'undated']],
  ])('runs from the latest announcement back: %s', async (args, codes) => {
    await givenTargets(service, some);
    const { targets } = await ask<{ targets: { nodes: { code: string }[] } }>(
      service,
      `{ targets${args} { nodes { code } } }`,
    );
    expect(targets.nodes.map(({ code }) => code)).toEqual(codes);
  });

  it('of a state has its own, the latest first', async () => {
    await givenTargets(service, some);
    expect(await ask(service, '{ states { code targets { code } } }')).toEqual({
      states: [
        { code: 'IN-JK', targets: [{ code: 'kashmir' }] },
        {
          code: 'IN-UP',
          targets: [{ code: 'new-a' }, { code: 'new-b' }, { code: 'old' }, { code: 'undated' }],
        },
      ],
    });
  });

  it('takes five statements with all that is computed, however many there are', async () => {
    await givenTargets(service, some);
    await givenFigures(service, [{ code: 'latest', fiscalYear: '2024-25', value: '186' }]);
    const query = `{ targets { nodes { state { name } restatements { code }
      progress { value inputs { source { title } } } gap { value } gapMoney { amount } requiredGrowth { value }
      sources { title } } } }`;
    // The list, the states, the restatements, the latest figures, the sources.
    expect(await statements(service, query)).toBe(5);
  });
});
