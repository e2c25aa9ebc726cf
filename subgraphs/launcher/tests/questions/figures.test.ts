import { counted, type Questions, startQuestions, valuesAt } from './asking.ts';

let questions: Questions;
beforeAll(async () => {
  questions = await startQuestions();
});
afterAll(() => questions.graph.stop());

describe('q07: how far the state is from Rs 3 lakh crore', () => {
  let target: unknown;
  beforeAll(async () => {
    [target] = valuesAt(await questions.answer('q07'), 'target');
  });

  it('says what was announced, when and where', () => {
    expect(target).toMatchObject({
      state: { name: 'Uttar Pradesh' },
      metric: 'EXPORT_VALUE',
      money: { formatted: '₹3.00 lakh crore' },
      baseline: '140000',
      baselineFiscalYear: '2021-22',
      due: '2027-08-03',
      announcedOn: '2022-08-03',
      announcedAt: { title: 'Uttar Pradesh to work with Indian missions abroad for exports' },
    });
  });

  it('has covered 46,059 of the 160,000 crore that were missing, on the figure of 2024-25', () => {
    expect(target).toMatchObject({
      progress: { value: expect.closeTo(46_059 / 160_000, 6), unit: 'RATIO' },
      gap: { value: 113_941, unit: 'INR_CRORE' },
    });
    expect(valuesAt(target, 'progress.inputs.value')).toEqual(
      expect.arrayContaining([186_059, 140_000, 300_000]),
    );
  });

  it('needs growth every year that is left', () => {
    // From the end of 2024-25, 31 March 2025, to 3 August 2027 it is 855 days.
    const years = 855 / 365.25;
    expect(valuesAt(target, 'requiredGrowth')).toMatchObject([
      {
        value: expect.closeTo(((300_000 / 186_059) ** (1 / years) - 1) * 100, 2),
        unit: 'PERCENT',
        inputs: [{ value: 300_000 }, { value: 186_059 }, { value: expect.closeTo(years, 3) }],
      },
    ]);
  });

  it('was restated with other horizons, oldest first', () => {
    expect(valuesAt(target, 'restatements')).toMatchObject([
      {
        code: 'up-exports-3-lakh-crore-3y-2022',
        money: { formatted: '₹3.00 lakh crore' },
        due: '2025-09-13',
        announcedOn: '2022-09-13',
      },
      { code: 'up-exports-3-lakh-crore-3y-2023', due: '2026-07-31', announcedOn: '2023-07-31' },
      { code: 'up-exports-3-lakh-crore-2025', due: '2028-01-07', announcedOn: '2025-01-07' },
    ]);
  });
});

describe('q08: whether the figures are right', () => {
  let data: Record<string, unknown>;
  beforeAll(async () => {
    data = await questions.answer('q08');
  });

  it('finds the growth of 30 % rounded, recomputed from the two values', () => {
    expect(valuesAt(data, 'growth.nodes')).toMatchObject([
      {
        value: '30',
        unit: 'PERCENT',
        preferred: true,
        check: { verdict: 'ROUNDED', explanation: expect.stringContaining('30.84 %') },
        sources: [
          {
            title: 'Uttar Pradesh to join Indian diplomatic missions to boost exports',
            publisher: 'founding document',
            publishedOn: '2022-08-03',
          },
          { publisher: 'Hindustan Times', publishedOn: '2022-06-04' },
        ],
      },
    ]);
    expect(valuesAt(data, 'growth.nodes.check.recomputed')).toMatchObject([
      {
        value: expect.closeTo((140_000 / 107_000 - 1) * 100, 6),
        inputs: [{ value: 140_000 }, { value: 107_000 }],
      },
    ]);
  });

  it('prefers central data for both years and keeps what the state said beside them', () => {
    const nodes = valuesAt(data, 'values.nodes') as Record<string, unknown>[];
    const disputed = nodes.filter((node) => valuesAt(node, 'otherClaims').length > 0);
    const claims = disputed
      .filter(({ preferred }) => preferred)
      .map((node) => [
        node.fiscalYear,
        node.subject,
        ...valuesAt(node, 'money.formatted'),
        valuesAt(node, 'otherClaims.money.formatted'),
      ]);
    expect(claims).toEqual([
      ['2021-22', null, '₹1.57 lakh crore', ['₹1.40 lakh crore', '₹1.40 lakh crore']],
      ['2020-21', null, '₹1.21 lakh crore', ['₹1.07 lakh crore', '₹1.07 lakh crore']],
    ]);
    expect(valuesAt(disputed, 'otherClaims.sources.publisher')).toEqual(
      expect.arrayContaining(['founding document', 'Hindustan Times', 'Erra News India']),
    );
  });

  it('has both shares of ODOP, 72 and 62 %', () => {
    expect(valuesAt(data, 'odop.nodes.value').sort()).toEqual(['62', '72']);
    expect(valuesAt(data, 'odop.nodes.fiscalYear')).toEqual(['2021-22', '2021-22']);
    // Rs 96,000 crore is 61.19 % of 1,56,897.2 and 68.57 % of 1,40,000: neither source is right.
    expect(valuesAt(data, 'odop.nodes.check.verdict')).toEqual(['INCONSISTENT', 'INCONSISTENT']);
    expect(valuesAt(data, 'odop.nodes.check.explanation')).toEqual([
      expect.stringContaining('61.19 %'),
      expect.stringContaining('68.57 %'),
    ]);
    expect(valuesAt(data, 'odop.nodes.sources.title')).toContain(
      'Exports of products from UP under ODOP scheme record significant rise',
    );
  });
});

describe('q22: where a number comes from', () => {
  let data: Record<string, unknown>;
  beforeAll(async () => {
    data = await questions.answer('q22');
  });
  const figure = (code: string) =>
    (valuesAt(data, 'state.exportFigures.nodes') as { code: string }[]).find(
      (node) => node.code === code,
    );

  it('has all 13 figures of the year, part-year and district ones included', () => {
    expect(data).toMatchObject({ state: { exportFigures: { totalCount: 13 } } });
    expect(new Set(valuesAt(data, 'state.exportFigures.nodes.code')).size).toBe(13);
    expect(counted(valuesAt(data, 'state.exportFigures.nodes.unit'))).toEqual({
      INR_CRORE: 12,
      USD_MILLION: 1,
    });
    expect(valuesAt(data, 'state.exportFigures.nodes.sector').filter(Boolean)).toHaveLength(2);
  });

  it('keeps the three claims about the whole year side by side', () => {
    expect(figure('up-exports-2021-22-central')).toMatchObject({
      value: '156897.2',
      money: { amount: '1568972000000', currency: 'INR', formatted: '₹1,56,897.20 crore' },
      provisional: false,
    });
    const claims = valuesAt(figure('up-exports-2021-22-central'), 'otherClaims.code');
    expect(claims).toEqual(
      expect.arrayContaining(['up-exports-2021-22-seed', 'up-exports-2021-22-state']),
    );
    const preferred = ['central', 'seed', 'state'].filter(
      (source) => valuesAt(figure(`up-exports-2021-22-${source}`), 'preferred')[0],
    );
    expect(preferred).toEqual(['central']);
  });

  it('names the source of each, and whether a document backs it', () => {
    expect(valuesAt(figure('up-exports-2021-22-seed'), 'sources')).toEqual([
      {
        code: 'seed-002',
        title: 'Uttar Pradesh to join Indian diplomatic missions to boost exports',
        publisher: 'founding document',
        publishedOn: '2022-08-03',
        locator: '002_5f4311c3b32010b6.txt',
        verified: true,
      },
    ]);
  });

  it('never compares a part of the year with the whole', () => {
    expect(figure('up-exports-2021-22-apr-may-part')).toMatchObject({
      value: '21500.85',
      provisional: true,
      otherClaims: [],
      note: 'Part-year: April and May 2021',
    });
  });
});

describe('q25: all figures and promises, page by page', () => {
  interface Page {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }

  it('gives each of the 118 figures and 35 undertakings once', async () => {
    const figures: string[] = [];
    const promises: string[] = [];
    let after: { figures?: string | null; promises?: string | null } = {};
    for (let more = true; more; ) {
      const data = await questions.answer('q25', after);
      const { exportFigures, commitments } = data as Record<string, Page | undefined>;
      figures.push(...(exportFigures?.nodes ?? []).map(({ id }) => id));
      promises.push(...(commitments?.nodes ?? []).map(({ id }) => id));
      expect([exportFigures?.totalCount, commitments?.totalCount]).toEqual([118, 35]);
      more = Boolean(exportFigures?.pageInfo.hasNextPage || commitments?.pageInfo.hasNextPage);
      after = {
        figures: exportFigures?.pageInfo.endCursor ?? after.figures ?? null,
        promises: commitments?.pageInfo.endCursor ?? after.promises ?? null,
      };
    }
    expect([figures.length, new Set(figures).size]).toEqual([118, 118]);
    expect([promises.length, new Set(promises).size]).toEqual([35, 35]);
  });

  it('says what each figure measures and each undertaking came from', async () => {
    const data = await questions.answer('q25');
    expect(valuesAt(data, 'exportFigures.nodes.sources.code')).toContain('seed-002');
    expect(counted(valuesAt(data, 'commitments.nodes.status'))).toEqual({
      DUE_PASSED_NO_EVIDENCE: 2,
      FULFILLED: 4,
      OPEN: 29,
    });
    expect(valuesAt(data, 'commitments.nodes.event.code')).toContain(
      'up-japan-virtual-conference-2022',
    );
  });
});
