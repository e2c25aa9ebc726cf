import { counted, type Questions, startQuestions, valuesAt } from './asking.ts';

let questions: Questions;
beforeAll(async () => {
  questions = await startQuestions();
});
afterAll(() => questions.graph.stop());

describe('q09: help for an exporter in Jammu and Kashmir', () => {
  let state: unknown;
  beforeAll(async () => {
    [state] = valuesAt(await questions.answer('q09'), 'state');
  });

  it('names the single point of contact', () => {
    expect(state).toMatchObject({
      name: 'Jammu and Kashmir',
      singlePointOfContact: {
        name: 'Export Cell of the J&K Trade Promotion Organisation',
        role: expect.stringMatching(/^Planned single contact point/),
        website: null,
      },
    });
  });

  it('has the two measures that help with these topics, and who provides them', () => {
    expect(valuesAt(state, 'measures')).toMatchObject([
      {
        name: 'Guidance for exporters',
        kind: 'CAPACITY_BUILDING',
        topics: ['STANDARDISATION', 'CERTIFICATION', 'FINANCE', 'INSURANCE'],
        provider: { name: expect.stringContaining('Industries') },
      },
      {
        name: 'Training and registration drives',
        topics: ['TRAINING', 'REGISTRATION', 'AWARENESS'],
      },
    ]);
    expect(valuesAt(state, 'measures.sources.title')).toContain(
      'Export cell to be set up in JKTPO for promoting exports',
    );
  });

  it('plans a mark of origin that no product carries yet', () => {
    expect(valuesAt(state, 'originMarks')).toEqual([
      {
        name: 'Product of J&K',
        status: 'PLANNED',
        products: [],
        sources: [
          {
            title: 'Chief Secretary reviews the District as Export Hub scheme of Jammu and Kashmir',
          },
        ],
      },
    ]);
  });

  it('has the eight trainings and meets, latest first', () => {
    expect(state).toMatchObject({ events: { totalCount: 8 } });
    expect(valuesAt(state, 'events.nodes.startsOn')).toEqual([
      ...['2025-11-17', '2023-08-21', '2023-03-31', '2022-07-30', '2021-12-10'],
      ...['2021-03-01', '2021-03-01', '2021-02-01'],
    ]);
    expect(valuesAt(state, 'events.nodes.title').at(-1)).toBe(
      'Virtual meet of Jammu and Kashmir with Canadian importers',
    );
  });
});

describe('q10: the district of Sambhal, in Hindi', () => {
  let district: unknown;
  beforeAll(async () => {
    [district] = valuesAt(await questions.answer('q10'), 'district');
  });

  it('says where it is', () => {
    expect(district).toMatchObject({
      name: 'संभल',
      division: 'मुरादाबाद',
      lgdCode: '659',
      state: { name: 'उत्तर प्रदेश' },
      location: { latitude: 28.395, longitude: 78.627 },
    });
  });

  it('has two ODOP products of horn and bone', () => {
    expect(valuesAt(district, 'designations')).toEqual([
      {
        scheme: 'ODOP',
        since: null,
        product: {
          name: 'सींग और हड्डी के बटन',
          hsCodes: ['9606'],
          sector: { name: 'हस्तशिल्प' },
          geographicalIndications: [],
        },
      },
      {
        scheme: 'ODOP',
        since: null,
        product: {
          name: 'सींग एवं अस्थि शिल्प',
          hsCodes: ['9601'],
          sector: { name: 'हस्तशिल्प' },
          geographicalIndications: [{ name: 'Sambhal Bone Craft' }, { name: 'Sambhal Horn Craft' }],
        },
      },
    ]);
  });

  it('has two clusters, one of which once sent its polishing to China', () => {
    expect(valuesAt(district, 'clusters')).toHaveLength(2);
    expect(valuesAt(district, 'clusters')).toContainEqual(
      expect.objectContaining({
        name: 'संभल सींग एवं हड्डी के बटन क्लस्टर',
        processSteps: [
          {
            name: 'पॉलिश',
            doneIn: 'CN',
            isBottleneck: true,
            remedy: expect.stringMatching(/^राज्य सरकार पॉलिश की मशीन/),
            sources: [{ title: 'Uttar Pradesh Samvad: One District One Product programme' }],
          },
        ],
      }),
    );
    expect(valuesAt(district, 'clusters')).toContainEqual(
      expect.objectContaining({
        name: 'संभल सींग एवं अस्थि शिल्प क्लस्टर',
        units: 1500,
        artisans: null,
        // There is no Hindi note on record: the English one comes.
        note: 'Small workshops in and around the town; the source gives 1500 to 1800 units.',
        processSteps: [],
      }),
    );
  });

  it('has its facility, its only figure, its event and its measure', () => {
    expect(district).toMatchObject({
      facilities: [
        {
          name: 'संभल सींग एवं अस्थि शिल्प सामान्य सुविधा केंद्र',
          kind: 'COMMON_FACILITY_CENTRE',
          status: 'OPERATIONAL',
        },
      ],
      exportFigures: {
        nodes: [{ fiscalYear: null, money: { formatted: '₹200 करोड़' } }],
      },
      events: { nodes: [{ title: 'उत्तर प्रदेश संवाद', startsOn: '2020-12-16' }] },
      measures: [{ name: 'संभल का सींग एवं हड्डी के बटनों का सुविधा केंद्र' }],
    });
  });
});

describe('q11: the map of Uttar Pradesh', () => {
  let data: Record<string, unknown>;
  beforeAll(async () => {
    data = await questions.answer('q11');
  });

  it('has all 75 districts by name, each with a place on the map and a designation', () => {
    expect(data).toMatchObject({ districts: { totalCount: 75 } });
    const codes = valuesAt(data, 'districts.nodes.code');
    expect(new Set(codes).size).toBe(75);
    expect(codes.slice(0, 3)).toEqual(['up-agra', 'up-aligarh', 'up-ambedkar-nagar']);
    expect(codes.at(-1)).toBe('up-varanasi');
    expect(valuesAt(data, 'districts.nodes.location').filter(Boolean)).toHaveLength(75);
    const bare = (valuesAt(data, 'districts.nodes') as { designations: unknown[] }[]).filter(
      ({ designations }) => designations.length === 0,
    );
    expect(bare).toEqual([]);
  });

  it('has 117 designations under ODOP and 88 clusters in all', () => {
    expect(counted(valuesAt(data, 'districts.nodes.designations.scheme'))).toEqual({ ODOP: 117 });
    expect(valuesAt(data, 'districts.nodes.clusters.code')).toHaveLength(88);
  });

  it('knows Bhadohi for carpets', () => {
    expect(valuesAt(data, 'districts.nodes')).toContainEqual({
      code: 'up-bhadohi',
      name: 'Bhadohi',
      location: { latitude: 25.333, longitude: 82.466 },
      designations: [
        {
          scheme: 'ODOP',
          product: { code: 'durrie', name: 'Durrie (flat-weave rug)', sector: { code: 'carpets' } },
        },
        {
          scheme: 'ODOP',
          product: {
            code: 'hand-knotted-carpet',
            name: 'Hand-knotted carpet',
            sector: { code: 'carpets' },
          },
        },
      ],
      clusters: [{ code: 'bhadohi-carpet' }, { code: 'ghosia-madhosingh-carpet' }],
    });
  });

  it('has the 20 districts of Jammu and Kashmir, under both schemes', async () => {
    const data = await questions.answer('q11', { state: 'IN-JK' });
    expect(data).toMatchObject({ districts: { totalCount: 20 } });
    expect(counted(valuesAt(data, 'districts.nodes.designations.scheme'))).toEqual({
      DISTRICT_AS_EXPORT_HUB: 37,
      ODOP: 22,
    });
  });
});

describe('q12: steps of the work that are sent abroad', () => {
  it('finds the polishing of buttons among 88 clusters, and its remedy', async () => {
    const data = await questions.answer('q12');
    expect(data).toMatchObject({
      clusters: { totalCount: 88, pageInfo: { hasNextPage: false } },
    });
    const nodes = valuesAt(data, 'clusters.nodes') as { processSteps: unknown[] }[];
    expect(nodes).toHaveLength(88);
    expect(nodes.filter(({ processSteps }) => processSteps.length > 0)).toEqual([
      {
        name: 'Sambhal bone and horn buttons',
        district: { name: 'Sambhal' },
        product: { name: 'Horn and bone buttons' },
        processSteps: [
          {
            name: 'Polishing',
            doneIn: 'CN',
            remedy: expect.stringContaining('polishing machine from China to Sambhal'),
            sources: [{ title: 'Uttar Pradesh Samvad: One District One Product programme' }],
          },
        ],
      },
    ]);
  });
});

describe('q14: infrastructure that serves exporters', () => {
  it('has 27 facilities in Uttar Pradesh and 12 in Jammu and Kashmir, and how far they are', async () => {
    const data = await questions.answer('q14');
    const [jk, up] = valuesAt(data, 'states');
    expect(valuesAt(data, 'states.name')).toEqual(['Jammu and Kashmir', 'Uttar Pradesh']);
    expect([up, jk]).toMatchObject([
      { facilities: { totalCount: 27 } },
      { facilities: { totalCount: 12 } },
    ]);
    expect(counted(valuesAt(up, 'facilities.nodes.status'))).toEqual({
      OPERATIONAL: 16,
      PLANNED: 4,
      UNDER_CONSTRUCTION: 7,
    });
    expect(counted(valuesAt(jk, 'facilities.nodes.kind'))).toEqual({
      AIR_CARGO: 2,
      COMMON_FACILITY_CENTRE: 3,
      DRY_PORT: 1,
      INLAND_CONTAINER_DEPOT: 1,
      TESTING_LAB: 5,
    });
    expect(valuesAt(jk, 'facilities.nodes')).toContainEqual({
      name: 'Katra Dry Port',
      kind: 'DRY_PORT',
      status: 'PLANNED',
      district: { name: 'Reasi' },
      note: expect.stringMatching(/^Inland intermodal terminal/),
      sources: [
        {
          title: 'Chief Secretary reviews the District as Export Hub scheme of Jammu and Kashmir',
          publishedOn: '2021-03-16',
        },
      ],
    });
  });
});

describe('q23: what stored ids are', () => {
  it('tells one record of every type, in the order asked', async () => {
    const { nodes } = await questions.answer('q23');
    expect(nodes).toMatchObject([
      { __typename: 'District', name: 'Bhadohi' },
      { __typename: 'Product', name: 'Hand-knotted carpet' },
      { __typename: 'Country', name: 'Japan' },
      { __typename: 'Mission', name: 'Embassy of India, Tokyo' },
      { __typename: 'Event', startsOn: '2022-06-07' },
      { __typename: 'Commitment', status: 'DUE_PASSED_NO_EVIDENCE' },
      { __typename: 'Organisation', name: 'Carpet Export Promotion Council' },
      {
        __typename: 'Delegation',
        name: 'State delegation of Uttar Pradesh to Japan by the end of 2022',
      },
      { __typename: 'Measure', name: 'One District One Product (ODOP)' },
      { __typename: 'Person', name: 'Navneet Sehgal' },
      {
        __typename: 'TradeAgreement',
        name: 'India - Japan Comprehensive Economic Partnership Agreement',
      },
      {
        __typename: 'MarketRequirement',
        name: 'Household Goods Quality Labeling Act, floor coverings',
      },
      { __typename: 'Cluster', name: 'Bhadohi carpet cluster' },
      { __typename: 'Facility', name: 'Sambhal horn and bone common facility centre' },
      { __typename: 'Sector', name: 'Carpets and durries' },
      { __typename: 'State', name: 'Uttar Pradesh' },
      { __typename: 'Target', metric: 'EXPORT_VALUE' },
    ]);
  });
});
