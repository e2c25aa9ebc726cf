import { counted, type Questions, startQuestions, valuesAt } from './asking.ts';

let questions: Questions;
beforeAll(async () => {
  questions = await startQuestions();
});
afterAll(() => questions.graph.stop());

describe('q01: what Uttar Pradesh can sell to Japan', () => {
  let brief: unknown;
  beforeAll(async () => {
    [brief] = valuesAt(await questions.answer('q01'), 'exportBrief');
  });

  it('names the market with both missions and the agreement in force', () => {
    expect(brief).toMatchObject({
      state: { name: 'Uttar Pradesh' },
      country: {
        name: 'Japan',
        missions: [
          {
            name: 'Embassy of India, Tokyo',
            city: 'Tokyo',
            hasCommercialWing: true,
            website: 'https://www.indembassy-tokyo.gov.in/',
          },
          {
            name: 'Consulate General of India, Osaka-Kobe',
            city: 'Osaka',
            hasCommercialWing: null,
            website: 'https://www.indconosaka.gov.in/',
          },
        ],
        tradeAgreements: [{ shortName: 'Japan CEPA', status: 'IN_FORCE', inForceOn: '2011-08-01' }],
      },
    });
  });

  it('has all 83 products of the state by name, with all their clusters and what Japan asks', () => {
    const names = valuesAt(brief, 'products.name');
    expect(names).toHaveLength(83);
    expect(new Set(names).size).toBe(83);
    expect(names.slice(0, 2)).toEqual(['Agricultural implements', 'Aluminium utensils']);
    expect(names.at(-1)).toBe('Zari-zardozi embroidery');
    expect(valuesAt(brief, 'products.clusters.name')).toHaveLength(88);
    expect(valuesAt(brief, 'products.marketRequirements.name')).toHaveLength(165);
    expect(valuesAt(brief, 'products.clusters.certificationGaps.requirement.name')).toHaveLength(
      496,
    );
  });

  it('says what Japan makes law for carpets, and what the carpet clusters lack', () => {
    const products = valuesAt(brief, 'products') as { code: string }[];
    const carpet = products.find(({ code }) => code === 'hand-knotted-carpet');
    expect(carpet).toMatchObject({
      name: 'Hand-knotted carpet',
      hsCodes: ['5701'],
      marketRequirements: [
        {
          name: 'Ban on certain azo dyes in carpets',
          authority: 'Ministry of Health, Labour and Welfare',
        },
        {
          name: 'Household Goods Quality Labeling Act, floor coverings',
          authority: 'Consumer Affairs Agency',
        },
        { name: 'ISPM 15 wood packaging', authority: 'International Plant Protection Convention' },
      ],
      clusters: [
        { name: 'Bhadohi carpet cluster', district: { name: 'Bhadohi' } },
        { name: 'Ghosia and Madhosingh carpet villages', district: { name: 'Bhadohi' } },
        { name: 'Mirzapur carpet cluster', district: { name: 'Mirzapur' } },
        { name: 'Sonbhadra carpet weaving', district: { name: 'Sonbhadra' } },
      ],
    });
    const [bhadohi] = valuesAt(carpet, 'clusters');
    expect(valuesAt(bhadohi, 'certificationGaps.requirement.name')).toEqual([
      'Ban on certain azo dyes in carpets',
      'Household Goods Quality Labeling Act, floor coverings',
      'ISPM 15 wood packaging',
      'amfori BSCI audit',
      'GoodWeave label',
      'SA8000',
      'SMETA audit',
    ]);
    const [gap] = valuesAt(bhadohi, 'certificationGaps');
    expect(valuesAt(gap, 'helpers.name')).toEqual([
      'Carpet Export Promotion Council',
      'Indian Silk Export Promotion Council',
    ]);
  });

  it("has India's exports to Japan by year, without growth over the year that is missing", () => {
    expect(valuesAt(brief, 'trade')).toMatchObject([
      { fiscalYear: '2017-18', growth: null, share: 1 },
      { fiscalYear: '2018-19', growth: expect.closeTo(2.6874, 3), share: 1 },
      { fiscalYear: '2019-20', growth: expect.closeTo(-7.022, 3), share: 1 },
      { fiscalYear: '2021-22', growth: null, share: 1 },
    ]);
    expect(valuesAt(brief, 'trade.value.amount').map(Number)).toEqual([
      4_734_770_000, 4_862_011_000, 4_520_600_000, 6_177_870_000,
    ]);
  });

  it('has the events of the state with Japan, the conference of 7 June 2022 among them', () => {
    const events = valuesAt(brief, 'events');
    expect(counted(valuesAt(brief, 'events.status'))).toEqual({ HELD: 13, PROPOSED: 2 });
    expect(events[0]).toEqual({
      title: 'Uttar Pradesh investor road show in Yamanashi Prefecture',
      startsOn: '2026-02-26',
      status: 'HELD',
    });
    expect(events).toContainEqual({
      title: 'Virtual conference of Uttar Pradesh with the Indian embassy in Tokyo on exports',
      startsOn: '2022-06-07',
      status: 'HELD',
    });
    expect(events.slice(-2)).toMatchObject([{ startsOn: null }, { startsOn: null }]);
  });

  it('tells delegations that travelled from those that did not', () => {
    expect(valuesAt(brief, 'delegations')).toHaveLength(8);
    expect(valuesAt(brief, 'delegations')).toEqual(
      expect.arrayContaining([
        {
          name: 'Delegation of 200 Japanese chief executives to Uttar Pradesh',
          status: 'PROPOSED',
          windowEnd: '2026-08-31',
        },
        {
          name: 'State delegation of Uttar Pradesh to Japan by the end of 2022',
          status: 'PROPOSED',
          windowEnd: '2022-12-31',
        },
        {
          name: 'Uttar Pradesh investment team in Japan, December 2022',
          status: 'COMPLETED',
          windowEnd: '2022-12-15',
        },
      ]),
    );
  });

  it('has the promises that nobody is known to have kept, those past due first', () => {
    const promises = valuesAt(brief, 'openCommitments');
    expect(promises).toHaveLength(10);
    expect(promises.slice(0, 2)).toEqual([
      {
        summary: 'Full support in sending state delegations to Japan before the year closes',
        dueText: 'by the end of the year',
        dueBy: '2022-12-31',
        status: 'DUE_PASSED_NO_EVIDENCE',
        madeByText: 'Sanjay Verma',
      },
      {
        summary: 'Bring 200 chief executives to the state in August',
        dueText: null,
        dueBy: '2026-08-31',
        status: 'DUE_PASSED_NO_EVIDENCE',
        madeByText: 'Kotaro Nagasaki',
      },
    ]);
    expect(counted(valuesAt(brief, 'openCommitments.status'))).toEqual({
      DUE_PASSED_NO_EVIDENCE: 2,
      OPEN: 8,
    });
    expect(valuesAt(brief, 'openCommitments.summary')).not.toContain(
      "The ambassador praised and welcomed the state's initiative",
    );
  });
});

describe('q13: which certificates leather clusters lack for Japan', () => {
  it('lists the five clusters, none with a certificate on record', async () => {
    const data = await questions.answer('q13');
    expect(valuesAt(data, 'clusters.nodes')).toMatchObject([
      { name: 'Agra footwear cluster', product: { name: 'Leather footwear' } },
      { name: 'Hamirpur footwear', product: { name: 'Leather footwear' } },
      { name: 'Kanpur leather cluster', product: { name: 'Leather products' } },
      { name: 'Kanpur saddlery', product: { name: 'Saddlery and harness' } },
      { name: 'Unnao tanneries and leather goods', product: { name: 'Leather products' } },
    ]);
    expect(valuesAt(data, 'clusters.nodes.certifications')).toEqual([]);
  });

  it('says what is asked of each, law first, and who helps', async () => {
    const [cluster] = valuesAt(await questions.answer('q13'), 'clusters.nodes');
    expect(valuesAt(cluster, 'certificationGaps.requirement')).toMatchObject([
      { name: 'Ban on certain azo dyes in leather', kind: 'REGULATION', mandatory: true },
      {
        name: 'Household Goods Quality Labeling Act, leather garments and bags',
        kind: 'LABELLING',
        mandatory: true,
        authority: 'Consumer Affairs Agency',
      },
      { name: 'ISPM 15 wood packaging', kind: 'REGULATION', mandatory: true },
      {
        name: 'Tariff quota for leather footwear',
        kind: 'REGULATION',
        mandatory: true,
        authority: 'Ministry of Economy, Trade and Industry',
      },
      { name: 'amfori BSCI audit', kind: 'STANDARD', mandatory: false },
      { name: 'Leather Working Group audit standard', kind: 'CERTIFICATION', mandatory: false },
      { name: 'SA8000', kind: 'CERTIFICATION', mandatory: false },
      { name: 'SMETA audit', kind: 'STANDARD', mandatory: false },
    ]);
    const [gap] = valuesAt(cluster, 'certificationGaps');
    expect(valuesAt(gap, 'helpers.name')).toEqual(['Council for Leather Exports']);
  });
});

describe('q18: the next market for carpets', () => {
  let data: Record<string, unknown>;
  beforeAll(async () => {
    data = await questions.answer('q18');
  });

  it('ranks the markets of 2021-22 by value, with their share of what India exported', () => {
    expect(valuesAt(data, 'exportFlows.nodes.country.code')).toEqual([
      ...['US', 'DE', 'GB', 'AU', 'SE', 'AE', 'NL', 'FR', 'CA', 'IT'],
    ]);
    expect(valuesAt(data, 'exportFlows.nodes.rank')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(valuesAt(data, 'exportFlows.nodes.value.amount').map(Number)).toEqual([
      1_055_970_000, 97_490_000, 85_990_000, 67_920_000, 48_080_000, 39_980_000, 36_960_000,
      36_090_000, 31_500_000, 29_810_000,
    ]);
  });

  it('measures shares and concentration against the 1,789.89 million of the whole table', () => {
    expect(data).toMatchObject({
      exportFlows: {
        totalCount: 91,
        total: { formatted: 'US$ 1,789.89 million' },
        concentration: { value: expect.closeTo(0.3583114, 6) },
      },
    });
    expect(valuesAt(data, 'exportFlows.nodes.share')[0]).toBeCloseTo(1_055.97 / 1_789.89, 6);
  });

  it('knows no growth, as the year before is not on record', () => {
    expect(new Set(valuesAt(data, 'exportFlows.nodes.previous'))).toEqual(new Set([null]));
    expect(new Set(valuesAt(data, 'exportFlows.nodes.growth'))).toEqual(new Set([null]));
  });

  it('has missions, agreements in force and the law of each market from another subgraph', () => {
    const [us, de, gb, au] = valuesAt(data, 'exportFlows.nodes.country');
    expect(valuesAt(us, 'missions.city')).toHaveLength(8);
    expect(valuesAt(us, 'tradeAgreements')).toEqual([]);
    expect(valuesAt(us, 'marketRequirements.name')).toEqual([
      '16 CFR 1630 carpet flammability',
      '16 CFR 1631 small rug flammability',
      'California Proposition 65 warning',
      'Country of origin marking (19 CFR 134)',
      'ISPM 15 wood packaging',
    ]);
    expect(valuesAt(de, 'missions.city')).toEqual(['Berlin', 'Frankfurt', 'Hamburg', 'Munich']);
    expect(valuesAt(gb, 'tradeAgreements.shortName')).toEqual(['UK CETA']);
    expect(valuesAt(au, 'tradeAgreements.shortName')).toEqual(['Australia ECTA']);
  });

  it('has the clusters of both states and the latest events', () => {
    expect(data).toMatchObject({ sector: { name: 'Carpets and durries' } });
    expect(valuesAt(data, 'sector.clusters.nodes')).toEqual([
      { name: 'Agra durrie weaving', district: { name: 'Agra' } },
      { name: 'Bhadohi carpet cluster', district: { name: 'Bhadohi' } },
      { name: 'Ghosia and Madhosingh carpet villages', district: { name: 'Bhadohi' } },
      { name: 'Jaunpur woollen carpet and durrie weavers', district: { name: 'Jaunpur' } },
      { name: 'Khag carpet villages', district: { name: 'Budgam' } },
      { name: 'Mirzapur carpet cluster', district: { name: 'Mirzapur' } },
      { name: 'Mirzapur handmade dari', district: { name: 'Mirzapur' } },
      { name: 'Sitapur durrie cluster', district: { name: 'Sitapur' } },
      { name: 'Sonbhadra carpet weaving', district: { name: 'Sonbhadra' } },
      { name: 'Srinagar hand-knotted carpet', district: { name: 'Srinagar' } },
    ]);
    expect(valuesAt(data, 'sector.events.nodes')).toEqual([
      { title: '49th India Carpet Expo', startsOn: '2025-10-11', status: 'HELD' },
      { title: '48th India Carpet Expo', startsOn: '2025-04-14', status: 'HELD' },
      { title: '47th India Carpet Expo', startsOn: '2024-10-15', status: 'HELD' },
      { title: '45th India Carpet Expo', startsOn: '2023-10-08', status: 'HELD' },
      { title: 'India GI Fair 2023', startsOn: '2023-07-01', status: 'HELD' },
    ]);
  });

  it('names the one table it comes from', () => {
    expect(valuesAt(data, 'exportFlows.sources')).toEqual([
      {
        title: 'Principal commodity-wise exports by country (export-import data bank)',
        publisher:
          'Directorate General of Commercial Intelligence and Statistics, Ministry of Commerce and Industry',
      },
    ]);
  });
});

describe('q19: how concentrated exports are', () => {
  let data: Record<string, unknown>;
  beforeAll(async () => {
    data = await questions.answer('q19');
  });

  it('ranks the markets of 2021-22, what the table leaves unspecified among them', () => {
    // The table's own total is 422,001.26 million; its rows by country come to 399,020.15.
    expect(valuesAt(data, 'byMarket.nodes')).toEqual([
      {
        rank: 1,
        share: expect.closeTo(76_176.01 / 422_001.26, 6),
        country: { name: 'United States' },
        value: { formatted: 'US$ 76.18 billion' },
      },
      expect.objectContaining({ rank: 2, country: { name: 'United Arab Emirates' } }),
      {
        rank: 3,
        share: expect.closeTo(22_981.11 / 422_001.26, 6),
        country: null,
        value: { formatted: 'US$ 22.98 billion' },
      },
      expect.objectContaining({ rank: 4, country: { name: 'China' } }),
      expect.objectContaining({ rank: 5, country: { name: 'Bangladesh' } }),
    ]);
    expect(valuesAt(data, 'byMarket.concentration')).toMatchObject([
      {
        value: expect.closeTo(0.0538377, 6),
        unit: 'INDEX',
        note: expect.stringContaining('unspecified'),
      },
    ]);
  });

  it('ranks the fifteen sectors and what belongs to none', () => {
    const rows = valuesAt(data, 'bySector.nodes') as { share: number; sector: unknown }[];
    expect(rows).toHaveLength(16);
    expect(rows[0]).toMatchObject({
      rank: 1,
      sector: null,
      value: { formatted: 'US$ 274.62 billion' },
    });
    expect(valuesAt(data, 'bySector.nodes.sector.name').filter(Boolean).slice(0, 3)).toEqual([
      'Stone craft, gems and jewellery',
      'Agriculture and horticulture',
      'Textiles and home furnishing',
    ]);
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(valuesAt(data, 'bySector.concentration.value')).toEqual([expect.closeTo(0.4411594, 6)]);
  });

  it('has the four years on record, growth only where the year before is one of them', () => {
    expect(valuesAt(data, 'byYear.nodes')).toMatchObject([
      { fiscalYear: '2017-18', value: { formatted: 'US$ 303.52 billion' }, growth: null },
      {
        fiscalYear: '2018-19',
        previous: { amount: '303523190000' },
        growth: expect.closeTo((330_077.903 / 303_523.19 - 1) * 100, 6),
      },
      { fiscalYear: '2019-20', growth: expect.closeTo((313_368.43 / 330_077.903 - 1) * 100, 6) },
      { fiscalYear: '2021-22', previous: null, growth: null },
    ]);
  });
});
